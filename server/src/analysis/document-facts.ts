import { commandFacts } from '../commands/entry-point.ts';
import { handlerFacts } from '../commands/handlers.ts';
import type { KubernetesDocument, Resource } from '../kubernetes/model.ts';
import { readKubernetes } from '../kubernetes/read.ts';
import type { Reading } from '../kubernetes/read.ts';
import { tooLargePod } from '../kubernetes/pod-size.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Chunk } from '../yaml/stream.ts';
import type { DocumentFacts, PodFacts } from './facts.ts';
import type { Remembered } from './remembered.ts';

/**
 * All that can be said of one document by itself. Never throws. The caller keeps the result for as long as the chunk
 * lives: its identity stands for the document everywhere else.
 */
export function readFacts(chunk: Chunk, reading: Partial<Reading> = {}): DocumentFacts {
  return new ReadDocument(chunk, readKubernetes(chunk, reading));
}

/**
 * A class: an object that is written down with a getter gets a shape of its own, which counts as old from the start, and
 * all that its getter can see is kept until old garbage is collected.
 */
class ReadDocument implements DocumentFacts {
  readonly chunk: Chunk;
  readonly kubernetes: KubernetesDocument;
  readonly pods: readonly PodFacts[];
  readonly remembered: Remembered = new Map();

  constructor(chunk: Chunk, kubernetes: KubernetesDocument) {
    this.chunk = chunk;
    this.kubernetes = kubernetes;
    this.pods = kubernetes.resources.flatMap((resource) => podOf(this, resource) ?? []);
  }

  get yaml(): YamlDocument {
    return this.chunk.document;
  }
}

function podOf(document: DocumentFacts, resource: Resource): PodFacts | undefined {
  if (resource.body.type !== 'workload') return undefined;
  const { workload } = resource.body;
  if (tooLargePod(workload.pod) !== undefined) return undefined;
  return {
    document,
    resource,
    workload,
    pod: workload.pod,
    containers: workload.pod.containers.map((container) => ({
      container,
      commands: commandFacts(container),
      handlers: container.handlers
        .filter(({ action }) => action?.type === 'exec')
        .map((handler) => handlerFacts(container, handler)),
    })),
  };
}

import { commandFacts } from '../commands/entry-point.ts';
import { handlerFacts } from '../commands/handlers.ts';
import { readKubernetes } from '../kubernetes/read.ts';
import type { Reading } from '../kubernetes/read.ts';
import { tooLargePod } from '../kubernetes/pod-size.ts';
import type { Chunk } from '../yaml/stream.ts';
import type { DocumentFacts, PodFacts } from './facts.ts';

/**
 * All that can be said of one document by itself. Never throws. The caller keeps the result for as long as the chunk
 * lives: its identity stands for the document everywhere else.
 */
export function readFacts(chunk: Chunk, reading: Partial<Reading> = {}): DocumentFacts {
  const kubernetes = readKubernetes(chunk, reading);
  const pods: PodFacts[] = [];
  const facts: DocumentFacts = {
    chunk,
    get yaml() {
      return chunk.document;
    },
    kubernetes,
    pods,
  };
  for (const resource of kubernetes.resources) {
    if (resource.body.type !== 'workload') continue;
    const { workload } = resource.body;
    if (tooLargePod(workload.pod) !== undefined) continue;
    pods.push({
      document: facts,
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
    });
  }
  return facts;
}

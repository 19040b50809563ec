import type { Span } from '../text/span.ts';
import type { Chunk } from '../yaml/stream.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type {
  Container,
  KubernetesDocument,
  Pod,
  Resource,
  Workload,
} from '../kubernetes/model.ts';
import type { CommandFacts } from '../commands/facts.ts';
import type { Remembered } from './remembered.ts';

/** All that can be said of one document by itself. Made once for each chunk; its identity stands for the document. */
export interface DocumentFacts {
  readonly chunk: Chunk;
  readonly yaml: YamlDocument;
  readonly kubernetes: KubernetesDocument;
  readonly pods: readonly PodFacts[];
  /** See `remembered`. */
  readonly remembered: Remembered;
}

export interface PodFacts {
  readonly document: DocumentFacts;
  readonly resource: Resource;
  readonly workload: Workload;
  readonly pod: Pod;
  readonly containers: readonly ContainerFacts[];
}

export interface ContainerFacts {
  readonly container: Container;
  readonly commands: CommandFacts;
  /** What the commands of its probes and hooks do. */
  readonly handlers: readonly CommandFacts[];
}

/** Characters of a document, which may be another than the one at hand. */
export interface Place {
  readonly document: DocumentFacts;
  readonly span: Span;
}

/** An edit to a document that may be another than the one at hand. */
export interface PlacedEdit extends Place {
  readonly newText: string;
}

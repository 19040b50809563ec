import type { Completion } from '../kubernetes/model.ts';
import type { Reading } from '../kubernetes/read.ts';
import type { Chunk, YamlStream } from '../yaml/stream.ts';
import type { DocumentFacts } from './facts.ts';
import type { LinkedDocument } from './linked.ts';
import type { ScopeIndex } from './scope-index.ts';
import type { AnalysisSettings } from './settings.ts';

/** The three steps from a text to an analysis. */
export interface AnalysisSteps {
  readStream(text: string, previous?: YamlStream): YamlStream;
  readFacts(chunk: Chunk, reading: Reading): DocumentFacts;
  linkDocument(facts: DocumentFacts, surroundings: Surroundings): LinkedDocument;
}

/** What of other files a document is linked with. */
export interface Surroundings {
  readonly scope: ScopeIndex;
  readonly settings: AnalysisSettings;
  /** What kustomizations put into resources, this document's among them. */
  readonly completions: readonly Completion[];
}

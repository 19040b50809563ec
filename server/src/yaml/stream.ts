import type { YamlDocument } from './document.ts';

/**
 * A file's text, cut into documents. Cutting never parses: `---` or `...` at column 0 followed by a blank, a line
 * break or the end always ends a document.
 */
export interface YamlStream {
  /** Put together anew after an edit: ask for `length` where that is enough. */
  readonly text: string;
  /** Of the text. */
  readonly length: number;
  /** In order; the index in this row is the document's index, as `parseAllDocuments` counts. */
  readonly entries: readonly StreamEntry[];
}

export interface StreamEntry {
  /** Where the document's first character stands in the file. */
  readonly start: number;
  readonly chunk: Chunk;
}

/** The text of one document, wherever it stands. Its identity survives every edit that does not touch it. */
export interface Chunk {
  readonly text: string;
  /** Parsed when first asked for, then kept. Never throws. */
  readonly document: YamlDocument;
}

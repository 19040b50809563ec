import type { Span } from '../text/span.ts';
import type { YamlNode, YamlScalar } from './node.ts';

/** One YAML document, parsed. Immutable; offsets count from the document's first character. */
export interface YamlDocument {
  readonly text: string;
  /** It is written as nearly all manifests are, and quick to read again; never of one with faults. */
  readonly ordinary: boolean;
  /** What could be read, even of broken text; absent for an empty document. */
  readonly root: YamlNode | undefined;
  readonly faults: readonly YamlFault[];
  readonly comments: readonly YamlComment[];
  /** What scalars are made of, of those that were asked for (`scalar-position.ts`): worked out once for each. */
  readonly scalarPieces: Map<YamlScalar, readonly ScalarPiece[]>;
}

/** A part of a scalar's text, and the characters of the document that it was made of. */
export interface ScalarPiece {
  /** Where it begins in the scalar's text. */
  readonly at: number;
  readonly length: number;
  /** The document's characters; as many as `length` if `verbatim`. */
  readonly from: number;
  readonly to: number;
  /** The characters stand in the document as they are. */
  readonly verbatim: boolean;
}

/**
 * - `syntax`: kubectl's parser refuses it too.
 * - `duplicate-key`: strict decoding refuses it, else the last one wins.
 * - `tab-indentation`: a tab where indentation is wanted.
 * - `unknown-alias`: the alias names no anchor.
 * - `strict-parser-only`: YAML 1.2 parsers refuse it, kubectl's accepts it; nothing after it is lost.
 * - `too-deep`, `too-large`: past the bounds of `limits.ts`; the document is not read further.
 */
export type YamlFaultCode =
  | 'syntax'
  | 'duplicate-key'
  | 'tab-indentation'
  | 'unknown-alias'
  | 'strict-parser-only'
  | 'too-deep'
  | 'too-large';

export interface YamlFault {
  readonly code: YamlFaultCode;
  readonly span: Span;
  /** A whole sentence in our own words, for the author. */
  readonly message: string;
  /** For a duplicate key: the key that it repeats. */
  readonly first?: Span;
}

export interface YamlComment {
  /** From the `#` to the end of the line, without the line break. */
  readonly span: Span;
  /** Without the `#`, trimmed. */
  readonly text: string;
  /** Nothing but blanks before it on its line. */
  readonly ownLine: boolean;
}

import type { Span } from '../text/span.ts';
import type { YamlScalar } from '../yaml/node.ts';

/** A value and the scalar that it was read from. */
export interface Located<T> {
  readonly value: T;
  /** The value's own characters. */
  readonly span: Span;
  readonly node: YamlScalar;
}

export type LocatedText = Located<string>;

import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import type { Span } from '../text/span.ts';

/** A value and the place that it was read from. */
export interface Located<T> {
  readonly value: T;
  /** The value's own characters. */
  readonly span: Span;
  readonly node: YamlNode;
}

/** Text and the scalar that holds it, for pointing inside it. */
export interface LocatedText extends Located<string> {
  readonly node: YamlScalar;
}

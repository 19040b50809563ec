import type { Span } from '../text/span.ts';

/**
 * The tree of one document, in offsets relative to it. Aliases and merge keys are resolved: what is reached through
 * one has `aliased` true and the alias's own span everywhere below it, so that problems point at the alias.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar;

interface NodeBase {
  /** The node's characters: no leading indentation, tag or anchor, no trailing line break or comment. */
  readonly span: Span;
  /** Reached through an alias or a merge key: an edit here would have to be made elsewhere too. */
  readonly aliased: boolean;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  /** Written with braces. */
  readonly flow: boolean;
  /** In the order of the text; of two equal keys both are kept. Merged keys come last and never hide a written one. */
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  readonly key: YamlScalar;
  /** Absent where nothing stands after the colon. */
  readonly value: YamlNode | undefined;
  /** From the key's first character to the value's last, or to the colon. */
  readonly span: Span;
}

export interface YamlSeq extends NodeBase {
  readonly kind: 'seq';
  /** Written with brackets. */
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

export interface YamlItem {
  readonly value: YamlNode | undefined;
  /** In block style from the dash, in flow style the value's. */
  readonly span: Span;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** As kubectl's YAML reads it: a quoted or block scalar is a string; a plain one may be a number, boolean or null. */
  readonly value: string | number | boolean | null;
  /** The characters after quotes, escapes, folding and indentation are undone. */
  readonly text: string;
}

/** The value of a key, the last one of equal keys, as Go's decoder keeps it; undefined where absent or empty. */
export function valueOf(map: YamlMap, key: string): YamlNode | undefined {
  return pairOf(map, key)?.value;
}

/** Where something of a map itself is said: its first key, or all of an empty one. */
export function firstKeyOf(map: YamlMap): Span {
  return map.pairs[0]?.key.span ?? map.span;
}

/** The pair of a key: the last written one, else a merged one. */
export function pairOf(map: YamlMap, key: string): YamlPair | undefined {
  if (map.pairs.length > FEW) return pairsByKey(map).get(key);
  let merged: YamlPair | undefined;
  for (let i = map.pairs.length - 1; i >= 0; i--) {
    const pair = map.pairs[i];
    if (pair?.key.text !== key) continue;
    if (isOwn(map, pair)) return pair;
    merged ??= pair;
  }
  return merged;
}

/** So many are looked through at once; in longer maps each key that is asked for would cost their whole length. */
const FEW = 50;

const byKey = new WeakMap<YamlMap, ReadonlyMap<string, YamlPair>>();

function pairsByKey(map: YamlMap): ReadonlyMap<string, YamlPair> {
  const known = byKey.get(map);
  if (known) return known;
  const made = new Map<string, YamlPair>();
  for (const pair of map.pairs) {
    const before = made.get(pair.key.text);
    if (!before || isOwn(map, pair) || !isOwn(map, before)) made.set(pair.key.text, pair);
  }
  byKey.set(map, made);
  return made;
}

/** Written in this map, and not merged into it; behind an alias all is alike. */
function isOwn(map: YamlMap, { key }: YamlPair): boolean {
  return !key.aliased || map.aliased;
}

/** The item of a list whose value begins at an offset. */
export function itemStartingAt(node: YamlNode | undefined, start: number): YamlItem | undefined {
  if (!node || node.aliased || node.span.start > start || node.span.end < start) return undefined;
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'seq') {
    const own = node.items.find(({ value }) => value?.span.start === start && !value.aliased);
    if (own) return own;
  }
  for (const { value } of node.kind === 'map' ? node.pairs : node.items) {
    const found = itemStartingAt(value, start);
    if (found) return found;
  }
  return undefined;
}

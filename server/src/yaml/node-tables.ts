import type { Span } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import { keyName } from './map-builder.ts';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlSeq } from './node.ts';

/*
 * What is asked of a map or a list for each fix that is made in it. Nodes never change, so it is worked out once for
 * each and goes with it.
 */

const written = new WeakMap<YamlMap, readonly YamlPair[]>();
const places = new WeakMap<YamlMap | YamlSeq, readonly Span[]>();
const indexes = new WeakMap<YamlMap, ReadonlyMap<string, number>>();
const sizes = new WeakMap<YamlDocument, number>();

/** The entries in the order of the text, without those that an alias brings. */
export function writtenIn(node: YamlMap): readonly YamlPair[];
export function writtenIn(node: YamlMap | YamlSeq): readonly (YamlPair | YamlItem)[];
export function writtenIn(node: YamlMap | YamlSeq): readonly (YamlPair | YamlItem)[] {
  if (node.kind === 'seq') return node.items;
  const known = written.get(node);
  if (known) return known;
  const pairs = node.pairs.filter(({ key }) => !key.aliased);
  written.set(node, pairs);
  return pairs;
}

/** The places of those entries. */
export function entriesOf(node: YamlMap | YamlSeq): readonly Span[] {
  const known = places.get(node);
  if (known) return known;
  const made = writtenIn(node).map(({ span }) => span);
  places.set(node, made);
  return made;
}

/** Where, among the pairs that are written, each key stands; the first of equal ones. */
export function indexOfKeys(map: YamlMap): ReadonlyMap<string, number> {
  const known = indexes.get(map);
  if (known) return known;
  const made = new Map<string, number>();
  for (const [index, { key }] of writtenIn(map).entries()) {
    if (!made.has(keyName(key))) made.set(keyName(key), index);
  }
  indexes.set(map, made);
  return made;
}

/** How many pairs and items a document has, those included that aliases bring. */
export function entriesIn(document: YamlDocument): number {
  const known = sizes.get(document);
  if (known !== undefined) return known;
  const size = countBelow(document.root);
  sizes.set(document, size);
  return size;
}

function countBelow(node: YamlNode | undefined): number {
  if (!node || node.kind === 'scalar') return 0;
  const entries: readonly (YamlPair | YamlItem)[] = node.kind === 'map' ? node.pairs : node.items;
  return entries.reduce((sum, { value }) => sum + 1 + countBelow(value), 0);
}

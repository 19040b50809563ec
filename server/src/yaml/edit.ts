import type { TextEdit } from '../text/edit.ts';
import type { YamlDocument } from './document.ts';
import {
  fillPair,
  insertItemLine,
  insertPairLine,
  removeLines,
  replaceHeld,
} from './edit-block.ts';
import { insertInFlow, removeFromFlow } from './edit-flow.ts';
import { rewritePart, rewriteValue } from './edit-scalar.ts';
import { holderOf } from './layout.ts';
import { entriesOf } from './node-tables.ts';
import { pairOf } from './node.ts';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from './node.ts';
import type { YamlData } from './render.ts';
import { soleOrigin } from './traced-text.ts';
import type { TracedText } from './traced-text.ts';
import { readEdited } from './try-edits.ts';

export type { YamlData } from './render.ts';

/**
 * Edits of one document, in its offsets. They keep comments, quotes, indentation and line endings, and change no other
 * character than they must. Undefined where that cannot be done: behind an alias, or where the result would not be
 * read as meant, which is tried each time.
 */
export type Edits = readonly TextEdit[] | undefined;

/** Replaces the characters `from` to `to` of a scalar's text. */
export function replaceText(
  document: YamlDocument,
  scalar: YamlScalar,
  from: number,
  to: number,
  newText: string,
): Edits {
  if (scalar.aliased) return undefined;
  const whole = scalar.text.slice(0, from) + newText + scalar.text.slice(to);
  const isWhole = ({ text }: YamlScalar) => text === whole;
  const part = rewritePart(document, scalar, from, to, newText);
  const edits = part && whenScalar(document, scalar, [part], isWhole);
  if (edits || isBlockScalar(scalar)) return edits;
  return whenScalar(document, scalar, [rewriteValue(document, scalar, whole)], isWhole);
}

/** Replaces text that comes from one scalar, wherever in it that stands. */
export function replaceTraced(document: YamlDocument, traced: TracedText, newText: string): Edits {
  const origin = soleOrigin(traced);
  return origin && replaceText(document, origin.scalar, origin.from, origin.to, newText);
}

/** Gives a scalar, be it a key or a value, another value; a string stays one whatever it looks like. */
export function replaceValue(
  document: YamlDocument,
  scalar: YamlScalar,
  value: string | number | boolean,
): Edits {
  if (scalar.aliased) return undefined;
  if (isBlockScalar(scalar)) return replaceNode(document, scalar, value);
  const edits = [rewriteValue(document, scalar, value)];
  return whenScalar(document, scalar, edits, (after) => Object.is(after.value, value));
}

/**
 * Adds a pair: after or before the pair of another key if there is one, else at the end. A key that is there without a
 * value, or with an empty one, is given the value; one that has a value gives undefined.
 */
export function insertPair(
  document: YamlDocument,
  map: YamlMap,
  key: string,
  data: YamlData,
  options: { readonly after?: string; readonly before?: string } = {},
): Edits {
  if (map.aliased) return undefined;
  const existing = map.pairs.find((pair) => pair.key.text === key && !pair.key.aliased);
  if (existing) return giveValue(document, map, existing, data);
  const index = placeOf(map, options);
  return whenSound(
    document,
    map.flow
      ? insertInFlow(document, map, index, key, data)
      : insertPairLine(document, map, index, key, data),
  );
}

/** Adds an item at the end of a list. */
export function appendItem(document: YamlDocument, seq: YamlSeq, data: YamlData): Edits {
  return insertItem(document, seq, seq.items.length, data);
}

/** Adds an item before the one that has this index now. */
export function insertItem(
  document: YamlDocument,
  seq: YamlSeq,
  index: number,
  data: YamlData,
): Edits {
  if (seq.aliased) return undefined;
  if (!seq.flow) return whenSound(document, insertItemLine(document, seq, index, data));
  const holder = seq.items.length === 0 ? holderOf(document, seq) : undefined;
  const isInBlock =
    holder?.kind === 'pair' ? !holder.map.flow : holder?.kind === 'item' && !holder.seq.flow;
  // `ports: []` becomes a list with a line for each item, as its neighbours are.
  return isInBlock
    ? replaceNode(document, seq, [data])
    : whenSound(document, insertInFlow(document, seq, index, undefined, data));
}

/** Takes out a pair, given itself or by its key; a map that loses its last pair becomes `{}`. */
export function removePair(document: YamlDocument, map: YamlMap, pair: YamlPair | string): Edits {
  const found = typeof pair === 'string' ? pairOf(map, pair) : pair;
  if (map.aliased || !found || found.key.aliased) return undefined;
  return removeEntry(document, map, entriesOf(map).indexOf(found.span));
}

/** Takes out an item, given itself or by its value; a list that loses its last item becomes `[]`. */
export function removeItem(document: YamlDocument, seq: YamlSeq, item: YamlItem | YamlNode): Edits {
  if (seq.aliased) return undefined;
  const index = seq.items.findIndex((other) => other === item || other.value === item);
  return removeEntry(document, seq, index);
}

/** Puts other data in the place of a node. */
export function replaceNode(document: YamlDocument, node: YamlNode, data: YamlData): Edits {
  const holder = node.aliased ? undefined : holderOf(document, node);
  return holder && whenSound(document, replaceHeld(document, holder, node, data));
}

function giveValue(document: YamlDocument, map: YamlMap, pair: YamlPair, data: YamlData): Edits {
  const { value } = pair;
  if (!value) return whenSound(document, fillPair(document, map, pair, data));
  return isEmpty(value) ? replaceNode(document, value, data) : undefined;
}

function isEmpty(node: YamlNode): boolean {
  switch (node.kind) {
    case 'scalar':
      return node.value === null;
    case 'map':
      return node.pairs.length === 0;
    case 'seq':
      return node.items.length === 0;
  }
}

/** The index, among the pairs that are written, before which a new pair goes. */
function placeOf(
  map: YamlMap,
  options: { readonly after?: string; readonly before?: string },
): number {
  const written = map.pairs.filter((pair) => !pair.key.aliased);
  const indexOf = (key: string | undefined) =>
    key === undefined ? -1 : written.findIndex((pair) => pair.key.text === key);
  const after = indexOf(options.after);
  if (after >= 0) return after + 1;
  const before = indexOf(options.before);
  return before >= 0 ? before : written.length;
}

function removeEntry(document: YamlDocument, collection: YamlMap | YamlSeq, index: number): Edits {
  const entry = entriesOf(collection)[index];
  if (!entry) return undefined;
  if (collection.flow) return whenSound(document, removeFromFlow(document, collection, entry));
  const isOnly = entry.start === collection.span.start && entry.end === collection.span.end;
  if (isOnly) return replaceNode(document, collection, collection.kind === 'map' ? {} : []);
  return whenSound(document, removeLines(document, collection, index));
}

function isBlockScalar({ style }: YamlScalar): boolean {
  return style === 'literal' || style === 'folded';
}

/** The edits, if the text after them has no more faults than before. */
function whenSound(document: YamlDocument, edits: Edits): Edits {
  return edits && readEdited(document, edits) ? edits : undefined;
}

/** The edits, if the scalar is then read as wanted, and the text has no more faults than before. */
function whenScalar(
  document: YamlDocument,
  scalar: YamlScalar,
  edits: readonly TextEdit[],
  isWanted: (scalar: YamlScalar) => boolean,
): Edits {
  const found = readEdited(document, edits)?.scalarAt(scalar.span.start);
  return found && isWanted(found) ? edits : undefined;
}

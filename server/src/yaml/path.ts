import { touches } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import { columnOf, lineBefore, lineEndOf } from './layout.ts';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from './node.ts';

/** One step from the root to a place; the last one says what is there, or what would be if something were typed. */
export type PathStep =
  | {
      readonly kind: 'map';
      readonly map: YamlMap;
      /** Absent where a new pair would begin. */
      readonly pair: YamlPair | undefined;
      readonly part: 'key' | 'value';
    }
  | {
      readonly kind: 'seq';
      readonly seq: YamlSeq;
      /** Absent where a new item would begin. */
      readonly item: YamlItem | undefined;
      /** The item's index, or that of the new one. */
      readonly index: number;
    }
  | { readonly kind: 'scalar'; readonly scalar: YamlScalar };

/**
 * What leads from the root to an offset: on keys and values, on the blanks after a colon, at line ends, and on empty
 * lines, where the column tells to what a new line would belong. Nothing behind an alias is entered. Empty for a
 * document without a root.
 */
export function nodePathAt(document: YamlDocument, offset: number): readonly PathStep[] {
  const before = lineBefore(document.text, offset);
  const column = before.search(/[^ ]/) < 0 ? before.length : before.search(/[^ ]/);
  const place = { text: document.text, offset, column };
  const steps: PathStep[] = [];
  let node = document.root;
  while (node) node = enter(place, node, steps);
  return steps;
}

interface Place {
  readonly text: string;
  readonly offset: number;
  /** Where the text of the offset's line begins, or the offset itself stands if nothing is before it. */
  readonly column: number;
}

/** Adds the step for a node, and gives the node below it to enter next. */
function enter(place: Place, node: YamlNode, steps: PathStep[]): YamlNode | undefined {
  switch (node.kind) {
    case 'scalar':
      if (touches(node.span, place.offset)) steps.push({ kind: 'scalar', scalar: node });
      return undefined;
    case 'map':
      return enterMap(place, node, steps);
    case 'seq':
      return enterSeq(place, node, steps);
  }
}

function enterMap(place: Place, map: YamlMap, steps: PathStep[]): YamlNode | undefined {
  const pair = map.pairs.findLast(({ key }) => !key.aliased && key.span.start <= place.offset);
  if (!pair || isBeyond(place, map, pair.span)) {
    steps.push({ kind: 'map', map, pair: undefined, part: 'key' });
    return undefined;
  }
  if (touches(pair.key.span, place.offset)) {
    steps.push({ kind: 'map', map, pair, part: 'key' });
    return pair.key;
  }
  steps.push({ kind: 'map', map, pair, part: 'value' });
  return below(place, map, pair.value);
}

function enterSeq(place: Place, seq: YamlSeq, steps: PathStep[]): YamlNode | undefined {
  const index = seq.items.findLastIndex(({ span }) => span.start <= place.offset);
  const item = seq.items[index];
  if (!item || isBeyond(place, seq, item.span)) {
    steps.push({ kind: 'seq', seq, item: undefined, index: index + 1 });
    return undefined;
  }
  steps.push({ kind: 'seq', seq, item, index });
  return below(place, seq, item.value);
}

/** Whether the place stands after an entry, where the next one would begin. */
function isBeyond(
  { text, offset, column }: Place,
  collection: YamlMap | YamlSeq,
  entry: { readonly start: number; readonly end: number },
): boolean {
  if (offset <= entry.end) return false;
  if (collection.flow) return text.slice(entry.end, offset).includes(',');
  return offset > lineEndOf(text, entry.end) && column <= columnOf(text, collection.span.start);
}

/** The value to enter, unless the place stands before it or in a column that is not the value's. */
function below(
  { text, offset, column }: Place,
  collection: YamlMap | YamlSeq,
  value: YamlNode | undefined,
): YamlNode | undefined {
  if (!value || value.aliased) return undefined;
  if (touches(value.span, offset)) return value;
  if (offset < value.span.start || value.kind === 'scalar' || value.flow) return undefined;
  const valueColumn = columnOf(text, value.span.start);
  const isOnNewLine = offset > lineEndOf(text, value.span.end);
  if (!isOnNewLine) return value;
  // On a line of its own a list may stand under its key's first character; there a key is meant.
  const least =
    value.kind === 'seq'
      ? Math.max(valueColumn, columnOf(text, collection.span.start) + 1)
      : valueColumn;
  return column >= least ? value : undefined;
}

import type { TextEdit } from '../text/edit.ts';
import { largest, smallest } from '../text/extremes.ts';
import { lastIndexWhere } from '../text/search.ts';
import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import { lineBefore, lineStartOf } from './layout.ts';
import { indexOfKeys, writtenIn } from './node-tables.ts';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlSeq } from './node.ts';

/**
 * What of a document has to be read to judge an edit: the entries that it touches and what holds them. Beside them
 * the first entry of each map and list is kept, the next one and the last; what is left out is whole entries, which
 * are read in the same way whatever stands in the entries before them.
 */
export interface Excerpt {
  /** What is left out, in order. */
  readonly cuts: readonly Span[];
  /** Entries behind the edit that have to stand in the same collection afterwards: those left out follow them. */
  readonly landmarks: readonly Landmark[];
  /** Whether an entry that was left out has a key of this name beside the edit. */
  readonly hasKey: (name: string) => boolean;
}

export interface Landmark {
  readonly collection: YamlMap | YamlSeq;
  readonly entry: Entry;
}

type Entry = YamlPair | YamlItem;

/** Undefined where nothing can be left out, or a line holds more than its entry. */
export function excerptAround(
  { text, root }: YamlDocument,
  edits: readonly TextEdit[],
): Excerpt | undefined {
  const touched = spanOf(
    smallest(edits.map(({ span }) => span.start)),
    largest(edits.map(({ span }) => span.end)),
  );
  const cutting: Cutting = { text, touched, cuts: [], landmarks: [], keys: [] };
  if (!isCollection(root) || !cutBeside(cutting, root) || cutting.cuts.length === 0)
    return undefined;
  return {
    cuts: cutting.cuts.toSorted((a, b) => a.start - b.start),
    landmarks: cutting.landmarks,
    hasKey: (name) => cutting.keys.some((isCut) => isCut(name)),
  };
}

interface Cutting {
  readonly text: string;
  readonly touched: Span;
  readonly cuts: Span[];
  readonly landmarks: Landmark[];
  readonly keys: ((name: string) => boolean)[];
}

/** Leaves out of a collection what stands far from the edit; false where that cannot be told. */
function cutBeside(cutting: Cutting, collection: YamlMap | YamlSeq): boolean {
  const { touched } = cutting;
  const entries = writtenIn(collection);
  const start = (entry: Entry): number => startOf(cutting, collection, entry);
  const from = Math.max(
    0,
    lastIndexWhere(entries, (entry) => start(entry) < touched.start),
  );
  const to = lastIndexWhere(entries, (entry) => start(entry) <= touched.end) + 1;
  const last = entries.length - 1;
  if (from > 0 && !shorten(cutting, entries[0]?.value)) return false;
  if (!cut(cutting, collection, 1, from)) return false;
  if (to === from + 1) {
    const value = entries[from]?.value;
    if (isCollection(value) && isWithin(touched, value) && !cutBeside(cutting, value)) return false;
  }
  const next = entries[to];
  if (!next) return true;
  cutting.landmarks.push({ collection, entry: next });
  if (!shorten(cutting, next.value) || !cut(cutting, collection, to + 1, last)) return false;
  return last === to || shorten(cutting, entries[last]?.value);
}

/** Leaves out what stands between the first and the last entry of a collection, and so in those. */
function shorten(cutting: Cutting, node: YamlNode | undefined): boolean {
  if (!isCollection(node)) return true;
  const entries = writtenIn(node);
  return (
    cut(cutting, node, 1, entries.length - 1) &&
    shorten(cutting, entries[0]?.value) &&
    (entries.length < 2 || shorten(cutting, entries.at(-1)?.value))
  );
}

/** Leaves out the entries of a collection from one index up to another. */
function cut(cutting: Cutting, collection: YamlMap | YamlSeq, from: number, to: number): boolean {
  if (from >= to) return true;
  const entries = writtenIn(collection);
  const [first, next] = [entries[from], entries[to]];
  if (!first || !next) return false;
  if (!collection.flow && [first, next].some((one) => !isAloneBefore(cutting.text, one)))
    return false;
  cutting.cuts.push(
    spanOf(startOf(cutting, collection, first), startOf(cutting, collection, next)),
  );
  if (collection.kind === 'map') {
    const indexes = indexOfKeys(collection);
    cutting.keys.push((name) => {
      const index = indexes.get(name) ?? -1;
      return index >= from && index < to;
    });
  }
  return true;
}

/** An entry in block style begins with its line; the first one may stand behind a dash, and is never left out. */
function startOf({ text }: Cutting, { flow }: YamlMap | YamlSeq, { span }: Entry): number {
  return flow ? span.start : lineStartOf(text, span.start);
}

function isAloneBefore(text: string, { span }: Entry): boolean {
  return lineBefore(text, span.start).trim() === '';
}

/** Whether the edit lies wholly behind the beginning of a collection, and before the end of one in brackets. */
function isWithin(touched: Span, { span, flow }: YamlMap | YamlSeq): boolean {
  return touched.start > span.start && (!flow || touched.end < span.end);
}

function isCollection(node: YamlNode | undefined): node is YamlMap | YamlSeq {
  return node !== undefined && node.kind !== 'scalar' && !node.aliased;
}

import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { intersects } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import { excerptAround } from './excerpt.ts';
import type { Excerpt, Landmark } from './excerpt.ts';
import { entryUpTo } from './layout.ts';
import { LIMITS } from './limits.ts';
import { keyName } from './map-builder.ts';
import { entriesIn, writtenIn } from './node-tables.ts';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { parseDocument, readFaultless } from './parse.ts';

/** A text that edits would leave. */
export interface EditedText {
  /** The scalar that begins where one began before in which all of the edits lie. */
  readonly scalarAt: (start: number) => YamlScalar | undefined;
}

/**
 * What is read after edits of a document; undefined where its text has more faults then. Of a document without faults
 * no more is read than tells that: a file can ask for as many fixes as it has lines.
 */
export function readEdited(
  document: YamlDocument,
  edits: readonly TextEdit[],
): EditedText | undefined {
  const excerpt = document.text.length < SHORT ? undefined : readExcerpt(document, edits);
  return excerpt ?? readWhole(document, edits);
}

/** To read so little is less work than to look for what of it can be left out. */
const SHORT = 2000;

/** The same of the whole text. */
export function readWhole(
  document: YamlDocument,
  edits: readonly TextEdit[],
): EditedText | undefined {
  const after = parseDocument(applyEdits(document.text, edits));
  if (after.faults.length > document.faults.length) return undefined;
  return { scalarAt: (start) => scalarAt(after.root, start) };
}

/** The same of an excerpt; undefined where that does not tell that the whole is without faults. */
export function readExcerpt(
  document: YamlDocument,
  edits: readonly TextEdit[],
): EditedText | undefined {
  const { text } = document;
  if (edits.length === 0 || document.faults.length > 0) return undefined;
  const added = edits.reduce((sum, { newText }) => sum + newText.length, 0);
  if (text.length + added > LIMITS.tokens) return undefined;
  if (text.length + added > LIMITS.entries && entriesIn(document) + added > LIMITS.entries)
    return undefined;
  const excerpt = excerptAround(document, edits);
  if (!excerpt) return undefined;
  const { cuts } = excerpt;
  const taken = cuts.map((span) => ({ span, newText: '' }));
  if (mayBeReferredTo(applyEdits(text, taken))) return undefined;
  const after = readFaultless(applyEdits(text, [...edits, ...taken]));
  const at = (offset: number): number => offset - lengthBefore(cuts, offset);
  const places = placesAfter(edits, at);
  const isSound =
    after &&
    excerpt.landmarks.every((landmark) => stands(landmark, after, at, places.growth)) &&
    !isKeyAgain(after, places.inserted, excerpt);
  return isSound ? { scalarAt: (start) => scalarAt(after, at(start)) } : undefined;
}

/** Whether there may be an anchor, or a directive, that something else needs. */
function mayBeReferredTo(text: string): boolean {
  return /[&%]/.test(text) && readFaultless(text) === undefined;
}

/** Where the edits' new texts stand, and how much longer the text has become. */
function placesAfter(
  edits: readonly TextEdit[],
  at: (offset: number) => number,
): { readonly inserted: readonly Span[]; readonly growth: number } {
  let growth = 0;
  const inserted: Span[] = [];
  for (const { span, newText } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    const start = at(span.start) + growth;
    inserted.push({ start, end: start + newText.length });
    growth += newText.length - (span.end - span.start);
  }
  return { inserted, growth };
}

function lengthBefore(cuts: readonly Span[], offset: number): number {
  return cuts
    .filter(({ end }) => end <= offset)
    .reduce((sum, { start, end }) => sum + end - start, 0);
}

/**
 * Whether an entry behind the edits is one of such a collection still. What was left out behind it is then read as it
 * was before: the reader is at the same column again, inside of the same things.
 */
function stands(
  { collection, entry }: Landmark,
  after: YamlNode,
  at: (offset: number) => number,
  growth: number,
): boolean {
  const holder = holderOfEntry(after, at(entry.span.start) + growth);
  return (
    holder?.kind === collection.kind &&
    holder.flow === collection.flow &&
    // Brackets are closed by what stands behind them, so they have to be the same ones.
    (!holder.flow || holder.span.start === at(collection.span.start))
  );
}

/** The map or list that has an entry beginning at an offset. */
function holderOfEntry(node: YamlNode | undefined, start: number): YamlMap | YamlSeq | undefined {
  if (!node || node.kind === 'scalar' || node.span.start > start || node.span.end < start)
    return undefined;
  const entry = entryUpTo(writtenIn(node), start);
  return entry?.span.start === start ? node : holderOfEntry(entry?.value, start);
}

/** Whether a key that the edits write is one of those left out. */
function isKeyAgain(
  node: YamlNode | undefined,
  inserted: readonly Span[],
  excerpt: Excerpt,
): boolean {
  if (!node || node.kind === 'scalar') return false;
  if (node.kind === 'seq')
    return node.items.some(({ value }) => isKeyAgain(value, inserted, excerpt));
  return node.pairs.some(
    ({ key, value }) =>
      (excerpt.hasKey(keyName(key)) && inserted.some((span) => intersects(span, key.span))) ||
      isKeyAgain(value, inserted, excerpt),
  );
}

function scalarAt(node: YamlNode | undefined, start: number): YamlScalar | undefined {
  if (!node || node.span.start > start || node.span.end < start) return undefined;
  switch (node.kind) {
    case 'scalar':
      return node.span.start === start && !node.aliased ? node : undefined;
    case 'map':
      for (const pair of node.pairs) {
        const found = scalarAt(pair.key, start) ?? scalarAt(pair.value, start);
        if (found) return found;
      }
      return undefined;
    case 'seq':
      for (const item of node.items) {
        const found = scalarAt(item.value, start);
        if (found) return found;
      }
      return undefined;
  }
}

import { lastIndexWhere } from '../text/search.ts';
import type { YamlDocument } from './document.ts';
import { writtenIn } from './node-tables.ts';
import type { ScalarStyle, YamlItem, YamlMap, YamlNode, YamlPair, YamlSeq } from './node.ts';
import type { Look } from './render.ts';
import { contentOf } from './scalar-position.ts';

/** What directly holds a node. */
export type Holder =
  | { readonly kind: 'root' }
  | { readonly kind: 'pair'; readonly map: YamlMap; readonly pair: YamlPair }
  | { readonly kind: 'item'; readonly seq: YamlSeq; readonly item: YamlItem };

/** Finds what holds the node; undefined if it is not in the document. */
export function holderOf(document: YamlDocument, node: YamlNode): Holder | undefined {
  return document.root === node ? { kind: 'root' } : holderBelow(document.root, node);
}

function holderBelow(within: YamlNode | undefined, node: YamlNode): Holder | undefined {
  if (!within || within.kind === 'scalar') return undefined;
  if (within.kind === 'map') {
    const pair = entryUpTo(writtenIn(within), node.span.start);
    if (pair?.value === node) return { kind: 'pair', map: within, pair };
    return holderBelow(pair?.value, node);
  }
  const item = entryUpTo(within.items, node.span.start);
  if (item?.value === node) return { kind: 'item', seq: within, item };
  return holderBelow(item?.value, node);
}

/** The entry in which an offset lies, or behind which. */
export function entryUpTo<T extends YamlPair | YamlItem>(
  entries: readonly T[],
  offset: number,
): T | undefined {
  return entries[lastIndexWhere(entries, ({ span }) => span.start <= offset)];
}

/** How what is added next to `beside` should look. */
export function lookBeside(document: YamlDocument, beside: YamlMap | YamlSeq): Look {
  const known = looks.get(beside);
  if (known) return known;
  const { text, root } = document;
  const json = isJson(document);
  const own = stepsIn(text, beside);
  const whole = root && stepsIn(text, root);
  const step = own.step ?? whole?.step ?? 2;
  const dashStep = own.dashStep ?? whole?.dashStep ?? step;
  const look = {
    lineBreak: lineBreakOf(text),
    json,
    step,
    dashStep,
    quotes: quotesOf(beside, json),
  };
  looks.set(beside, look);
  return look;
}

/** Nodes never change: what is found out of one, and of the document's root, is so for the next fix beside it too. */
const looks = new WeakMap<YamlMap | YamlSeq, Look>();
const steps = new WeakMap<YamlNode, Readonly<Measured>>();

function stepsIn(text: string, node: YamlNode): Readonly<Measured> {
  const known = steps.get(node);
  if (known) return known;
  const seen: Measured = { step: undefined, dashStep: undefined };
  measure(text, node, seen);
  steps.set(node, seen);
  return seen;
}

/** Whether the whole document is one JSON value. */
function isJson({ root }: YamlDocument): boolean {
  if (root?.kind === 'map')
    return root.flow && root.pairs.every(({ key }) => key.style === 'double');
  return root?.kind === 'seq' && root.flow && root.items.every(({ value }) => isJsonItem(value));
}

function isJsonItem(value: YamlNode | undefined): boolean {
  if (value?.kind === 'map')
    return value.flow && value.pairs.every(({ key }) => key.style === 'double');
  return value?.kind !== 'scalar' || value.style === 'double' || typeof value.value !== 'string';
}

/** Strings are quoted like those beside them, if those all are. */
function quotesOf(beside: YamlMap | YamlSeq, json: boolean): Look['quotes'] {
  if (json) return 'double';
  const values = beside.kind === 'seq' ? beside.items.map((item) => item.value) : [];
  const styles = values.flatMap((value): ScalarStyle[] =>
    value?.kind === 'scalar' && typeof value.value === 'string' ? [value.style] : [],
  );
  const [first] = styles;
  if (first !== 'single' && first !== 'double') return 'needed';
  return styles.every((style) => style === first) ? first : 'needed';
}

interface Measured {
  step: number | undefined;
  dashStep: number | undefined;
}

/** Finds how far nested blocks stand from their keys; brackets with a line for each entry count like maps. */
function measure(text: string, node: YamlNode | undefined, seen: Measured): void {
  if (!node || node.kind === 'scalar' || node.aliased) return;
  if (seen.step !== undefined && seen.dashStep !== undefined) return;
  if (node.flow) {
    const first = node.kind === 'map' ? node.pairs[0]?.span : node.items[0]?.span;
    const inner = first && indentOfLine(text, first.start);
    const outer = indentOfLine(text, node.span.start);
    if (inner !== undefined && inner > outer) seen.step ??= inner - outer;
  }
  const children = node.kind === 'map' ? node.pairs : node.items;
  for (const child of children) {
    const { value } = child;
    if (node.kind === 'map' && !node.flow && value && value.kind !== 'scalar' && !value.flow) {
      const distance = columnOf(text, value.span.start) - columnOf(text, child.span.start);
      if (value.kind === 'map' && distance > 0 && !value.aliased) seen.step ??= distance;
      if (value.kind === 'seq' && distance >= 0 && !value.aliased) seen.dashStep ??= distance;
    }
    measure(text, value, seen);
  }
}

/** The text's first line break; a line feed where it has none. */
export function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}

/** The offset of the first character of the line. */
export function lineStartOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

/** The offset of the line break that ends the line, or of the text's end. */
export function lineEndOf(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

/** The offset of the first character of the next line, or of the text's end. */
export function nextLineOf(text: string, at: number): number {
  const end = lineEndOf(text, at);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** Characters from the line's start; a byte order mark is none. */
export function columnOf(text: string, at: number): number {
  const start = lineStartOf(text, at);
  return at - start - (text.charCodeAt(start) === 0xfeff ? 1 : 0);
}

export function indentOfLine(text: string, at: number): number {
  const start = lineStartOf(text, at);
  return (/^ */.exec(text.slice(start, at))?.[0] ?? '').length;
}

/** What stands before `at` on its line. */
export function lineBefore(text: string, at: number): string {
  return text.slice(lineStartOf(text, at), at).replace(/^\uFEFF/, '');
}

/**
 * Where a node's text ends: past the empty lines too where they belong to it, as they do at the end of a block scalar
 * whose header says `+`.
 */
export function endOfText(text: string, node: YamlNode): number {
  const last = lastScalar(node);
  if (last && !last.aliased && (last.style === 'literal' || last.style === 'folded')) {
    const header = text.slice(last.span.start, lineEndOf(text, last.span.start)).split(' #', 1)[0];
    const end = contentOf(text, last).end;
    // The caller adds a line break of its own.
    if (header?.includes('+')) return withoutBreak(text, end);
  }
  return node.span.end;
}

function withoutBreak(text: string, end: number): number {
  if (text.startsWith('\r\n', end - 2)) return end - 2;
  return isBreak(text.charCodeAt(end - 1)) ? end - 1 : end;
}

function lastScalar(node: YamlNode) {
  let last: YamlNode | undefined = node;
  while (last && last.kind !== 'scalar') {
    if (last.flow) return undefined;
    const pairs: readonly YamlPair[] | undefined = last.kind === 'map' ? last.pairs : undefined;
    last =
      last.kind === 'map'
        ? pairs?.findLast((pair) => !pair.key.aliased)?.value
        : last.items.at(-1)?.value;
  }
  return last;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

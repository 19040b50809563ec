import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Cursor, Step } from './cursor.ts';
import { lineAfter, lineAt, lineBefore, unquote } from './cursor-lines.ts';

const LINE =
  /^([ ]*)((?:-[ ]+)*)(-$)?((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"{}[\],&*!|>%@`-][^#]*?|-[^\s#][^#]*?)(?=:(?:\s|$)))?(:)?/;
const BLOCK_SCALAR = /(?:^|[ ])(?:[&!]\S+[ ]+)?[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/** One line of block style: the columns of its dashes, and of its key. */
interface BlockLine {
  readonly span: Span;
  readonly text: string;
  readonly indent: number;
  readonly dashes: readonly number[];
  readonly key:
    { readonly column: number; readonly name: string; readonly end: number } | undefined;
  readonly blank: boolean;
}

function readLine(text: string, span: Span): BlockLine {
  const line = text.slice(span.start, span.end);
  const trimmed = line.trimStart();
  const blank =
    trimmed === '' || trimmed.startsWith('#') || line.startsWith('---') || line.startsWith('...');
  const match = LINE.exec(line);
  const indent = match?.[1]?.length ?? 0;
  const dashText = (match?.[2] ?? '') + (match?.[3] ?? '');
  const dashes = [...dashText.matchAll(/-/g)].map(({ index }) => indent + index);
  const name = match?.[4];
  const column = indent + dashText.length;
  const key =
    name !== undefined && match?.[5] !== undefined
      ? { column, name: unquote(name), end: column + name.length + 1 }
      : undefined;
  return { span, text: line, indent, dashes, key, blank };
}

/** The cursor in block style. */
export function blockCursor(text: string, offset: number): Cursor | undefined {
  const line = readLine(text, lineAt(text, offset));
  const before = line.text.slice(0, offset - line.span.start);
  if (/(?:^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, '')) || before.startsWith('---'))
    return undefined;
  if (before.includes('\t') || isInBlockScalar(text, line, before)) return undefined;
  const { key } = line;
  if (key && before.length >= key.end) return valueCursor(text, offset, line, key);
  return keyCursor(text, offset, line, before);
}

function valueCursor(
  text: string,
  offset: number,
  line: BlockLine,
  key: NonNullable<BlockLine['key']>,
): Cursor | undefined {
  const after = line.text.slice(key.end);
  const start = key.end + (after.length - after.trimStart().length);
  const column = offset - line.span.start;
  // Right behind the colon a value would be no value yet.
  if (column === key.end) return undefined;
  const value = line.text
    .slice(start)
    .replace(/(?<!\s)\s+#[^]*$/, '')
    .trimEnd();
  const from = Math.min(start, column);
  const to = Math.max(column, start + value.length);
  const { path, present } = contextOf(text, line, key.column, line.dashes);
  return {
    path,
    list: undefined,
    at: { type: 'value', key: key.name },
    typed: unquote(line.text.slice(from, column)),
    word: spanOf(line.span.start + from, line.span.start + to),
    present,
    layout: { style: 'block', column: key.column, indent: undefined, keyed: false },
  };
}

function keyCursor(
  text: string,
  offset: number,
  line: BlockLine,
  before: string,
): Cursor | undefined {
  const lead = /^ *(?:- +)*-?/.exec(before)?.[0] ?? '';
  const dangling = lead.endsWith('-') && lead.length === before.length;
  // A dash without a blank after it may still become a word.
  if (dangling) return undefined;
  const start = lead.endsWith('-') ? lead.length - 1 : lead.length;
  const dashes = line.dashes.filter((dash) => dash < start);
  const rest = line.text.slice(start);
  const word = /^(?:"[^"]*"?|'[^']*'?|[^\s:#]*)/.exec(rest)?.[0] ?? '';
  if (offset - line.span.start > start + word.length) return undefined;
  const tail = rest.slice(word.length);
  const keyed = /^\s*:(?:\s|$)/.test(tail);
  if (!keyed && tail.trim() !== '' && !tail.trim().startsWith('#')) return undefined;
  const { path, present, column, list } = contextOf(text, line, start, dashes);
  return {
    path,
    list: dashes.length > 0 ? undefined : list,
    at: { type: 'key' },
    typed: unquote(before.slice(start)),
    word: spanOf(line.span.start + start, line.span.start + start + word.length),
    present,
    layout: { style: 'block', column, indent: indentOf(line, start), keyed },
  };
}

/** The blanks before the word, where nothing but blanks is. */
function indentOf(line: BlockLine, start: number): Span | undefined {
  return line.dashes.length > 0 ? undefined : spanOf(line.span.start, line.span.start + start);
}

interface Context {
  readonly path: readonly Step[];
  readonly present: ReadonlySet<string>;
  /** Of the map's keys. */
  readonly column: number;
  /** Where a dash would begin a new item of a list, and the way to that list. */
  readonly list: Cursor['list'];
}

/** The way to the map that a key at this column of the line belongs to, and what else the map holds. */
function contextOf(
  text: string,
  line: BlockLine,
  column: number,
  dashes: readonly number[],
  turns = 0,
): Context {
  const { steps, holder, instead } = climb(text, line, column, dashes);
  // Lines that fit no column lead from one to another and back.
  const settled = turns >= MOST_TURNS;
  if (instead !== undefined && !settled) return contextOf(text, line, instead, [], turns + 1);
  const path = [...steps].reverse();
  if (dashes.length > 0) {
    return { path, present: keysBelow(text, line, column), column, list: undefined };
  }
  const first = holder && firstChild(text, holder, line);
  if (first?.dashes[0] !== undefined && holder?.dash === undefined) {
    const list = { dash: first.dashes[0], path };
    return { path, present: new Set(), column, list };
  }
  const wanted = holder?.keyColumn ?? first?.key?.column ?? column;
  if (wanted !== column && holder && !settled) return contextOf(text, line, wanted, [], turns + 1);
  const { present, listKey } = keysAbove(text, line, column);
  for (const key of keysBelow(text, line, column)) present.add(key);
  const list = listKey === undefined ? undefined : { dash: column, path: [...path, listKey] };
  return { path, present, column, list };
}

const MOST_TURNS = 10;

/** What holds a line: a key above it, or the dash of an item. */
interface Holder {
  readonly line: BlockLine;
  readonly dash: number | undefined;
  /** Of the key behind the dash. */
  readonly keyColumn: number | undefined;
}

/**
 * Goes up from a line to the key or dash that holds it, to the one that holds that, and so on. `instead` is the column
 * of the map that the line belongs to where it is indented deeper than its neighbours.
 */
function climb(
  text: string,
  line: BlockLine,
  column: number,
  dashes: readonly number[],
): { readonly steps: readonly Step[]; readonly holder?: Holder; readonly instead?: number } {
  const steps: Step[] = [];
  let holder: Holder | undefined;
  let limit = column;
  let inItem = false;
  for (const dash of [...dashes].reverse()) {
    steps.push(0);
    limit = dash;
    inItem = true;
  }
  for (const at of linesAbove(text, line, () => limit)) {
    const { key } = at;
    if (key && (inItem ? key.column <= limit : key.column < limit)) {
      if (!isOpen(at) && steps.length === 0) return { steps, instead: key.column };
      steps.push(key.name);
      holder ??= { line: at, dash: undefined, keyColumn: undefined };
      limit = key.column;
      inItem = false;
    }
    for (const dash of [...at.dashes].reverse()) {
      if (inItem && dash === limit) {
        steps[steps.length - 1] = Number(steps.at(-1)) + 1;
      } else if (dash < limit) {
        steps.push(0);
        holder ??= { line: at, dash, keyColumn: key && key.column > dash ? key.column : undefined };
        limit = dash;
        inItem = true;
      }
    }
    if (limit === 0 && !inItem) break;
  }
  return { steps, ...(holder && { holder }) };
}

/** The lines above with something at this column or left of it, from the nearest up, in the same document. */
function* linesAbove(text: string, line: BlockLine, limit: () => number): Generator<BlockLine> {
  for (let span = lineBefore(text, line.span.start); span; span = lineBefore(text, span.start)) {
    if (text.startsWith('---', span.start)) return;
    if (!startsBy(text, span, limit())) continue;
    const at = readLine(text, span);
    if (!at.blank) yield at;
  }
}

/** Whether the line has a character that is no blank at this column, or before it. */
function startsBy(text: string, span: Span, column: number): boolean {
  const end = Math.min(span.end, span.start + column + 1);
  for (let i = span.start; i < end; i++) if (text.charCodeAt(i) !== 32) return true;
  return false;
}

/** The first line below a key or dash that it holds. */
function firstChild(text: string, holder: Holder, cursor: BlockLine): BlockLine | undefined {
  const column = holder.dash ?? holder.line.key?.column ?? 0;
  for (let span = lineAfter(text, holder.line.span.end); span; span = lineAfter(text, span.end)) {
    if (span.start === cursor.span.start || text.startsWith('---', span.start)) continue;
    const at = readLine(text, span);
    if (at.blank) continue;
    const deeper = at.indent > column;
    const listBelow = at.indent === column && at.dashes.length > 0 && holder.dash === undefined;
    return deeper || listBelow ? at : undefined;
  }
  return undefined;
}

/** The keys above in the same map, and the one whose list ends right above, if its dashes stand at this column. */
function keysAbove(
  text: string,
  line: BlockLine,
  column: number,
): { readonly present: Set<string>; readonly listKey: string | undefined } {
  const present = new Set<string>();
  let listKey: string | undefined;
  let dashed: boolean | undefined;
  for (const at of linesAbove(text, line, () => column)) {
    const dash = at.indent === column && at.dashes.length > 0;
    dashed ??= dash;
    if (at.key?.column === column) {
      present.add(at.key.name);
      if (dashed) listKey ??= at.key.name;
    }
    if (at.indent < column) break;
  }
  return { present, listKey };
}

function keysBelow(text: string, line: BlockLine, column: number): Set<string> {
  const present = new Set<string>();
  for (let span = lineAfter(text, line.span.end); span; span = lineAfter(text, span.end)) {
    if (text.startsWith('---', span.start)) break;
    if (!startsBy(text, span, column)) continue;
    const at = readLine(text, span);
    if (at.blank) continue;
    if (at.indent < column) break;
    if (at.key?.column === column) present.add(at.key.name);
  }
  return present;
}

/** The key's value, if it has one, is on the lines below. */
function isOpen({ key, text }: BlockLine): boolean {
  if (!key) return false;
  return /^\s*(?:[&!]\S+(?:\s+|$))*(?:#.*)?$/.test(text.slice(key.end));
}

/** Whether the line is text of a `|` or `>` that began above. */
function isInBlockScalar(text: string, line: BlockLine, before: string): boolean {
  let least = line.text.trim() === '' ? before.length : line.indent;
  for (
    let span = lineBefore(text, line.span.start);
    span && least > 0;
    span = lineBefore(text, span.start)
  ) {
    const content = text.slice(span.start, span.end);
    if (content.trim() === '') continue;
    const indent = content.length - content.trimStart().length;
    if (indent >= least) continue;
    if (BLOCK_SCALAR.test(content)) return true;
    least = indent;
  }
  return false;
}

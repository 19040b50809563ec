import { spanOf } from '../text/span.ts';
import type { Cursor, Step } from './cursor.ts';
import { blockCursor } from './cursor-block.ts';
import { lineAfter, lineAt, lineBefore, marksOf, unquote } from './cursor-lines.ts';
import type { Mark } from './cursor-lines.ts';

/** A bracket that is open at the cursor, and what was written in it before. */
interface Frame {
  readonly bracket: Mark;
  /** The key before the bracket, `key: {`; undefined at the start of an item. */
  readonly key: string | undefined;
  /** How many commas stand between it and the cursor. */
  readonly commas: number;
  readonly keys: readonly string[];
}

/** The cursor inside brackets; undefined outside of any. */
export function flowCursor(text: string, offset: number): Cursor | undefined {
  const marks = marksBefore(text, offset);
  const frames = openFrames(text, marks);
  const outermost = frames[0];
  const innermost = frames.at(-1);
  if (!outermost || !innermost) return undefined;
  const line = marksOf(text, lineAt(text, offset));
  const string = line.quoted.find(
    ({ start, end }) =>
      start < offset &&
      offset <= end &&
      !(offset === end && end - start > 1 && text[end - 1] === text[start]),
  );
  const wordStart = string?.start ?? wordStartBefore(text, offset);
  const wordEnd = string ? Math.max(string.end, offset) : wordEndAfter(text, offset);
  const before = text.slice(0, wordStart).trimEnd();
  const last = before.at(-1);
  const afterColon = last === ':' && marks.at(-1)?.offset === before.length - 1;
  const inMap = innermost.bracket.character === '{';
  if (!afterColon && last !== ',' && last !== '{' && last !== '[') return undefined;
  const style = isJson(text, outermost) ? 'json' : 'flow';
  const path = pathOf(text, outermost, frames);
  if (!path) return undefined;
  const key = afterColon ? keyBefore(text, before.length - 1) : undefined;
  if (afterColon && key === undefined) return undefined;
  const keyed = !afterColon && /^\s*:/.test(text.slice(wordEnd, wordEnd + 40));
  const item: readonly Step[] = inMap ? [] : [innermost.commas];
  return {
    path: [...path, ...item],
    at: key === undefined ? { type: 'key' } : { type: 'value', key },
    typed: unquote(text.slice(wordStart, offset)),
    word: spanOf(wordStart, wordEnd),
    present: new Set([...innermost.keys, ...keysAfter(text, wordEnd).slice(keyed ? 1 : 0)]),
    list: undefined,
    layout: { style, keyed },
  };
}

function wordStartBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /[^\s,{}[\]:"']/.test(text.charAt(start - 1))) start--;
  // A colon inside a word, as in an image's tag, is part of it.
  return start;
}

function wordEndAfter(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && /[^\s,{}[\]:"']/.test(text.charAt(end))) end++;
  return end;
}

/** The structural characters before the cursor, back to where no bracket can be open any more. */
function marksBefore(text: string, offset: number): readonly Mark[] {
  const parts: (readonly Mark[])[] = [];
  let line = lineAt(text, offset);
  let least = Number.POSITIVE_INFINITY;
  for (;;) {
    const content = text.slice(line.start, line.end);
    if (content.startsWith('---')) break;
    const { marks } = marksOf(text, line);
    parts.push(marks.filter((mark) => mark.offset < offset));
    const blank = content.trim() === '';
    const indent = content.length - content.trimStart().length;
    const opens = marks.some(({ character }) => character === '{' || character === '[');
    // A line further out without an opening bracket is block style, and ends what may be flow.
    if (!blank && indent < least && !opens && !/^[\s}\],]*$/.test(content)) {
      if (least !== Number.POSITIVE_INFINITY || /^\s*(?:- +)*[\w."'/-]+:(?:\s|$)/.test(content)) {
        if (!opensAbove(text, line.start, indent)) break;
      }
    }
    if (!blank) least = Math.min(least, indent);
    const previous = lineBefore(text, line.start);
    if (!previous) break;
    line = previous;
  }
  return parts.reverse().flat();
}

/** Whether the nearest line above with less indentation ends with an open bracket, as in flow style over lines. */
function opensAbove(text: string, start: number, indent: number): boolean {
  for (let line = lineBefore(text, start); line; line = lineBefore(text, line.start)) {
    const content = text.slice(line.start, line.end);
    if (content.trim() === '' || content.trimStart().startsWith('#')) continue;
    if (/[{[,]\s*$/.test(content)) return true;
    const above = content.length - content.trimStart().length;
    if (above < indent || indent === 0) return false;
  }
  return false;
}

function openFrames(text: string, marks: readonly Mark[]): readonly Frame[] {
  const open: { bracket: Mark; key: string | undefined; commas: number; keys: string[] }[] = [];
  let previous: Mark | undefined;
  for (const mark of marks) {
    const top = open.at(-1);
    switch (mark.character) {
      case '{':
      case '[':
        open.push({
          bracket: mark,
          key: previous?.character === ':' ? keyBefore(text, previous.offset) : undefined,
          commas: 0,
          keys: [],
        });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (top) top.commas++;
        break;
      case ':': {
        const key = keyBefore(text, mark.offset);
        if (top?.bracket.character === '{' && key !== undefined) top.keys.push(key);
        break;
      }
    }
    previous = mark;
  }
  return open;
}

/** The key that ends before a colon. */
function keyBefore(text: string, colon: number): string | undefined {
  const match =
    /(?:"((?:[^"\\]|\\.){0,200})"|'((?:[^']|''){0,200})'|(?<![^\s,{}[\]:"'])([^\s,{}[\]:"']+))$/.exec(
      text.slice(Math.max(0, colon - 200), colon).trimEnd(),
    );
  return match ? (match[1] ?? match[2] ?? match[3]) : undefined;
}

/** The keys of the innermost map that stand after the cursor. */
function keysAfter(text: string, offset: number): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  let line = lineAt(text, offset);
  for (let lines = 0; lines < 200; lines++) {
    for (const { offset: at, character } of marksOf(text, line).marks) {
      if (at < offset) continue;
      if (character === '{' || character === '[') depth++;
      else if (character === '}' || character === ']') {
        if (depth === 0) return keys;
        depth--;
      } else if (character === ':' && depth === 0) {
        const key = keyBefore(text, at);
        if (key !== undefined) keys.push(key);
      }
    }
    const next = lineAfter(text, line.end);
    if (!next) return keys;
    line = next;
  }
  return keys;
}

/** The outermost bracket opens the document itself. */
function isJson(text: string, { bracket }: Frame): boolean {
  // A comment must reach its line's end, so that there is one way only to match it.
  return /^(?:\uFEFF|\s|---|#[^\n]*\n)*$/.test(text.slice(0, bracket.offset));
}

/** The way to the outermost bracket, as block style tells it, and on through the brackets. */
function pathOf(
  text: string,
  outermost: Frame,
  frames: readonly Frame[],
): readonly Step[] | undefined {
  const inner = frames.flatMap((frame, index): readonly Step[] => {
    if (index === 0) return [];
    const parent = frames[index - 1];
    return parent?.bracket.character === '[' ? [parent.commas] : [frame.key ?? ''];
  });
  if (isJson(text, outermost)) return inner;
  const start = outermost.bracket.offset;
  const { start: lineStart } = lineAt(text, start);
  const lead = text.slice(lineStart, start);
  // The word in the bracket's place, as block style sees it: a value of a key, or an item.
  const holder = blockCursor(text.slice(0, start), start);
  if (!holder) return undefined;
  if (holder.at.type === 'value') return [...holder.path, holder.at.key, ...inner];
  return /-\s+$/.test(lead) ? [...holder.path, ...inner] : undefined;
}

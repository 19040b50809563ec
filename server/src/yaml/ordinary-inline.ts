import type { Span } from '../text/span.ts';
import { composePlain, composeQuoted, decodeBlock } from './compose-scalar.ts';
import { afterBlankLines, readBlockHeader } from './decode-scalar.ts';
import type { YamlNode, YamlScalar } from './node.ts';
import { readBrackets } from './ordinary-brackets.ts';
import {
  goToContent,
  HASH,
  isLineEnd,
  leaveLine,
  lineEndAt,
  nextLine,
  skipSpaces,
  SPACE,
  TAB,
} from './ordinary-text.ts';
import type { OrdinaryText } from './ordinary-text.ts';
import { NO_PROPS } from './reading.ts';

/**
 * The value that begins at the place reached and belongs to what stands at the column `parent`; afterwards the place
 * is that of the next line with content.
 */
export function readInline(it: OrdinaryText, parent: number): YamlNode | undefined {
  const { text, at } = it;
  switch (text.charAt(at)) {
    case '"':
    case "'": {
      const scalar = readQuoted(it, at, parent);
      if (scalar) leaveLine(it, scalar.span.end);
      return scalar;
    }
    case '[':
    case '{': {
      const node = readBrackets(it, at, parent);
      if (node) leaveLine(it, node.span.end);
      return node;
    }
    case '|':
    case '>':
      return readBlockText(it, parent);
    default:
      return PLAIN_START.test(text.slice(at, at + 2)) ? readPlain(it, parent) : fail(it);
  }
}

/** Neither an indicator, nor a dash that is not part of a word. */
const PLAIN_START = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-[^\s])/;

/** A scalar in quotes; all its lines are indented deeper than `parent`. */
export function readQuoted(
  it: OrdinaryText,
  start: number,
  parent: number,
): YamlScalar | undefined {
  const { text } = it;
  const isDouble = text.charCodeAt(start) === DOUBLE;
  const end = isDouble ? doubleQuotedEnd(text, start) : singleQuotedEnd(text, start);
  if (end === undefined || !areLinesWithin(text, { start, end }, parent)) return fail(it);
  return composeQuoted(it.reading, { start, end }, isDouble ? 'double' : 'single', NO_PROPS);
}

const DOUBLE = 34;
const BACKSLASH = 92;

function doubleQuotedEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE) return at + 1;
    if (code === BACKSLASH) at++;
  }
  return undefined;
}

function singleQuotedEnd(text: string, start: number): number | undefined {
  let at = text.indexOf("'", start + 1);
  while (at >= 0 && text.charAt(at + 1) === "'") at = text.indexOf("'", at + 2);
  return at < 0 ? undefined : at + 1;
}

/** Whether the lines of a span, but for its first one and blank ones, are indented deeper than `parent`. */
function areLinesWithin(text: string, { start, end }: Span, parent: number): boolean {
  // What stands behind the span on its line may be long, and is not looked at.
  const own = text.slice(start, end);
  for (let line = own.indexOf('\n'); line >= 0; line = own.indexOf('\n', line + 1)) {
    const from = start + line + 1;
    const at = skipSpaces(text, from);
    const code = text.charCodeAt(at);
    if (code === TAB || (at - from <= parent && !isLineEnd(code))) return false;
  }
  return true;
}

/** Plain text, on one line or on several, each of them indented deeper than `parent`. */
function readPlain(it: OrdinaryText, parent: number): YamlScalar | undefined {
  const { text, at: start } = it;
  let line = start;
  for (;;) {
    const end = plainEnd(text, line);
    if (end === undefined) return fail(it);
    const stop = end;
    const next = isLineEnd(text.charCodeAt(stop)) ? nextPlainLine(text, stop, parent) : undefined;
    if (next === undefined) {
      const span = { start, end: withoutSpaces(text, stop, line) };
      leaveLine(it, span.end);
      return composePlain(it.reading, span, NO_PROPS);
    }
    if (MAY_BE_ENTRY.test(text.slice(next, next + 2))) return fail(it);
    line = next;
  }
}

const MAY_BE_ENTRY = /^[-?:](?:\s|$)/;

/** Where plain text ends on its line, at a comment or the line's end; undefined if it is not plain text. */
function plainEnd(text: string, from: number): number | undefined {
  let before = 0;
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) return before === COLON ? undefined : at;
    if (code === TAB || (before === COLON && code === SPACE)) return undefined;
    if (code === HASH && before === SPACE) return at;
    before = code;
  }
}

const COLON = 58;

/** The first character of the next line that goes on with plain text; undefined if none does. */
function nextPlainLine(text: string, lineEnd: number, parent: number): number | undefined {
  let start = nextLine(text, lineEnd);
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (!isLineEnd(code))
      return at - start > parent && code !== HASH && code !== TAB ? at : undefined;
    start = nextLine(text, at);
  }
  return undefined;
}

function withoutSpaces(text: string, end: number, floor: number): number {
  let at = end;
  while (at > floor && text.charCodeAt(at - 1) === SPACE) at--;
  return at;
}

/** `|` or `>` and the lines below, whose indentation is that of the first one. */
function readBlockText(it: OrdinaryText, parent: number): YamlScalar | undefined {
  const { text, at: start } = it;
  const header = readBlockHeader(text, start);
  const headerEnd = lineEndAt(text, header.end);
  if (header.indicator > 0 || text.slice(header.end, headerEnd).trim() !== '') return fail(it);
  const contentStart = nextLine(text, headerEnd);
  const next = afterBlockLines(text, contentStart, parent);
  if (next === undefined) return fail(it);
  let last = Math.min(next, text.length);
  while (last > contentStart && isBlank(text.charCodeAt(last - 1))) last--;
  const contentEnd = afterBlankLines(text, last);
  const place = { start, contentStart, contentEnd, header, indent: 0 };
  goToContent(it, next);
  return decodeBlock(it.reading, place, NO_PROPS);
}

/** Where the first line begins that is not of the block; undefined where the block is empty or its lines are odd. */
function afterBlockLines(text: string, from: number, parent: number): number | undefined {
  let indent = 0;
  let widest = 0;
  let start = from;
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === SPACE && (indent === 0 || at - start < indent)) at++;
    const column = at - start;
    const code = text.charCodeAt(at);
    if (!isLineEnd(code)) {
      if (indent === 0) {
        if (column <= parent || column === 0 || column < widest || code === TAB) return undefined;
        indent = column;
      } else if (column < indent) return code === TAB ? undefined : start;
    } else if (indent === 0) widest = Math.max(widest, column);
    start = nextLine(text, lineEndAt(text, at));
  }
  return indent === 0 ? undefined : text.length;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === 10 || code === 13;
}

function fail(it: OrdinaryText): YamlScalar | undefined {
  it.failed = true;
  return undefined;
}

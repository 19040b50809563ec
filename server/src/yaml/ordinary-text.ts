import type { YamlComment } from './document.ts';
import { newReading } from './reading.ts';
import type { Reading } from './reading.ts';
import { commentAt } from './tokens.ts';

/**
 * Goes through a document that may be an ordinary one (see `ordinary.ts`), from one line with content to the next.
 * As soon as something is met that is not ordinary, it has failed, and nothing that it says counts any more.
 */
export interface OrdinaryText {
  readonly text: string;
  readonly reading: Reading;
  readonly comments: YamlComment[];
  /** The first character of the node to be read next; the text's length at its end. */
  at: number;
  /** The column of that character; -1 at the text's end. */
  column: number;
  /** How many nodes are being read, one in the other. */
  depth: number;
  failed: boolean;
}

export function ordinaryText(text: string): OrdinaryText {
  const reading = newReading(text, 0);
  return { text, reading, comments: [], at: 0, column: -1, depth: 0, failed: false };
}

/** Counts one more node around what is read next; false where nesting is not ordinary any more. */
export function goDeeper(it: OrdinaryText): boolean {
  it.depth++;
  if (it.depth > DEEPEST) it.failed = true;
  return !it.failed;
}

/** Far below the depth at which a document is not read any more. */
const DEEPEST = 60;

/** Goes on to the first line with content from `lineStart` on, and keeps the comments in between. */
export function goToContent(it: OrdinaryText, lineStart: number): void {
  const { text } = it;
  let start = lineStart;
  for (;;) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (code === HASH) start = takeComment(it, at);
    else if (code === NEWLINE) start = at + 1;
    else if (code === RETURN) start = at + 2;
    else {
      if (code === TAB) it.failed = true;
      it.at = Math.min(at, text.length);
      it.column = at < text.length ? at - start : -1;
      return;
    }
  }
}

/** Goes on behind a value, where nothing but a comment may follow on the line. */
export function leaveLine(it: OrdinaryText, from: number): void {
  const at = skipSpaces(it.text, from);
  const code = it.text.charCodeAt(at);
  if (code === HASH && (at > from || it.text.charCodeAt(at - 1) === SPACE))
    goToContent(it, takeComment(it, at));
  else if (isLineEnd(code)) goToContent(it, nextLine(it.text, at));
  else it.failed = true;
}

/** Whether nothing, or nothing but a comment, stands between `from` and the end of its line. */
export function isRestEmpty(text: string, from: number): boolean {
  const at = skipSpaces(text, from);
  const code = text.charCodeAt(at);
  return isLineEnd(code) || (code === HASH && at > from);
}

/** Keeps the comment; where the next line begins. */
function takeComment(it: OrdinaryText, at: number): number {
  const end = lineEndAt(it.text, at);
  it.comments.push(commentAt(it.text, at, end - at));
  return nextLine(it.text, end);
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Where the line of `from` ends, its break left out. */
export function lineEndAt(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  if (found < 0) return text.length;
  return found > from && text.charCodeAt(found - 1) === RETURN ? found - 1 : found;
}

/** Past the line break at `end`. */
export function nextLine(text: string, end: number): number {
  return text.charCodeAt(end) === RETURN ? end + 2 : end + 1;
}

/** Whether a line break or the text's end (NaN) begins with this character; a lone CR never comes here. */
export function isLineEnd(code: number): boolean {
  return code === NEWLINE || code === RETURN || Number.isNaN(code);
}

export const TAB = 9;
export const NEWLINE = 10;
export const RETURN = 13;
export const SPACE = 32;
export const HASH = 35;

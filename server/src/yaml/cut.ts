import { objectsBehindFirst } from './cut-objects.ts';
import { LIMITS } from './limits.ts';

/**
 * The offsets at which the documents of a text begin, without parsing it. A `---` or `...` at column 0, followed by a
 * blank, a line break or the end, always ends a document. What stands between a `...` and the next `---` belongs to
 * the document after it, and to the last one if none comes. Before the first mark each JSON object is a document, if
 * the text begins with one. Always at least one offset, the first one 0.
 */
export function cutDocuments(text: string): readonly number[] {
  const starts = cutAtMarks(text);
  const objects = objectsBehindFirst(text.slice(0, starts[1]));
  return objects.length === 0 ? starts : [0, ...objects, ...starts.slice(1)];
}

function cutAtMarks(text: string): readonly number[] {
  const starts: number[] = [];
  let start = 0;
  let from = text.charCodeAt(0) === BOM ? 1 : 0;
  let begun = false;
  for (let mark = nextMark(text, from); mark; mark = nextMark(text, mark.next)) {
    begun ||= hasContent(text, from, mark.at);
    // A `...` ends a document even if there is nothing of it, as the token parser counts.
    if (begun || mark.isEnd) {
      starts.push(start);
      start = mark.at;
    }
    begun = !mark.isEnd;
    from = mark.isEnd ? lineEndOf(text, mark.next) : mark.next;
  }
  if (begun || starts.length === 0 || hasContent(text, from, text.length)) starts.push(start);
  return starts;
}

/** Whether a file is cut into more documents than are read of one; most files are too short to be cut for that. */
export function hasTooManyDocuments(text: string): boolean {
  return text.length >= LIMITS.documents * SHORTEST && cutDocuments(text).length > LIMITS.documents;
}

/** An object of JSON with nothing in it. */
const SHORTEST = 2;

interface Mark {
  readonly at: number;
  /** The offset after its three characters. */
  readonly next: number;
  readonly isEnd: boolean;
}

const BOM = 0xfeff;
const DOT = 46;
const MARK = /(?:---|\.\.\.)(?![^ \t\r\n])(?<=(?:^|[\r\n]|^\uFEFF)...)/g;

/** The next marker at a line's start, from `from` on. */
function nextMark(text: string, from: number): Mark | undefined {
  MARK.lastIndex = from;
  const at = MARK.exec(text)?.index;
  if (at === undefined) return undefined;
  return { at, next: at + 3, isEnd: text.charCodeAt(at) === DOT };
}

/** Whether more than blanks, comments and directives stands between the two. */
function hasContent(text: string, from: number, to: number): boolean {
  CONTENT.lastIndex = from;
  return CONTENT.test(text) && CONTENT.lastIndex <= to;
}

const CONTENT =
  /(?:[ \t\r\n\uFEFF]|(?:#|(?<![^\r\n\uFEFF])%)[^\r\n]*(?![^\r\n]))*(?!(?<![^\r\n\uFEFF])%)[^ \t\r\n\uFEFF#]/y;

function lineEndOf(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}

const LINE_END = /[\r\n]/g;

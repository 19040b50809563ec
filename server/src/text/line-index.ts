/** A place as editors count: zero-based line, and UTF-16 code units from the line's start. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** The offsets at which the lines of a text begin, for going between offsets and lines. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly length: number;
}

/** Lines end at LF, CRLF or a lone CR, as in the Language Server Protocol. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  const lone = text.search(LONE_CR);
  // Most texts hold no lone CR, and those that do begin to be slow at the first one.
  const end = lone < 0 ? text.length : lone;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
  if (lone < 0) return { starts, length: text.length };
  for (let at = end; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (code === 10 || code === 13) starts.push(at + 1);
  }
  return { starts, length: text.length };
}

const LONE_CR = /\r(?!\n)/;

/** The position of an offset; offsets outside the text count as its nearest end. */
export function positionAt(index: LineIndex, offset: number): LinePosition {
  const inside = Math.max(0, Math.min(offset, index.length));
  let low = 0;
  let high = index.starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((index.starts[middle] ?? 0) > inside) high = middle;
    else low = middle + 1;
  }
  const line = Math.max(0, low - 1);
  return { line, character: inside - (index.starts[line] ?? 0) };
}

/** The offset of a position; a character past the line's end counts as the start of the next line. */
export function offsetAt(index: LineIndex, position: LinePosition): number {
  if (position.line < 0) return 0;
  const start = index.starts[position.line];
  if (start === undefined) return index.length;
  const next = index.starts[position.line + 1] ?? index.length;
  return Math.max(start, Math.min(start + position.character, next));
}

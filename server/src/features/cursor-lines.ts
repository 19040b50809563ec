import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/** The line that holds an offset, without its line break. */
export function lineAt(text: string, offset: number): Span {
  return spanOf(lineStart(text, offset), lineEnd(text, offset));
}

/** The line before the one that begins at `start`. */
export function lineBefore(text: string, start: number): Span | undefined {
  if (start === 0) return undefined;
  const end = text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1;
  return lineAt(text, end);
}

/** The line after the one that ends at `end`. */
export function lineAfter(text: string, end: number): Span | undefined {
  if (end >= text.length) return undefined;
  const start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  return spanOf(start, lineEnd(text, start));
}

function lineStart(text: string, offset: number): number {
  // Searching back from before the text would find a line break at its very start.
  if (offset === 0) return 0;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  // A lone CR, sought in the line alone: most texts have none, and all of one would be searched.
  return start + text.slice(start, offset).lastIndexOf('\r') + 1;
}

function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed < 0 ? text.length : feed;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Where each quote, bracket, comma, colon and comment of a line stands that is none inside quotes. */
export interface Mark {
  readonly offset: number;
  readonly character: string;
}

/** The structural characters of a line; a comment ends it. `quoted` gives the spans of the strings. */
export function marksOf(
  text: string,
  line: Span,
): { readonly marks: readonly Mark[]; readonly quoted: readonly Span[] } {
  const marks: Mark[] = [];
  const quoted: Span[] = [];
  for (let i = line.start; i < line.end; i++) {
    const character = text.charAt(i);
    if (character === '"' || character === "'") {
      const before = text.slice(line.start, i).trimEnd().at(-1);
      if (before !== undefined && !'{[,:-'.includes(before)) continue;
      const end = stringEnd(text, i, line.end);
      quoted.push(spanOf(i, end));
      i = end - 1;
    } else if (character === '#' && (i === line.start || /\s/.test(text.charAt(i - 1)))) {
      return { marks, quoted };
    } else if ('{}[],'.includes(character)) {
      marks.push({ offset: i, character });
    } else if (
      character === ':' &&
      /^[\s,{}[\]"']|^$/.test(text.slice(i + 1, Math.min(i + 2, line.end)))
    ) {
      marks.push({ offset: i, character });
    }
  }
  return { marks, quoted };
}

function stringEnd(text: string, start: number, lineEnd: number): number {
  const quote = text.charAt(start);
  for (let i = start + 1; i < lineEnd; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === "'" && text[i + 1] === quote) i++;
      else return i + 1;
    }
  }
  return lineEnd;
}

/** The text without a pair of quotes around it, or without the one that opens it. */
export function unquote(text: string): string {
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'") return text;
  return text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : text.slice(1);
}

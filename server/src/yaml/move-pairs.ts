import type { TextEdit } from '../text/edit.ts';
import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import type { YamlPair } from './node.ts';

/** Where pairs of a block map shall stand instead. */
export interface NewPlace {
  /** They come right after the line on which this offset lies. */
  readonly after: number;
  /** The column of their keys. */
  readonly column: number;
  /** They begin a new item of a list, whose dash stands at this column. */
  readonly dash?: number;
}

/**
 * Moves neighbouring pairs of a block map, with their lines as they are but for the indentation: comments, quotes and
 * line endings stay. Undefined where a pair shares its first line with something else, or a line of it is indented less
 * than the move takes away.
 */
export function movePairs(
  document: YamlDocument,
  pairs: readonly YamlPair[],
  to: NewPlace,
): readonly TextEdit[] | undefined {
  const { text } = document;
  const first = pairs[0];
  const end = pairs.at(-1)?.span.end;
  if (!first || end === undefined || pairs.some(({ key }) => key.aliased)) return undefined;
  const column = columnOf(text, first.key.span.start);
  const keyLine = lineStart(text, first.key.span.start);
  if (!/^ *$/.test(text.slice(keyLine, first.key.span.start))) return undefined;
  const lines = linesOf(text, spanOf(commentsAbove(text, keyLine, column, to), end));
  const [firstLine] = lines;
  if (!firstLine) return undefined;
  const by = to.column - column;
  const moved = lines.map((line, index) => {
    const prefix = index === 0 && to.dash !== undefined ? `${' '.repeat(to.dash)}- ` : undefined;
    return reindented(text.slice(line.start, line.end), by, prefix);
  });
  if (moved.some((line) => line === undefined)) return undefined;
  const lastLine = lines.at(-1) ?? firstLine;
  const whole = spanOf(firstLine.start, lastLine.end);
  const target = linesOf(text, spanOf(to.after, to.after))[0];
  if (!target) return undefined;
  if (target.start === lastLine.start || isOnlySpaceBetween(text, target.end, whole.start)) {
    return lines.flatMap((line, index) => indentEdit(text, line, moved[index] ?? ''));
  }
  if (target.end > whole.start && target.start < whole.end) return undefined;
  const breakAt = lineBreakAt(text, whole.end) || lineBreakAt(text, target.end) || '\n';
  return [
    { span: spanOf(whole.start, whole.end + lineBreakAt(text, whole.end).length), newText: '' },
    {
      span: spanOf(target.end, target.end),
      newText: breakAt + moved.join(breakAt),
    },
  ];
}

/** Where the comments begin that stand right above a key, at its column: they are about it, and go with it. */
function commentsAbove(text: string, keyLine: number, column: number, to: NewPlace): number {
  // Behind a dash, a comment would have to stand before the item.
  if (to.dash !== undefined) return keyLine;
  let start = keyLine;
  while (start > 0) {
    const above = lineStart(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
    if (!text.startsWith(`${' '.repeat(column)}#`, above)) break;
    // The line behind which they are to stand stays.
    if (to.after < keyLine && above <= to.after) break;
    start = above;
  }
  return start;
}

/** The column of an offset in its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function lineStart(text: string, offset: number): number {
  // Searching back from before the text would find a line break at its very start.
  if (offset === 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The lines that a span touches, without their line breaks. */
function linesOf(text: string, span: Span): readonly Span[] {
  const lines: Span[] = [];
  for (let start = lineStart(text, span.start); ;) {
    const found = text.slice(start).search(/[\r\n]/);
    const end = found < 0 ? text.length : start + found;
    lines.push(spanOf(start, end));
    if (end >= span.end || end === text.length) return lines;
    start = end + lineBreakAt(text, end).length;
  }
}

function lineBreakAt(text: string, offset: number): string {
  if (text.startsWith('\r\n', offset)) return '\r\n';
  return text[offset] === '\n' || text[offset] === '\r' ? text.charAt(offset) : '';
}

function isOnlySpaceBetween(text: string, from: number, to: number): boolean {
  return from <= to && /^\s*$/.test(text.slice(from, to));
}

function reindented(line: string, by: number, prefix: string | undefined): string | undefined {
  if (prefix !== undefined) return prefix + line.trimStart();
  if (line.trim() === '' || by === 0) return line;
  if (by > 0) return ' '.repeat(by) + line;
  return line.startsWith(' '.repeat(-by)) ? line.slice(-by) : undefined;
}

function indentEdit(text: string, line: Span, wanted: string): readonly TextEdit[] {
  const written = text.slice(line.start, line.end);
  if (written === wanted) return [];
  const indent = written.length - written.trimStart().length;
  const newIndent = wanted.length - (written.length - indent);
  return [{ span: spanOf(line.start, line.start + indent), newText: wanted.slice(0, newIndent) }];
}

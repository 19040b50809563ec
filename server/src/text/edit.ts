import { lastIndexWhere } from './search.ts';
import type { Span } from './span.ts';

/** Replaces the characters of `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * The text after all edits, which refer to the text before and may come in any order.
 * Two insertions at one offset are kept in the order given.
 * Throws a RangeError when two edits overlap or one lies outside the text: that is a fault of ours.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let done = 0;
  for (const { span, newText } of ordered) {
    if (span.start < done || span.end < span.start || span.end > text.length) {
      throw new RangeError(`edits overlap or leave the text at ${span.start}`);
    }
    result += text.slice(done, span.start) + newText;
    done = span.end;
  }
  return result + text.slice(done);
}

/** Where a character of the text after the edits stood before them; one that they put in, at the end of its edit. */
export function offsetsBefore(edits: readonly TextEdit[]): (offset: number) => number {
  let growth = 0;
  const placed = edits
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ span, newText }) => {
      const start = span.start + growth;
      growth += newText.length - (span.end - span.start);
      return { start, end: start + newText.length, before: span.end, growth };
    });
  return (offset) => {
    const last = placed[lastIndexWhere(placed, ({ start }) => start <= offset)];
    if (!last) return offset;
    return offset < last.end ? last.before : offset - last.growth;
  };
}

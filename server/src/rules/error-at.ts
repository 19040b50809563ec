import { offsetBefore } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { intersects, shifted, spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Problem } from './rule.ts';

/** An error of a text, to be told again in another. */
export interface ErrorAt {
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
}

/** The errors among the problems of a document that begins at `start` of the text. */
export function errorsFrom(problems: readonly Problem[], start: number): readonly ErrorAt[] {
  return problems.flatMap(({ severity, rule, message, span }) =>
    severity === 'error' ? [{ rule, message, span: shifted(span, start) }] : [],
  );
}

/** Whether an error that is there after edits stands where one of before stood. */
export function standsWhere(before: ErrorAt, after: ErrorAt, edits: readonly TextEdit[]): boolean {
  const { start, end } = after.span;
  return intersects(before.span, spanOf(offsetBefore(start, edits), offsetBefore(end, edits)));
}

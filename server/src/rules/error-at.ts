import { offsetsBefore } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { groupBy } from '../text/group-by.ts';
import { lastIndexWhere } from '../text/search.ts';
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

/** Tells whether an error that is there after edits stands where one of its rule stood among those of before. */
export function errorsByPlace(
  before: readonly ErrorAt[],
): (edits: readonly TextEdit[]) => (after: ErrorAt) => boolean {
  const spans = new Map(
    [...groupBy(before, ({ rule }) => rule)].map(([rule, errors]) => [rule, spansByPlace(errors)]),
  );
  return (edits) => {
    const offset = offsetsBefore(edits);
    return ({ rule, span }) =>
      spans.get(rule)?.(spanOf(offset(span.start), offset(span.end))) ?? false;
  };
}

/** Tells whether a span shares a character with one of these. */
function spansByPlace(errors: readonly ErrorAt[]): (span: Span) => boolean {
  let reach = 0;
  const sorted = errors
    .map(({ span }) => span)
    .sort((a, b) => a.start - b.start)
    .map((span) => ({ span, reach: (reach = Math.max(reach, span.end)) }));
  return (wanted) => {
    const last = lastIndexWhere(sorted, ({ span }) => span.start <= wanted.end);
    for (let i = last; i >= 0; i--) {
      const one = sorted[i];
      // None of those before reaches so far.
      if (!one || one.reach < wanted.start) return false;
      if (intersects(one.span, wanted)) return true;
    }
    return false;
  };
}

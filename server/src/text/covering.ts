import { lastIndexWhere } from './search.ts';
import { covers } from './span.ts';
import type { Span } from './span.ts';

interface Covering<T> {
  readonly span: Span;
  /** Where the item stands among all, or the one around it that stands before it. */
  readonly first: { readonly item: T; readonly index: number };
  /** The nearest one around it. */
  readonly around: Covering<T> | undefined;
}

/**
 * Finds the first item of a list that covers a span, for many spans. The items lie in each other or apart, as nodes of
 * a tree do.
 */
export function firstCovering<T>(
  items: readonly T[],
  spanOf: (item: T) => Span,
): (at: Span) => T | undefined {
  const sorted = items
    .map((item, index) => ({ item, index, span: spanOf(item) }))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.index - b.index);
  const known: Covering<T>[] = [];
  for (const { item, index, span } of sorted) {
    const before = known.at(-1);
    const around = outwards(before, span);
    // Of equal ones the first counts.
    if (around && around === before && covers(span, around.span)) continue;
    const first = around && around.first.index < index ? around.first : { item, index };
    known.push({ span, first, around });
  }
  return (at) => {
    const last = known[lastIndexWhere(known, ({ span }) => span.start <= at.start)];
    return outwards(last, at)?.first.item;
  };
}

/** The innermost that covers the span: the one given, or one around it. */
function outwards<T>(one: Covering<T> | undefined, span: Span): Covering<T> | undefined {
  let found = one;
  while (found && !covers(found.span, span)) found = found.around;
  return found;
}

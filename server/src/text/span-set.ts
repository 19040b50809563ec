import { lastIndexWhere } from './search.ts';
import { intersects } from './span.ts';
import type { Span } from './span.ts';

/** Spans that do not share a character, found by place; quickest where they are added in the text's order. */
export class SpanSet {
  readonly #sorted: Span[] = [];

  /** Whether the span intersects one of the set. */
  meets(span: Span): boolean {
    for (let i = this.#lastUpTo(span.end); i >= 0; i--) {
      const one = this.#sorted[i];
      if (!one || one.end < span.start) return false;
      if (intersects(one, span)) return true;
    }
    return false;
  }

  /** A span that meets none of the set. */
  add(span: Span): void {
    this.#sorted.splice(this.#lastUpTo(span.start) + 1, 0, span);
  }

  #lastUpTo(offset: number): number {
    return lastIndexWhere(this.#sorted, ({ start }) => start <= offset);
  }
}

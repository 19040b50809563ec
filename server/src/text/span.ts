/** A half-open range of UTF-16 code units. Inside a document, offsets count from the document's own first character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spanOf(start: number, end: number): Span {
  return { start, end };
}

/** Whether `offset` lies in the span or at its end, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether the two share a character, or one is empty and lies in the other or at its edge. */
export function intersects(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Spans that do not intersect and cover what these cover, in the text's order. */
export function mergedSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && intersects(last, span)) {
      merged[merged.length - 1] = spanOf(last.start, Math.max(last.end, span.end));
    } else merged.push(span);
  }
  return merged;
}

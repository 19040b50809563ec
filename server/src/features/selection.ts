import type { DocumentFacts } from '../analysis/facts.ts';
import { covers, spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { nodePathAt } from '../yaml/path.ts';
import { contentOf } from '../yaml/scalar-position.ts';

/** What a growing selection takes in, from the innermost: a value, its pair, the container, the pod, the resource. */
export function selectionsAt({ yaml, chunk }: DocumentFacts, offset: number): readonly Span[] {
  const outward: Span[] = [spanOf(0, chunk.text.length)];
  for (const step of nodePathAt(yaml, offset)) {
    switch (step.kind) {
      case 'map':
        outward.push(step.map.span);
        if (step.pair) outward.push(step.pair.span);
        break;
      case 'seq':
        outward.push(step.seq.span);
        if (step.item) outward.push(step.item.span);
        break;
      case 'scalar':
        outward.push(step.scalar.span, contentOf(chunk.text, step.scalar));
        break;
    }
  }
  const kept: Span[] = [];
  for (const span of outward) {
    const outer = kept.at(-1);
    const grows =
      !outer || (covers(outer, span) && (span.start > outer.start || span.end < outer.end));
    if (grows && span.start <= offset && offset <= span.end) kept.push(span);
  }
  return kept.reverse();
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { firstCovering } from '../../../server/src/text/covering.ts';
import { covers, spanOf } from '../../../server/src/text/span.ts';
import type { Span } from '../../../server/src/text/span.ts';
import { counted } from '../../support/counted.ts';

const MANY = 1000;

describe('firstCovering', () => {
  it('finds what a look at one after the other finds', () => {
    const nested = fc
      .array(fc.constantFrom('open', 'close', 'again'), { maxLength: 40 })
      .map(spansOf)
      .chain((spans) => fc.shuffledSubarray([...spans], { minLength: spans.length }));
    const places = fc
      .tuple(fc.nat(100), fc.nat(5))
      .map(([start, length]) => spanOf(start, start + length));
    fc.assert(
      fc.property(nested, fc.array(places), (spans, asked) => {
        const find = firstCovering(spans, (span) => span);
        for (const at of asked)
          assert.equal(
            find(at),
            spans.find((span) => covers(span, at)),
          );
      }),
      { numRuns: 300 },
    );
  });

  it('looks at a few of very many for each place', () => {
    const apart = Array.from({ length: MANY }, (_, i) => spanOf(10 * i, 10 * i + 5));
    const equal = Array.from({ length: MANY }, () => spanOf(0, 5));
    for (const spans of [apart, [spanOf(0, 10 * MANY), ...apart], equal]) {
      const few = counted(spans);
      const find = firstCovering(few.value, (span) => span);
      const before = few.reads();
      for (let i = 0; i < MANY; i++) find(spanOf(10 * i + 6, 10 * i + 7));
      for (let i = 0; i < MANY; i++) find(spanOf(10 * i + 1, 10 * i + 2));
      assert.ok(before >= MANY, 'what is read is counted');
      assert.ok(few.reads() < 100 * MANY, `${few.reads()} reads`);
    }
  });
});

/** Spans that lie in each other or apart, out of where one begins and ends. */
function spansOf(steps: readonly string[]): readonly Span[] {
  const spans: Span[] = [];
  const open: number[] = [];
  let offset = 0;
  for (const step of steps) {
    offset += 2;
    if (step === 'open') open.push(offset);
    else if (step === 'close') {
      const start = open.pop();
      if (start !== undefined) spans.push(spanOf(start, offset));
    } else spans.push(...spans.slice(-1).map(({ start, end }) => spanOf(start, end)));
  }
  return spans;
}

import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { applyEdits } from '../../../server/src/text/edit.ts';
import type { TextEdit } from '../../../server/src/text/edit.ts';
import { editsOf, rewritten, unchanged } from '../../../server/src/text/rewrite.ts';

/** Edits of a text that do not overlap, from any numbers. */
function editsIn(text: string, numbers: readonly number[]): readonly TextEdit[] {
  const places = [...new Set(numbers.map((number) => number % (text.length + 1)))].sort(
    (a, b) => a - b,
  );
  return places.flatMap((start, index) => {
    const end = places[index + 1];
    if (index % 2 === 1 || end === undefined) return [];
    return [{ span: { start, end }, newText: index % 4 === 0 ? '' : `<${start}>` }];
  });
}

describe('rounds of edits', () => {
  it('come to the same when they are made at once', () => {
    const rounds = fc.array(fc.array(fc.nat(60), { maxLength: 9 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), rounds, (text, numbers) => {
        let now = text;
        let rewrite = unchanged(text);
        for (const round of numbers) {
          const edits = editsIn(now, round);
          rewrite = rewritten(rewrite, edits);
          now = applyEdits(now, edits);
        }
        const all = editsOf(rewrite, text.length);
        assert.equal(applyEdits(text, all), now);
        for (const [index, { span }] of all.entries())
          assert.ok(span.start > (all[index - 1]?.span.end ?? -1), 'they do not touch');
      }),
    );
  });

  it('change no more than they did', () => {
    const rewrite = rewritten(
      rewritten(unchanged('one two three'), [{ span: { start: 4, end: 7 }, newText: '2' }]),
      [{ span: { start: 0, end: 0 }, newText: '# ' }],
    );
    assert.deepEqual(editsOf(rewrite, 13), [
      { span: { start: 0, end: 0 }, newText: '# ' },
      { span: { start: 4, end: 7 }, newText: '2' },
    ]);
  });
});

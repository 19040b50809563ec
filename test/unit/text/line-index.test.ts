import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { indexLines, offsetAt, positionAt } from '../../../server/src/text/line-index.ts';

describe('indexLines', () => {
  const cases: readonly (readonly [string, number[]])[] = [
    ['', [0]],
    ['a', [0]],
    ['a\n', [0, 2]],
    ['a\r\nb\n', [0, 3, 5]],
    ['a\rb\r\nc\r', [0, 2, 5, 7]],
    ['\n\r\n\r', [0, 1, 3, 4]],
    ['\u2028\u0085', [0]],
  ];
  for (const [text, starts] of cases)
    it(JSON.stringify(text), () => assert.deepEqual(indexLines(text).starts, starts));

  it('ends lines at LF, CRLF and CR', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', '😀')), (parts) => {
        const text = parts.join('');
        const starts = [...text.matchAll(/\r\n?|\n/g)].map(
          (match) => match.index + match[0].length,
        );
        assert.deepEqual(indexLines(text).starts, [0, ...starts]);
      }),
    );
  });

  // A time that grows with the square of the text would be minutes, and mocha's own limit ends them.
  it('is quick on twenty megabytes', () => {
    const text = '  name: value of some length\r\n'.repeat(700_000);
    assert.equal(indexLines(text).starts.length, 700_001);
  });
});

describe('positionAt and offsetAt', () => {
  const index = indexLines('ab\r\n\ncd');

  it('go between offsets and lines', () => {
    assert.deepEqual(positionAt(index, 0), { line: 0, character: 0 });
    assert.deepEqual(positionAt(index, 3), { line: 0, character: 3 });
    assert.deepEqual(positionAt(index, 4), { line: 1, character: 0 });
    assert.deepEqual(positionAt(index, 7), { line: 2, character: 2 });
    for (let offset = 0; offset <= 7; offset++)
      assert.equal(offsetAt(index, positionAt(index, offset)), offset);
  });

  it('stay in the text', () => {
    assert.deepEqual(positionAt(index, -1), { line: 0, character: 0 });
    assert.deepEqual(positionAt(index, 99), { line: 2, character: 2 });
    assert.equal(offsetAt(index, { line: -1, character: 5 }), 0);
    assert.equal(offsetAt(index, { line: 9, character: 0 }), 7);
    assert.equal(offsetAt(index, { line: 1, character: 9 }), 5);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits, offsetsBefore } from '../../../server/src/text/edit.ts';
import { covers, intersects, shifted, spanOf, touches } from '../../../server/src/text/span.ts';

describe('applyEdits', () => {
  const edit = (start: number, end: number, newText: string) => ({
    span: spanOf(start, end),
    newText,
  });

  it('applies edits of one text, in any order', () => {
    assert.equal(
      applyEdits('abcdef', [edit(4, 5, 'X'), edit(0, 1, ''), edit(2, 2, 'YZ')]),
      'bYZcdXf',
    );
  });

  it('keeps the order of insertions at one offset', () => {
    assert.equal(applyEdits('ab', [edit(1, 1, 'x'), edit(1, 1, 'y')]), 'axyb');
  });

  it('refuses edits that overlap or leave the text', () => {
    assert.throws(() => applyEdits('abc', [edit(0, 2, ''), edit(1, 3, '')]), RangeError);
    assert.throws(() => applyEdits('abc', [edit(2, 4, '')]), RangeError);
    assert.throws(() => applyEdits('abc', [edit(2, 1, '')]), RangeError);
  });
});

describe('offsetsBefore', () => {
  it('finds where a character stood before edits in any order', () => {
    const edits = [
      { span: spanOf(4, 5), newText: 'X' },
      { span: spanOf(0, 1), newText: '' },
      { span: spanOf(2, 2), newText: 'YZ' },
    ];
    const before = 'abcdef';
    const after = applyEdits(before, edits);
    assert.equal(after, 'bYZcdXf');
    for (const kept of 'bcdf')
      assert.equal(offsetsBefore(edits)(after.indexOf(kept)), before.indexOf(kept), kept);
    assert.equal(offsetsBefore(edits)(after.indexOf('Z')), 2);
    assert.equal(offsetsBefore(edits)(after.length), before.length);
  });
});

describe('spans', () => {
  it('touch the offsets from their start to their end', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((at) => touches(spanOf(2, 4), at)),
      [false, true, true, true, false],
    );
  });

  it('intersect where they share a character or one is empty', () => {
    assert(intersects(spanOf(0, 2), spanOf(1, 3)));
    assert(!intersects(spanOf(0, 2), spanOf(2, 3)));
    assert(intersects(spanOf(2, 2), spanOf(2, 3)));
    assert(!intersects(spanOf(4, 4), spanOf(2, 3)));
  });

  it('cover and shift', () => {
    assert(covers(spanOf(0, 3), spanOf(1, 3)));
    assert(!covers(spanOf(1, 3), spanOf(0, 3)));
    assert.deepEqual(shifted(spanOf(1, 2), 3), spanOf(4, 5));
  });
});

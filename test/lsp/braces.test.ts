import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { expandBraces } from '../../server/src/lsp/braces.ts';

describe('braces in patterns of settings', () => {
  it('stand for each of their choices, in order', () => {
    assert.deepEqual(expandBraces('a'), ['a']);
    assert.deepEqual(expandBraces('{a,b}/{c,d}'), ['a/c', 'a/d', 'b/c', 'b/d']);
    assert.deepEqual(expandBraces('{a,{b,c}}'), ['a', 'b', 'a', 'c']);
    assert.deepEqual(expandBraces('{a'), ['{a']);
  });

  it('are looked at up to 250 of what they stand for, which doubles with each', () => {
    assert.equal(expandBraces('{a,b}'.repeat(800)).length, 250);
    assert.deepEqual(expandBraces('{a,b}'.repeat(900)), []);
  });
});

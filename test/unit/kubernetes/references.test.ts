import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { referencesIn } from '../../../server/src/kubernetes/references.ts';
import { searchedDuring } from '../../support/searched.ts';

describe('references to variables', () => {
  for (const [text, names] of [
    ['a$(B)c$(D)', ['B', 'D']],
    ['$$(B)', [undefined]],
    ['$$$(B)', [undefined, 'B']],
    ['$(B', []],
    ['$(A$(B)', ['A$(B']],
    ['$(A)$(B$$', ['A', undefined]],
    ['$ $B ${B} (B) $', []],
    ['$()', ['']],
  ] as const) {
    it(`are read in ${text} as Kubernetes reads them`, () => {
      const found = referencesIn(text);
      assert.deepEqual(
        found.map(({ name }) => name),
        names,
      );
      for (const { start, end, name } of found)
        assert.equal(text.slice(start, end), name === undefined ? '$$' : `$(${name})`);
    });
  }

  it('are looked for once, where many are opened and none or all are closed', () => {
    const MANY = 1000;
    for (const text of ['$('.repeat(MANY), '$(A)'.repeat(MANY), `$(A)${'$('.repeat(MANY)}`]) {
      const looked = searchedDuring(() => referencesIn(text));
      assert.ok(looked >= text.length, 'what is done is counted');
      assert.ok(looked <= 3 * text.length, `${looked} of ${text.length} characters`);
    }
  });
});

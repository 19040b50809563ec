import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { each, withOne, withoutOne } from '../../../server/src/analysis/one-or-more.ts';
import type { OneOrMore } from '../../../server/src/analysis/one-or-more.ts';

describe('one or more', () => {
  const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

  it('has what was put in and not taken out, each once', () => {
    let known: OneOrMore<object> | undefined;
    for (const one of [a, b, a, c, b]) known = withOne(known, one);
    assert.deepEqual([...each(known)], [a, b, c]);
    for (const one of [b, b]) known = known && withoutOne(known, one);
    assert.deepEqual([...each(known)], [a, c]);
    for (const one of [a, b]) known = known && withoutOne(known, one);
    assert.deepEqual([...each(known)], [c]);
    assert.equal(known && withoutOne(known, c), undefined);
    assert.deepEqual([...each(undefined)], []);
  });

  it('is the thing itself while there is one', () => {
    assert.equal(withOne(undefined, a), a);
    assert.equal(withoutOne(withOne(a, b), a), b);
  });
});

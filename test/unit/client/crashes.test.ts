import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Crashes } from '../../../client/src/crashes.ts';

const MINUTE = 60_000;

/** How long is waited after each of so many crashes, with so much time between them. */
function delays(crashes: Crashes, count: number, between: number): readonly (number | undefined)[] {
  return Array.from({ length: count }, (_, i) => crashes.add(i * between));
}

describe('a server that ends by itself', () => {
  it('is back at once, then more slowly each time, and not any more after the sixth', () => {
    const crashes = new Crashes();
    assert.deepEqual(delays(crashes, 7, 1000), [0, 500, 1000, 2000, 4000, undefined, undefined]);
  });

  it('is back as long as there are no six in five minutes', () => {
    assert.deepEqual(
      new Set(delays(new Crashes(), 100, MINUTE)),
      new Set([0, 500, 1000, 2000, 4000]),
    );
    assert.deepEqual(new Set(delays(new Crashes(), 100, 5 * MINUTE)), new Set([0]));
  });

  it('is tried anew when the user has asked for it', () => {
    const crashes = new Crashes();
    assert.equal(delays(crashes, 6, 1000).at(-1), undefined);
    assert.equal(crashes.count, 6);
    crashes.forget();
    assert.equal(crashes.add(7000), 0);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { memoryGiver } from '../../server/src/lsp/node/give-back.ts';

const MB = 1_000_000;

describe('giving memory back', () => {
  /** Calls it at each of these moments; tells which of them collected, down to 70 MB. */
  const collectedAt = (moments: readonly { rss: number; heapUsed: number }[]): number[] => {
    let now = { rss: 60 * MB, heapUsed: 20 * MB };
    const collected: number[] = [];
    const collect = (): void => {
      collected.push(Math.round(now.rss / MB));
      now = { rss: 70 * MB, heapUsed: 20 * MB };
    };
    const giveBack = memoryGiver(collect, () => now);
    for (const moment of moments) {
      now = moment;
      giveBack?.();
    }
    return collected;
  };

  it('is done when much was added since the last time', () => {
    const at = (rss: number): { rss: number; heapUsed: number } => ({
      rss: rss * MB,
      heapUsed: 40 * MB,
    });
    assert.deepEqual(collectedAt([at(60), at(120), at(130), at(130), at(140)]), [130, 140]);
  });

  it('is not done where it would take seconds', () => {
    const large = { rss: 900 * MB, heapUsed: 500 * MB };
    assert.deepEqual(collectedAt([large]), []);
  });

  it('is left alone where Node does not offer to collect', () => {
    assert.equal(memoryGiver(undefined), undefined);
  });
});

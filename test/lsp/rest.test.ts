import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pod } from './support/manifests.ts';
import { Pair } from './support/pair.ts';
import { testSteps } from './support/test-steps.ts';

const URI = 'file:///w/web.yaml';
/** Milliseconds. */
const [REST, JUST_BEFORE] = [20_000, 19_900];

describe('a server that nobody asks anything', () => {
  /** A server that has settled, how often it gave memory back, and its clock without a message on the way. */
  const begin = async (): Promise<{ pair: Pair; given: () => number }> => {
    let given = 0;
    const giveBack = (): void => {
      given++;
    };
    const pair = await Pair.start({ folders: ['file:///w'], steps: testSteps(), giveBack });
    await pair.open(URI, pod('web', 'web'));
    return { pair, given: () => given };
  };

  it('gives memory back once, and again only after something has happened', async () => {
    const { pair, given } = await begin();
    pair.timers.advance(JUST_BEFORE);
    assert.equal(given(), 0);
    pair.timers.advance(REST);
    assert.equal(given(), 1);
    pair.timers.advance(10 * REST);
    assert.equal(given(), 1);
    assert.equal(pair.timers.pending, 0);
    await pair.hover(URI, 'image: ');
    pair.timers.advance(REST);
    assert.equal(given(), 2);
    pair.dispose();
  });

  it('waits while somebody types', async () => {
    const { pair, given } = await begin();
    for (let key = 0; key < 5; key++) {
      await pair.edit(URI, 'image: app', 'image: appp');
      pair.timers.advance(JUST_BEFORE);
    }
    assert.equal(given(), 0);
    pair.timers.advance(REST);
    assert.equal(given(), 1);
    pair.dispose();
  });

  it('does nothing any more when the client has gone', async () => {
    const { pair, given } = await begin();
    await pair.ask('shutdown', {});
    pair.timers.advance(10 * REST);
    assert.equal(given(), 0);
    pair.dispose();
  });
});

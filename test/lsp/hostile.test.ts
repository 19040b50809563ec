import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { REQUESTS } from '../fuzz/editor.ts';
import { hostileIsSurvived, HOSTILE_FAMILIES } from '../fuzz/hostile.ts';
import type { HostileFamily } from '../fuzz/hostile-parts.ts';
import { anyTextIsSurvived, editsAreSurvived, typingIsSurvived } from '../fuzz/properties.ts';
import { sourcesIn } from '../fuzz/sources.ts';
import { WorkCounter } from '../fuzz/work.ts';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { Pair } from './support/pair.ts';

/** Small enough for every run of the tests; `npm run fuzz` tries all that these are samples of. */
const SMALL = 40;

describe('hostile input', function () {
  this.timeout(60_000);
  const counter = new WorkCounter();
  before(() => counter.start());
  after(() => counter.stop());

  const costOf = async (family: HostileFamily, size: number) => {
    const files = family.files(size);
    const length = Object.values(files).reduce((sum, text) => sum + text.length, 0);
    return { length, work: await counter.count(() => hostileIsSurvived(files)) };
  };

  for (const family of HOSTILE_FAMILIES) {
    it(`costs no more than its length: ${family.name}`, async () => {
      const small = Math.max(1, Math.min(SMALL, family.most >> 1));
      const half = await costOf(family, small);
      const whole = await costOf(family, 2 * small);
      // What is begun but once for all costs the same for both; work that grows with the square is four times as much.
      const most = 1.5 * half.work * (whole.length / half.length) + CONSTANT;
      assert.ok(whole.work <= most, `${half.work} for ${small}, ${whole.work} for twice as many`);
    });
  }
});

/** What one of two equal runs may cost more than the other. */
const CONSTANT = 20_000;

describe('whatever is typed', function () {
  this.timeout(60_000);
  const sources = sourcesIn(projectRoot, undefined);

  it('leaves the server as if it had only ever seen the last text', async () => {
    await editsAreSurvived(sources, { seed: 7, runs: 60 });
  });

  it('character by character, is read at every prefix', async () => {
    const short = sources.filter(({ files }) => (Object.values(files)[0]?.length ?? 0) < 600);
    for (const source of short.slice(0, 6)) await typingIsSurvived(source);
  });

  it('is survived where it is no manifest at all', async () => {
    await anyTextIsSurvived(7, 60);
  });

  it('is asked about in every way that the server offers', async () => {
    const pair = await Pair.start();
    const offered = Object.keys(pair.offered).filter((name) => name.endsWith('Provider'));
    pair.dispose();
    assert.deepEqual(
      offered.filter((name) => !Object.hasOwn(REQUESTS, name)),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { REQUESTS } from '../fuzz/editor.ts';
import { hostileIsSurvived, HOSTILE_FAMILIES } from '../fuzz/hostile.ts';
import { anyTextIsSurvived, editsAreSurvived, typingIsSurvived } from '../fuzz/properties.ts';
import { sourcesIn } from '../fuzz/sources.ts';
import { workspaceChangesAreSurvived } from '../fuzz/workspace-changes.ts';
import { WorkCounter } from '../fuzz/work.ts';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { Pair } from './support/pair.ts';

/** Small enough for every run of the tests; `npm run fuzz` tries all that these are samples of. */
const SMALL = 400;

describe('hostile input', function () {
  this.timeout(300_000);
  const counter = new WorkCounter();
  before(() => counter.start());
  after(() => counter.stop());

  for (const family of HOSTILE_FAMILIES) {
    it(`costs little: ${family.name}`, async () => {
      const files = family.files(Math.min(SMALL, family.most));
      const length = Object.values(files).reduce((sum, text) => sum + text.length, 0);
      const calls = await counter.count(() => hostileIsSurvived(files));
      assert.ok(calls <= SETUP + CALLS * length, `${calls} calls for ${length} characters`);
    });
  }
});

/**
 * Calls of functions to start a server, to edit once and to ask everything, with what the fixed bounds on scripts and
 * pods allow, each refactoring that is offered tried on the manifests; and for each character. Work that grows with
 * the cube is above, and so is what takes some hundred calls for each pair.
 */
const SETUP = 40_000_000;
const CALLS = 1_000;

describe('whatever is typed', function () {
  this.timeout(300_000);
  const sources = sourcesIn(projectRoot, undefined);

  it('leaves the server as if it had only ever seen the last text', async () => {
    await editsAreSurvived(sources, { seed: 7, runs: 15 });
  });

  it('into files that speak of each other leaves it so too', async () => {
    await workspaceChangesAreSurvived(7, 12);
  });

  it('character by character, is read at every prefix', async () => {
    const short = sources.filter(({ files }) => (Object.values(files)[0]?.length ?? 0) < 600);
    for (let i = 0; i < short.length; i += Math.ceil(short.length / 8)) {
      const source = short[i] ?? assert.fail();
      await typingIsSurvived(source);
    }
  });

  it('is survived where it is no manifest at all', async () => {
    await anyTextIsSurvived(7, 20);
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

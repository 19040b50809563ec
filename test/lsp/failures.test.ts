import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { catalog } from '../../server/src/rules/catalog.ts';
import { defineRule } from '../../server/src/rules/rule.ts';
import { checkDocument } from '../../server/src/rules/run.ts';
import { realSteps } from '../../server/src/lsp/steps.ts';
import type { Steps } from '../../server/src/lsp/steps.ts';
import type { Failures } from '../../server/src/lsp/failures.ts';
import { pod } from './support/manifests.ts';
import { MODERN, Pair } from './support/pair.ts';

const ROOT = 'file:///work';
const WEB = `${ROOT}/web.yaml`;
const API = `${ROOT}/api/api.yaml`;
/** Two containers of one name. */
const WRONG = pod('web', 'app', 'app');

/** No two of its faults say the same. */
let times = 0;
const brokenRule = defineRule({
  meta: {
    id: 'broken-rule',
    severity: 'error',
    summary: 'A rule that fails',
    why: 'It is for this test.',
    source: 'https://example.com',
    fix: 'none',
    messages: {},
  },
  checkPod() {
    throw new Error(`this rule is broken, time ${++times}`);
  },
});

/** All rules, with one among them that always fails. */
function withBrokenRule(failures: Failures): Steps {
  const steps = realSteps(failures);
  const onFailure = (rule: string, error: unknown): void => failures.report(`rule ${rule}`, error);
  return {
    ...steps,
    checks: {
      ...steps.checks,
      checkDocument: (linked, configuration) =>
        checkDocument(linked, configuration, onFailure, [brokenRule, ...catalog]),
    },
  };
}

/** Whatever has to do with a pod of the name `broken` fails. */
function withBrokenPod(failures: Failures): Steps {
  const steps = realSteps(failures);
  return {
    ...steps,
    analysis: {
      ...steps.analysis,
      linkDocument(facts, surroundings) {
        if (facts.kubernetes.resources.some(({ name }) => name?.value === 'broken'))
          throw new Error('this pod is broken');
        return steps.analysis.linkDocument(facts, surroundings);
      },
    },
  };
}

const ASKS = {
  ...MODERN,
  window: {
    ...MODERN.window,
    showMessage: { messageActionItem: { additionalPropertiesSupport: false } },
    showDocument: { support: true },
  },
};

describe('a fault of our own', () => {
  it('in a rule leaves the others at work, and is told once, with a report to send', async () => {
    const pair = await Pair.start({
      folders: [ROOT],
      steps: withBrokenRule,
      capabilities: ASKS,
    });
    pair.chooses = 'Report Issue';
    await pair.open(WEB, WRONG);
    await pair.open(API, WRONG.replace('name: web', 'name: api'));
    await pair.advance(1000);
    for (const uri of [WEB, API])
      assert.deepEqual(
        pair.shown(uri)?.map(({ code }) => code),
        ['rule-failed', 'duplicate-name', 'duplicate-name'],
      );
    assert.deepEqual(pair.said, [
      'Podspace met a fault of its own (rule broken-rule). All else goes on.',
    ]);
    assert.equal(pair.opened.length, 1);
    const report = new URL(pair.opened[0] ?? '');
    assert.equal(
      `${report.origin}${report.pathname}`,
      'https://github.com/podspace/podspace/issues/new',
    );
    assert.equal(report.searchParams.get('title'), 'Fault: rule broken-rule');
    assert.match(
      report.searchParams.get('body') ?? '',
      /Error: this rule is broken, time \d+\n +at .*failures\.test\.ts/,
    );
    pair.dispose();
  });

  it('opens nothing where the user does not want it, and is words where nobody can be asked', async () => {
    for (const capabilities of [ASKS, MODERN]) {
      const pair = await Pair.start({ folders: [ROOT], steps: withBrokenRule, capabilities });
      await pair.open(WEB, WRONG);
      await pair.advance(1000);
      assert.equal(pair.said.length, 1);
      assert.equal(
        (pair.said[0] ?? '').includes('Please report it, with what the log says: https://'),
        capabilities === MODERN,
      );
      assert.deepEqual(pair.opened, []);
      assert.equal(pair.log.filter((line) => line.includes('this rule is broken')).length, 1);
      pair.dispose();
    }
  });

  it('in a request leaves the other requests, and the same one elsewhere, at work', async () => {
    const pair = await Pair.start({ folders: [ROOT], steps: withBrokenPod });
    await pair.open(WEB, pod('broken', 'app'));
    await pair.open(API, WRONG);
    await pair.advance(1000);
    const hover = (uri: string): Promise<unknown> =>
      pair.at('textDocument/hover', uri, 'image|', {});
    assert.equal(await hover(WEB), null);
    assert.notEqual(await hover(API), null);
    assert.notDeepEqual(
      await pair.ask('textDocument/documentSymbol', { textDocument: { uri: WEB } }),
      [],
    );
    assert.deepEqual(
      pair.shown(API)?.map(({ code }) => code),
      ['duplicate-name', 'duplicate-name'],
    );
    assert.equal(pair.said.length, 1);
    // Another name, and all is well.
    await pair.edit(WEB, 'name: broken', 'name: whole');
    await pair.advance(1000);
    assert.notEqual(await hover(WEB), null);
    pair.dispose();
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { manifestChecker } from '../../server/src/cli/check-manifests.ts';
import { NO_CONFIGURATION } from '../../server/src/rules/configuration.ts';

/** A call has room for some 120,000 arguments. */
const MANY = 150_000;

describe('problems without number', () => {
  it('of one file are all found', () => {
    const fields = Array.from({ length: MANY }, (_, i) => `  f${i}: 1\n`).join('');
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n${fields}`;
    const check = manifestChecker({
      configurationFor: () => ({ file: undefined, configuration: NO_CONFIGURATION }),
    });
    const { problems } = check([
      { path: '/work/a.yaml', neighbour: false, content: { type: 'text', text } },
    ]);
    const unknown = problems.filter(({ problem }) => problem.rule === 'unknown-field');
    assert.equal(unknown.length, MANY);
  }).timeout(120_000);
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkFiles } from '../../support/check-files.ts';
import { FURTHER_REFUSALS } from './further-refusals.data.ts';
import { REFUSALS } from './refusals.data.ts';

/** Errors and warnings, and what the rule itself tells, by severity and rule. */
function problemsOf(text: string, own: string): readonly string[] {
  const { problems } = checkFiles(new Map([['web.yaml', text]]));
  const grave = problems.filter(
    ({ severity, rule }) => severity === 'error' || severity === 'warning' || rule === own,
  );
  return [...new Set(grave.map(({ rule, severity }) => `${severity} ${rule}`))];
}

describe('what the API server says', () => {
  for (const { says, rule, level, refused, legal } of [...REFUSALS, ...FURTHER_REFUSALS]) {
    it(`${level}: ${says}`, () => {
      assert.deepEqual(problemsOf(refused, rule), [`${level} ${rule}`], refused);
      assert.deepEqual(problemsOf(legal, rule), [], legal);
    });
  }
});

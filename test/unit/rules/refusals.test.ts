import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Problem } from '../../../server/src/rules/rule.ts';
import { checkFiles } from '../../support/check-files.ts';
import { FURTHER_REFUSALS } from './further-refusals.data.ts';
import { MET, REFUSALS, workload } from './refusals.data.ts';
import type { Met, Refusal } from './refusals.data.ts';
import { TRIED_REFUSALS } from './tried-refusals.data.ts';
import { REMAINING_REFUSALS } from './remaining-refusals.data.ts';
import { TRIED_PODS } from './tried-pods.data.ts';
import { TRIED_RESOURCES } from './tried-resources.data.ts';

const ALL = [
  ...REFUSALS,
  ...FURTHER_REFUSALS,
  ...REMAINING_REFUSALS,
  ...TRIED_REFUSALS,
  ...TRIED_PODS,
  ...TRIED_RESOURCES,
];

function check(text: string, { version }: Refusal): readonly Problem[] {
  const files = new Map([['web.yaml', text]]);
  if (version !== undefined) files.set('.podspace.yaml', `kubernetesVersion: '${version}'\n`);
  return checkFiles(files).problems;
}

/** Errors and warnings, and what the rule itself tells, by severity and rule. */
function problemsOf(text: string, row: Refusal): readonly string[] {
  const grave = check(text, row).filter(
    ({ severity, rule }) => severity === 'error' || severity === 'warning' || rule === row.rule,
  );
  return [...new Set(grave.map(({ rule, severity }) => `${severity} ${rule}`))];
}

describe('what the API server says', () => {
  for (const row of ALL) {
    const { says, rule, level, refused, legal } = row;
    it(`${level}: ${says}`, () => {
      assert.deepEqual(problemsOf(refused, row), [`${level} ${rule}`], refused);
      assert.deepEqual(problemsOf(legal, row), [], legal);
    });
  }
});

/** The pod's spec in a template of a workload; undefined for what is no Pod. */
function inTemplate(kind: string, manifest: string): string | undefined {
  const at = manifest.indexOf('\nspec:\n');
  if (!manifest.includes('kind: Pod\n') || at < 0) return undefined;
  const spec = manifest.slice(at + '\nspec:\n'.length).replace(/^ {2}/gm, '');
  return workload(kind, spec.trimEnd());
}

const LATE = /accept.* but its pods cannot be created\.|refused when the pods are created\./;

describe('when the API server says it', () => {
  for (const row of ALL) {
    if (row.level !== 'error' || inTemplate('Deployment', row.refused) === undefined) continue;
    it(row.says, () => {
      for (const [kind, usual] of Object.entries(MET) as [keyof typeof MET, Met][]) {
        const text = kind === 'Pod' ? row.refused : (inTemplate(kind, row.refused) ?? '');
        const told = check(text, row).filter(({ rule }) => rule === row.rule);
        assert.ok(told.length > 0, `${row.rule} is silent in a ${kind}:\n${text}`);
        for (const { message } of told) {
          const met: Met = LATE.test(message) ? 'pods-created' : 'applied';
          assert.equal(met, row.met?.[kind] ?? usual, `${kind}: ${message}`);
          const named = /(?:refuses this|accepts the|^The) (Pod|Deployment|StatefulSet)\b/.exec(
            message,
          );
          assert.equal(named?.[1] ?? kind, kind, message);
        }
      }
    });
  }
});

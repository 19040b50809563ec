import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { allCases, manifestPath } from './cases/all.ts';
import type { Case, Fault, LookAlike } from './cases/case.ts';
import { problemsOf, withFix, type FoundProblem } from './engine.ts';
import { play } from './harness/played.ts';

for (const one of allCases) {
  describe(`${one.rule}: ${manifestPath(one)}`, () => {
    if (one.type === 'fault') {
      proveFault(one);
    } else {
      proveLookAlike(one);
    }
  });
}

/** Problem and fixes are those of the built command line. */
function proveFault(fault: Fault): void {
  const manifest = textOf(fault);
  let problems: readonly FoundProblem[] = [];
  before(() => {
    problems = problemsOf(manifest).filter(({ rule }) => rule === fault.rule);
  });

  it(`fails: ${fault.fails}`, async () => {
    const severities = new Set(problems.map(({ severity }) => severity));
    assert.deepEqual(severities, new Set([fault.severity]));
    await play(manifest, fault.failing);
  });

  for (const { fix, works, working } of fault.cures) {
    it(`works after "${fix}": ${works}`, async () => {
      const fixes = problems.flatMap((problem) => problem.fixes);
      const found = fixes.find(({ title }) => title === fix);
      assert.ok(found, `Offered are: ${fixes.map(({ title }) => title).join('; ')}`);
      const cured = withFix(manifest, found);
      assert.deepEqual(troubles(cured), []);
      await play(cured, working);
    });
  }
}

function proveLookAlike(lookAlike: LookAlike): void {
  it(`works: ${lookAlike.works}`, async () => {
    const manifest = textOf(lookAlike);
    assert.deepEqual(troubles(manifest), []);
    await play(manifest, lookAlike.working);
  });
}

/** What Podspace would draw the author's attention to. */
function troubles(manifest: string): readonly string[] {
  return problemsOf(manifest)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

function textOf(one: Case): string {
  return readFileSync(join(projectRoot, manifestPath(one)), 'utf8');
}

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { allCases, manifestPath } from './cases/all.ts';
import type { Fault, LookAlike } from './cases/case.ts';
import { play } from './harness/played.ts';
import { judge, troubles, type Judged } from './judged.ts';

for (const { one, ...rest } of judge(allCases)) {
  describe(`${one.rule}: ${manifestPath(one)}`, () => {
    if (one.type === 'fault') {
      proveFault({ one, ...rest });
    } else {
      proveLookAlike({ one, ...rest });
    }
  });
}

function proveFault({ one, manifest, problems, cures }: Judged<Fault>): void {
  it(`fails: ${one.fails}`, async () => {
    const told = problems.filter(({ rule }) => rule === one.rule);
    assert.deepEqual(new Set(told.map(({ severity }) => severity)), new Set([one.severity]));
    await play(manifest, one.failing);
  });

  for (const { cure, offered, cured } of cures) {
    it(`works after "${cure.fix}": ${cure.works}`, async () => {
      assert.ok(cured, `The fixes are: ${offered.join('; ')}`);
      assert.deepEqual(troubles(cured.problems), []);
      await play(cured.manifest, cure.working);
    });
  }
}

function proveLookAlike({ one, manifest, problems }: Judged<LookAlike>): void {
  it(`works: ${one.works}`, async () => {
    assert.deepEqual(troubles(problems), []);
    await play(manifest, one.working);
  });
}

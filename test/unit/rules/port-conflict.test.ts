import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { contributionOf } from '../../../server/src/analysis/contribution.ts';
import { indexContributions } from '../../../server/src/analysis/file-index.ts';
import { portConflict } from '../../../server/src/rules/port-conflict.ts';
import { MOST_RELATED } from '../../../server/src/rules/rule.ts';
import { factsOf, linkedIn } from '../../support/linked-pods.ts';

describe('a conflict of very many containers', () => {
  it('is related to as many as are shown, at each of them', () => {
    const MANY = 100;
    const containers = Array.from(
      { length: MANY },
      (_, i) => `{name: c${i}, image: a, ports: [{containerPort: 80}]}`,
    );
    const facts = factsOf(
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [${containers.join()}]}\n`,
    );
    const [pod] = linkedIn(facts, indexContributions([contributionOf(facts)]).index).pods;
    assert.ok(pod);
    const related: number[] = [];
    portConflict.checkPod?.(pod, (finding) => related.push(finding.related?.length ?? 0));
    assert.deepEqual(
      related,
      Array.from({ length: MANY }, () => MOST_RELATED),
    );
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  ignoreAnnotation,
  ignoreComment,
  ignoreFileComment,
} from '../../../server/src/rules/write-suppression.ts';
import { WorkCounter } from '../../fuzz/work.ts';
import { projectOf } from '../../support/project-of.ts';

const URI = 'file:///work/a.yaml';
/** Broken, so that it is read whole for each place that is tried. */
const BROKEN = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - name: a
      image: nginx
      command: 'never closed
      env:
${Array.from({ length: 200 }, (_, i) => `        - {name: A${i}, value: b}\n`).join('')}`;

describe('where a problem can be ignored', () => {
  const counter = new WorkCounter();
  before(() => counter.start());
  after(() => counter.stop());

  it('is tried once in a document, however often and for whatever rule it is asked', async () => {
    const project = projectOf('file:///work', new Map([[URI, BROKEN]]));
    const file = project.snapshot.file(URI);
    const problem = file && project.problemsOf(file).flat()[0];
    const resource = problem?.document.kubernetes.resources[0];
    assert.ok(problem && resource);
    const ask = (rule: string): readonly unknown[] => [
      ignoreComment({ ...problem, rule }),
      ignoreFileComment(problem.document, rule),
      ignoreAnnotation(problem.document, resource, 'a-rule'),
    ];
    const first = ask('a-rule');
    const work = await counter.count(() => Promise.resolve(ask('another-rule')));
    assert.deepEqual(ask('a-rule'), first);
    assert.ok(work < 500, `${work} calls`);
    assert.notDeepEqual(ask('another-rule'), first);
  });
});

import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn } from './actions-at.ts';

/** What is offered in a container of a pod with a comment of so many characters. */
function offeredIn(args: string, length: number): readonly string[] {
  const text = `apiVersion: v1
kind: Pod
metadata:
  name: web # ${'x'.repeat(length)}
spec:
  containers:
    - name: <|>web
      image: nginx:1.27
      args: ${args}
`;
  return actionsIn(text, { kinds: ['refactor.extract', 'refactor.rewrite'] }).titles;
}

const ALL = [
  'Wrap this Pod into a Deployment',
  'Add a sidecar that shares a directory with web',
  'Declare port 80 of web',
];

describe('refactorings of long texts', () => {
  it('are offered in a text that is quickly read', () => {
    assert.deepEqual(offeredIn('[a, b]', 200_000), ALL);
    assert.deepEqual(offeredIn('[a, b, ]', 200_000), ALL);
  });

  it('are left out where each would read a long text again that takes long to read', () => {
    assert.deepEqual(offeredIn('[&a a, *a]', 40_000), ALL);
    assert.deepEqual(offeredIn('[&a a, *a]', 50_000), []);
  });
});

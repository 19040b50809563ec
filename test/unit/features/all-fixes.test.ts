import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { makeAllFixes } from '../../../server/src/features/all-fixes.ts';
import type { Found } from '../../../server/src/features/all-fixes.ts';
import { projectOf } from '../../support/project-of.ts';

const URI = 'file:///work/a.yaml';

interface AllMade {
  readonly text: string;
  /** Characters that were checked after a round. */
  readonly checked: number;
  readonly fixes: number;
  readonly isFinished: boolean;
}

function makeAll(before: string): AllMade {
  let text = before;
  let checked = 0;
  const foundIn = (): Found => {
    const project = projectOf('file:///work', new Map([[URI, text]]));
    const { snapshot } = project;
    const file = snapshot.file(URI);
    return { snapshot, problems: file ? project.problemsOf(file).flat() : [] };
  };
  const { fixes, unfinished } = makeAllFixes(foundIn(), {
    kind: 'unsafe',
    files: new Set([URI]),
    check(changes) {
      text = changes.get(URI)?.text ?? text;
      checked += text.length;
      return foundIn();
    },
  });
  return { text, checked, fixes, isFinished: !unfinished.has(URI) };
}

const ports = (hostPorts: readonly number[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: web\n      image: nginx\n      ports:\n${hostPorts
    .map((port, i) => `        - {containerPort: ${i + 1}, hostPort: ${port}}\n`)
    .join('')}`;

/** Where every two ports conflict, one of them is moved in a round. */
const fought = (count: number): string => ports(Array.from({ length: count }, () => 80));
/** Where every port is a text, all can be made numbers in one. */
const quoted = (count: number): string =>
  ports(Array.from({ length: count }, (_, i) => i + 1000)).replaceAll(/: (\d+)}/g, ': "$1"}');

describe('all fixes of a file', () => {
  it('read no more of a document in all rounds than may be read in one, and are made by and by', () => {
    for (const length of [400_000, 800_000]) {
      const { checked, fixes, text, isFinished } = makeAll(
        `# ${'x'.repeat(length)}\n${fought(20)}`,
      );
      assert.ok(checked < 2_500_000, `${checked} characters, and as many tried`);
      assert.ok(!isFinished);
      assert.ok(fixes > 0 && fixes < 7, `${fixes} fixes`);
      assert.equal(text.match(/hostPort: 80}/g)?.length, 20 - fixes);
      assert.ok(makeAll(text).fixes > 0);
    }
  });

  it('are made in one round where they can be, however many there are', () => {
    const text = quoted(1000);
    const made = makeAll(text);
    assert.deepEqual(made, {
      text: text.replaceAll(/"(\d+)"/g, '$1'),
      checked: made.text.length,
      fixes: 1000,
      isFinished: true,
    });
  });

  it('say that they are all made where they are', () => {
    const { fixes, isFinished, text } = makeAll(fought(20));
    assert.deepEqual([fixes, isFinished], [19, true]);
    assert.equal(text, ports([...Array.from({ length: 19 }, (_, i) => 8080 + i), 80]));
  });
});

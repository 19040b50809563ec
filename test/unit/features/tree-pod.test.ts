import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { fileEntry } from '../../../server/src/features/tree-entry.ts';
import { containerItems } from '../../../server/src/features/tree-pod.ts';
import { WorkCounter } from '../../fuzz/work.ts';
import { projectOf } from '../../support/project-of.ts';

const URI = 'file:///work/a.yaml';

/** For each pod of a list, the labels of the rows below its row. */
function rowsBelow(items: readonly string[]): () => readonly (readonly string[])[] {
  const text = `apiVersion: v1\nkind: List\nitems:\n${items.map((item) => `  - ${item}\n`).join('')}`;
  const project = projectOf('file:///work', new Map([[URI, text]]));
  const pods = fileEntry(project, new WeakMap(), URI)?.pods ?? [];
  return () => pods.map((entry) => containerItems(project, entry).map(({ label }) => label));
}

const pod = (name: string, container: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {containers: [{name: ${container}, image: nginx}]}}`;

const counter = new WorkCounter();
before(() => counter.start());
after(() => counter.stop());

describe('the ports of the node that a pod takes', () => {
  it('each find their own problems without a look at all the others', async () => {
    const work = async (count: number): Promise<number> => {
      const ports = Array.from({ length: count }, () => '{containerPort: 80, hostPort: 80}');
      const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: nginx, ports: [${ports.join(', ')}]}]}\n`;
      const project = projectOf('file:///work', new Map([[URI, text]]));
      const file = project.snapshot.file(URI);
      // What is found is not what is counted.
      if (file) project.problemsOf(file);
      return counter.count(() => {
        const takes = fileEntry(project, new WeakMap(), URI)?.pods[0]?.takes ?? [];
        assert.deepEqual(
          takes.map(({ problems }) => problems.some(({ isOfConflict }) => isOfConflict)),
          ports.map(() => true),
        );
        return Promise.resolve();
      });
    };
    await work(20);
    const [few, many] = [await work(200), await work(800)];
    assert.ok(many < 6 * few, `${few} calls for 200 ports, ${many} for 800`);
  });
});

describe('the rows below a pod of a list', () => {
  it('are those of its containers', () => {
    assert.deepEqual(rowsBelow([pod('one', 'a'), pod('two', 'b')])(), [['a'], ['b']]);
  });

  it('are found without a look at all the others', async () => {
    const work = async (count: number): Promise<number> => {
      const rows = rowsBelow(Array.from({ length: count }, (_, i) => pod(`p${i}`, 'a')));
      return counter.count(() => Promise.resolve(rows()));
    };
    await work(10);
    const [few, many] = [await work(100), await work(400)];
    assert.ok(many < 6 * few, `${few} calls for 100 pods, ${many} for 400`);
  });
});

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'mocha';
import { runCli, withFolder } from './run-cli.ts';

const broken = (name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: web
      image: example.com/web
      volumeMounts:
        - name: ${name}
          mountPath: /data
`;

describe('podspace check on several threads', () => {
  for (const format of ['pretty', 'json', 'sarif', 'github']) {
    it(`prints the same as on one: ${format}`, () => {
      const check = (threads: string): ReturnType<typeof runCli> =>
        runCli(resolve('examples'), ['check', '--format', format, '--threads', threads]);
      const one = check('1');
      assert.ok(one.out.length > 1000);
      assert.deepEqual(check('3'), one);
    });
  }

  it('finds what the files of a kustomization do to each other, and what is wrong in configuration once', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [../web, ../store]\n',
      'web/pod.yaml': broken('web'),
      'store/pod.yaml': broken('store'),
      '.podspace.yaml': 'rulez: {}\n',
    };
    withFolder(files, (folder) => {
      const one = runCli(folder, ['check', '--threads', '1']);
      assert.deepEqual(runCli(folder, ['check', '--threads', '4']), one);
      assert.equal(one.out.split('rulez').length, 3);
    });
  });

  describe('in a folder of many files, for which a thread is started before their size is known', () => {
    const many = (more: string): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Array.from({ length: 1_000 }, (_, index) => [
          `${index}/pod.yaml`,
          broken(`n${index}`) + more,
        ]),
      );

    for (const [size, more] of [
      ['small', ''],
      ['large', `# ${'x'.repeat(2_500)}\n`],
    ] as const) {
      it(`prints the same as on one: ${size} files`, () => {
        withFolder(many(more), (folder) => {
          const one = runCli(folder, ['check', '--threads', '1']);
          assert.match(one.out, /1000 errors/);
          assert.deepEqual(runCli(folder, ['check']), one);
        });
      });
    }

    it('ends when it cannot be used', () => {
      withFolder(many(''), (folder) => {
        const { code, err } = runCli(folder, ['check', '--config', 'missing.yaml']);
        assert.equal(code, 2);
        assert.match(err, /missing\.yaml/);
      });
    });
  });

  it('leaves out what the baseline knows', () => {
    withFolder({ 'a/pod.yaml': broken('a'), 'b/pod.yaml': broken('b') }, (folder) => {
      const known = ['check', '--threads', '2', '--baseline', 'known.json'];
      assert.equal(runCli(folder, [...known, '--update-baseline']).code, 0);
      const { code, out } = runCli(folder, known);
      assert.equal(code, 0);
      assert.match(out, /2 known to the baseline/);
    });
  });
});

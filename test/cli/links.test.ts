import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { platform } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { before, describe, it } from 'mocha';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { runCli, withFolder } from './run-cli.ts';
import type { JsonReport } from './run-cli.ts';

/** Two volumes of one name. */
const WRONG = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]
  containers: [{name: web, image: example.com/web}]
`;

/** A mount without its volume, which a fix adds. */
const CURABLE = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example.com/web
      volumeMounts:
        - name: data
          mountPath: /data
`;

const FILES = {
  'out/podspace.yaml': `ignore: [quiet/**, '../out/**']
scopes: [[linked.yaml, ../out/secret.yaml, ../out/folder/*]]
`,
  'out/secret.yaml': WRONG,
  'out/patch.yaml': WRONG,
  'out/folder/deep.yaml': WRONG,
  'out/more.env': 'A=b',
  'in/quiet/web.yaml': WRONG,
  'in/kustomization.yaml': `resources: [linked.yaml, folder, ../out/secret.yaml, ../out/folder]
patches: [{path: linked-patch.yaml}, {path: ../out/patch.yaml}]
configMapGenerator: [{name: a, files: [more.env, ../out/more.env], envs: [more.env, ../out/more.env]}]
`,
};

describe('links that lead out of a checked folder', () => {
  before(() => assert.ok(existsSync('dist/cli.js'), 'npm run build comes first'));

  it('stand for files where they are, and lead to nothing beside what they name', () => {
    if (platform() === 'win32') return;
    withFolder(FILES, (folder) => {
      const [inside, outside] = [join(folder, 'in'), join(folder, 'out')];
      mkdirSync(join(inside, '.git'));
      for (const [link, target] of Object.entries({
        '.podspace.yaml': 'podspace.yaml',
        'linked.yaml': 'secret.yaml',
        'linked-patch.yaml': 'patch.yaml',
        'more.env': 'more.env',
        folder: 'folder',
      }))
        symlinkSync(join(outside, target), join(inside, link));
      const log = join(folder, 'asked.log');
      const { code, out } = runCli(inside, ['check', '.', '--format', 'json'], '', {
        NODE_OPTIONS: `--require ${JSON.stringify(resolve(projectRoot, 'test/support/file-log.cjs'))}`,
        PODSPACE_FILE_LOG: log,
      });
      const { problems } = JSON.parse(out) as JsonReport;
      const wrong = problems.filter(({ rule }) => rule === 'duplicate-name');
      assert.equal(code, 1);
      // What the linked configuration ignores is ignored below the link, not below its target.
      const files = new Set(wrong.map(({ file }) => file));
      assert.deepEqual([...files].sort(), ['linked.yaml']);
      const asked = readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => resolve(inside, JSON.parse(line) as string));
      assert.ok(asked.includes(join(inside, 'linked.yaml')), 'what is asked for is noted');
      const strange = [outside + sep, join(inside, 'folder') + sep, join(inside, 'more.env')];
      assert.deepEqual(
        asked.filter((path) => strange.some((start) => path.startsWith(start))),
        [],
      );
    });
  });

  it('are not written through, unless they were named', () => {
    if (platform() === 'win32') return;
    withFolder({ 'out/web.yaml': CURABLE, 'in/own.yaml': CURABLE }, (folder) => {
      const inside = join(folder, 'in');
      const outside = join(folder, 'out/web.yaml');
      symlinkSync(outside, join(inside, 'linked.yaml'));
      for (const path of ['.', '*.yaml']) runCli(inside, ['check', path, '--fix-unsafe']);
      assert.notEqual(readFileSync(join(inside, 'own.yaml'), 'utf8'), CURABLE);
      assert.equal(readFileSync(outside, 'utf8'), CURABLE);
      runCli(inside, ['check', 'linked.yaml', '--fix-unsafe']);
      assert.equal(readFileSync(outside, 'utf8'), readFileSync(join(inside, 'own.yaml'), 'utf8'));
      assert.ok(lstatSync(join(inside, 'linked.yaml')).isSymbolicLink());
    });
  });

  it('tell nothing of what is no manifest, however broken, and no value of a Secret', () => {
    if (platform() === 'win32') return;
    const OTHERS = {
      passwd: 'root:hidden:0:0:root:/root:/bin/sh\nhidden: [hidden\n\thidden: @hidden\n',
      key: '-----BEGIN PRIVATE KEY-----\nhidden\n',
      env: 'PASSWORD=hidden\n',
      config: 'apiVersion: v1\nkind: Config\nusers: [{user: {token: hidden, token: hidden}}]\n',
      half: 'apiVersion: v1\nkind: [hidden\n hidden: {',
      secret:
        'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  a: hidden!\n  b: "hidden\n  c: [hidden]\n',
      numbers:
        'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: hidden!, a: 1}\nstringData:\n  b: 13579\n  b: true\n',
    };
    const files = Object.fromEntries(
      Object.entries(OTHERS).map(([name, text]) => [`out/${name}`, text]),
    );
    withFolder({ ...files, 'in/own.yaml': WRONG }, (folder) => {
      const inside = join(folder, 'in');
      for (const name of Object.keys(OTHERS))
        for (const ending of ['yaml', 'json'])
          symlinkSync(join(folder, 'out', name), join(inside, `${name}.${ending}`));
      for (const format of ['pretty', 'github']) {
        const { out, err } = runCli(inside, ['check', '.', '--format', format]);
        assert.match(out, /own\.yaml/, 'what is found is printed');
        assert.match(out, /secret\.yaml/, 'what is wrong with a Secret is said');
        assert.doesNotMatch(out + err, /hidden|13579/);
      }
    });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkJson, runCli, withFolder } from './run-cli.ts';

const missingVolume = `apiVersion: v1
kind: Pod
metadata:
  name: shop
  namespace: store
spec:
  containers:
    - name: web
      image: example.com/web
      volumeMounts:
        - name: data
          mountPath: /data
`;

const clean = `apiVersion: v1
kind: Pod
metadata:
  name: clean
spec:
  containers:
    - name: web
      image: example.com/web
`;

/** Information: the API server warns of it, and it works. */
const sharedName = `${clean}      ports:
        - name: http
          containerPort: 8080
    - name: admin
      image: example.com/admin
      ports:
        - name: http
          containerPort: 8081
`;

const daemonSet = (name: string): string => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${name}
spec:
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
        - name: ${name}
          image: example.com/${name}
          ports:
            - containerPort: 8080
              hostPort: 8080
`;

describe('podspace check', () => {
  it('prints a problem as JSON, with all that the contract names', () => {
    withFolder(
      { 'deploy/shop.yaml': `# a comment\n---\n${clean}---\n${missingVolume}` },
      (folder) => {
        const { code, report } = checkJson(folder, ['.']);
        assert.equal(code, 1);
        const { fixes, ...problem } = report.problems[0] ?? assert.fail('no problem');
        assert.deepEqual(problem, {
          file: 'deploy/shop.yaml',
          document: 1,
          resource: 'Pod/store/shop',
          container: 'web',
          rule: 'volume-not-found',
          severity: 'error',
          certainty: 'certain',
          message: '"web" mounts the volume "data", but the pod has no volumes.',
          range: { start: { line: 21, character: 16 }, end: { line: 21, character: 20 } },
          related: [],
        });
        assert.deepEqual(
          fixes.map(({ title, safe }) => ({ title, safe })),
          [{ title: 'Add the volume "data" as an emptyDir', safe: false }],
        );
        assert.equal(fixes[0]?.edits[0]?.file, 'deploy/shop.yaml');
        assert.equal(report.version, 1);
        assert.equal(report.files, 1);
        assert.deepEqual(report.skipped, []);
      },
    );
  });

  it('counts an item of a List as its document', () => {
    const item = missingVolume.replaceAll(/^/gm, '    ').trimStart();
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${item}`;
    withFolder({ 'list.yaml': list }, (folder) => {
      const [problem] = checkJson(folder, ['list.yaml']).report.problems;
      assert.equal(problem?.document, 0);
      assert.equal(problem.resource, 'Pod/store/shop');
    });
  });

  it('reads JSON objects one after the other, as kubectl does', () => {
    const pod = (name: string, ...containers: string[]): string =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name },
        spec: { containers: containers.map((each) => ({ name: each, image: 'nginx' })) },
      });
    withFolder({ 'pods.json': `${pod('one', 'a')}\n${pod('two', 'b', 'c')}\n` }, (folder) => {
      const found = checkJson(folder, ['.']).report.problems.map(
        ({ rule, document, range }) => `${rule} ${document} ${range.start.line}`,
      );
      assert.deepEqual(found, ['port-conflict 1 1', 'port-conflict 1 1']);
    });
  });

  it('ends with 0, 1 or 2', () => {
    withFolder({ 'clean.yaml': clean, 'names.yaml': sharedName }, (folder) => {
      assert.equal(runCli(folder, ['check', 'clean.yaml']).code, 0);
      assert.equal(runCli(folder, ['check', '.']).code, 0);
      assert.equal(runCli(folder, ['check', '.', '--fail-on', 'information']).code, 1);
      assert.equal(runCli(folder, ['check', '.', '--fail-on', 'mild']).code, 2);
      assert.equal(runCli(folder, ['check', 'nowhere.yaml']).code, 2);
      assert.equal(runCli(folder, ['check', '--nonsense']).code, 2);
      assert.equal(runCli(folder, ['chekc']).code, 2);
      assert.equal(runCli(folder, ['check', '--format', 'xml']).code, 2);
      assert.equal(runCli(folder, ['--help']).code, 0);
      assert.equal(runCli(folder, ['--version']).code, 0);
    });
  });

  it('says what is wrong with how it was used', () => {
    withFolder({ 'clean.yaml': clean }, (folder) => {
      const saidOf = (...args: string[]): string => {
        const { code, out, err } = runCli(folder, ['check', ...args]);
        assert.equal(code, 2);
        assert.equal(out, '');
        return err;
      };
      assert.equal(saidOf('nowhere'), 'podspace: there is no file or folder nowhere\n');
      assert.equal(saidOf('--dry-run'), 'podspace: --dry-run goes with --fix\n');
      assert.equal(
        saidOf('--fix', '--dry-run', '--format', 'json'),
        'podspace: --dry-run prints a diff, and so takes no --format\n',
      );
      assert.match(saidOf('--rule', 'port-conflicts=off'), /Is "port-conflict" meant\?/);
    });
  });

  it('reads standard input', () => {
    withFolder({ 'other.yaml': missingVolume }, (folder) => {
      const { code, report } = checkJson(folder, ['-'], missingVolume);
      assert.equal(code, 1);
      assert.deepEqual(
        report.problems.map(({ file, rule }) => [file, rule]),
        [['-', 'volume-not-found']],
      );
    });
  });

  it('leaves folders of other people alone, and says what it skipped and why', () => {
    withFolder(
      {
        'node_modules/a.yaml': missingVolume,
        'deep/vendor/a.yaml': missingVolume,
        '.git/a.yaml': missingVolume,
        'text.txt': missingVolume,
        'clean.yml': clean,
        'clean.json': JSON.stringify({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'json' },
          spec: { containers: [{ name: 'web', image: 'example.com/web' }] },
        }),
        'chart.yaml': clean.replace('name: clean', 'name: {{ .Values.name }}'),
        'patch.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n',
        'package.json': '{"name": "something else"}',
        'binary.yaml': new Uint8Array([0, 1, 2, 255]),
        'empty.yaml': '',
        'many.yaml': `${missingVolume}${'---\n'.repeat(20_000)}`,
        'large.yaml': `# ${'x'.repeat(10 * 1024 * 1024)}`,
      },
      (folder) => {
        const { code, report } = checkJson(folder, ['.']);
        assert.equal(code, 0);
        assert.deepEqual(report.problems, []);
        assert.equal(report.files, 2);
        assert.deepEqual(report.skipped, [
          { file: 'binary.yaml', reason: 'binary' },
          { file: 'chart.yaml', reason: 'template' },
          { file: 'empty.yaml', reason: 'not-kubernetes' },
          { file: 'large.yaml', reason: 'too-large' },
          { file: 'many.yaml', reason: 'too-large' },
          { file: 'package.json', reason: 'not-kubernetes' },
          { file: 'patch.yaml', reason: 'patch' },
        ]);
      },
    );
  });

  it('reports what cannot be parsed, and goes on with the other files', () => {
    withFolder(
      { 'broken.yaml': clean.replace('name: clean', 'name: "clean'), 'b.yaml': missingVolume },
      (folder) => {
        const { code, report } = checkJson(folder, ['.']);
        assert.equal(code, 1);
        assert.deepEqual(
          report.problems.map(({ file, rule, certainty }) => [file, rule, certainty]),
          [
            ['b.yaml', 'volume-not-found', 'certain'],
            ['broken.yaml', 'yaml-syntax', 'certain'],
          ],
        );
      },
    );
  });

  it('takes the other files of a folder into account without reporting them', () => {
    withFolder({ 'a.yaml': daemonSet('a'), 'b.yaml': daemonSet('b') }, (folder) => {
      const { report } = checkJson(folder, ['a.yaml']);
      assert.equal(report.files, 1);
      assert.deepEqual(
        report.problems.map(({ file, rule, related }) => [file, rule, related[0]?.file]),
        [['a.yaml', 'host-port-conflict', 'b.yaml']],
      );
    });
  });

  describe('is configured', () => {
    const configured = {
      '.podspace.yaml': 'rules:\n  duplicate-port-name: off\nignore:\n  - generated/**\n',
      'names.yaml': sharedName,
      'generated/a.yaml': missingVolume,
      'deep/.podspace.yaml': 'rules:\n  duplicate-port-name: hint\n',
      'deep/names.yaml': sharedName.replace('clean', 'deep'),
    };

    it('by the nearest .podspace.yaml', () => {
      withFolder(configured, (folder) => {
        const { report } = checkJson(folder, ['.']);
        assert.deepEqual(
          report.problems.map(({ file, rule, severity }) => [file, rule, severity]),
          [
            ['deep/names.yaml', 'duplicate-port-name', 'hint'],
            ['deep/names.yaml', 'duplicate-port-name', 'hint'],
          ],
        );
        assert.equal(report.files, 2);
      });
    });

    it('but not by one above the root of the repository', () => {
      withFolder(
        { ...configured, 'repository/.git/HEAD': '', 'repository/a.yaml': sharedName },
        (folder) => {
          const { report } = checkJson(folder, ['repository']);
          assert.deepEqual(
            [...new Set(report.problems.map(({ file }) => file))],
            ['repository/a.yaml'],
          );
        },
      );
    });

    it('by --config in place of it, and by --rule before both', () => {
      withFolder(
        { ...configured, 'other.yml': 'rules:\n  duplicate-port-name: hint\n' },
        (folder) => {
          const bySeverity = (...args: string[]): readonly string[] =>
            checkJson(folder, ['names.yaml', ...args])
              .report.problems.slice(1)
              .map(({ severity }) => severity);
          assert.deepEqual(bySeverity(), []);
          assert.deepEqual(bySeverity('--config', 'other.yml'), ['hint']);
          assert.deepEqual(bySeverity('--rule', 'duplicate-port-name=information'), [
            'information',
          ]);
          assert.equal(runCli(folder, ['check', '--config', 'nowhere.yaml']).code, 2);
          assert.equal(runCli(folder, ['check', '--rule', 'duplicate-port-name=mild']).code, 2);
          assert.match(
            runCli(folder, ['check', '--rule', 'duplicate-port-names=off']).err,
            /duplicate-port-name/,
          );
        },
      );
    });

    it('and says what the configuration has wrong', () => {
      withFolder({ '.podspace.yaml': 'rules:\n  duplicate: off\n', 'a.yaml': clean }, (folder) => {
        const { report } = checkJson(folder, ['.']);
        assert.deepEqual(
          report.problems.map(({ file, rule, range }) => [file, rule, range.start.line]),
          [['.podspace.yaml', 'bad-configuration', 1]],
        );
      });
    });

    it('and files are joined to a scope', () => {
      const files = { 'a/a.yaml': daemonSet('a'), 'b/b.yaml': daemonSet('b') };
      withFolder(files, (folder) => {
        assert.deepEqual(checkJson(folder, ['.']).report.problems, []);
      });
      withFolder({ ...files, '.podspace.yaml': 'scopes:\n  - [a/**, b/**]\n' }, (folder) => {
        const { problems } = checkJson(folder, ['.']).report;
        assert.deepEqual(
          problems.map(({ file, rule }) => [file, rule]),
          [
            ['a/a.yaml', 'host-port-conflict'],
            ['b/b.yaml', 'host-port-conflict'],
          ],
        );
      });
    });
  });

  it('reads what patterns mean, where the shell has not expanded them', () => {
    const files = {
      'a/web.yaml': missingVolume,
      'a/deep/web.yml': missingVolume,
      'b/web.yaml': clean,
    };
    withFolder({ ...files, 'node_modules/web.yaml': missingVolume }, (folder) => {
      const filesFor = (pattern: string): readonly string[] =>
        checkJson(folder, [pattern]).report.problems.map(({ file }) => file);
      assert.deepEqual(filesFor('**/web.{yml,yaml}'), ['a/deep/web.yml', 'a/web.yaml']);
      assert.deepEqual(filesFor('a/*.yaml'), ['a/web.yaml']);
      assert.equal(runCli(folder, ['check', '*.yaml']).code, 2);
    });
  });

  it('counts UTF-16 characters from the line, after a byte order mark too', () => {
    const text = `\uFEFF${missingVolume.replace('name: data', 'name: "\u{1F600}data"')}`;
    withFolder({ 'shop.yaml': text }, (folder) => {
      const [problem] = checkJson(folder, ['shop.yaml']).report.problems.filter(
        ({ rule }) => rule === 'volume-not-found',
      );
      assert.deepEqual(problem?.range.start, { line: 10, character: 16 });
      assert.deepEqual(problem.range.end, { line: 10, character: 24 });
    });
  });
});

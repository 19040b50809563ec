import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { checkJson, runCli, withFolder } from './run-cli.ts';

/** A number in place of text has a safe fix, a conflict of ports an unsafe one. */
const both = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: example.com/web
      args: [--port=8080]
      env: [{ name: LEVEL, value: 3 }]
      ports:
        - containerPort: 8080
    - name: proxy
      image: example.com/proxy
      args: [--listen=:8080]
      env: [{ name: LEVEL, value: 4 }]
      ports:
        - containerPort: 8080
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: { app: shop }
  ports:
    - port: 80
      targetPort: 8080
`;

describe('podspace check --fix', () => {
  it('makes the safe fixes, keeps line endings, and tells what is left', () => {
    const crlf = both.replaceAll('\n', '\r\n');
    withFolder({ 'shop.yaml': crlf }, (folder) => {
      const { code, out, err } = runCli(folder, ['check', '--fix', '--format', 'json']);
      assert.equal(err, '2 fixes in 1 file; --fix-unsafe can cure 2 problems more\n');
      assert.equal(code, 1);
      assert.equal(read(folder, 'shop.yaml'), crlf.replaceAll(/value: (\d)/g, 'value: "$1"'));
      const { problems } = JSON.parse(out) as { problems: { rule: string }[] };
      assert.deepEqual(
        problems.map(({ rule }) => rule),
        ['port-conflict', 'port-conflict'],
      );
    });
  });

  it('makes the others when it is told to, and not from both sides of a conflict', () => {
    withFolder({ 'shop.yaml': both }, (folder) => {
      const { code, err } = runCli(folder, ['check', '--fix-unsafe']);
      assert.equal(err, '3 fixes in 1 file\n');
      assert.equal(code, 0);
      assert.equal(
        read(folder, 'shop.yaml'),
        both
          .replaceAll(/value: (\d)/g, 'value: "$1"')
          .replace('--port=8080', '--port=8081')
          .replace('containerPort: 8080', 'containerPort: 8081'),
      );
      assert.deepEqual(checkJson(folder, ['.']).report.problems, []);
    });
  });

  it('shows what it would do as a diff that git takes, and changes nothing', () => {
    withFolder({ 'deploy/shop.yaml': both }, (folder) => {
      const { code, out, err } = runCli(folder, ['check', '--fix', '--dry-run']);
      assert.equal(code, 1);
      assert.equal(err, '2 fixes in 1 file, not made; --fix-unsafe can cure 2 problems more\n');
      assert.equal(read(folder, 'deploy/shop.yaml'), both);
      assert.match(out, /^--- a\/deploy\/shop\.yaml\n\+\+\+ b\/deploy\/shop\.yaml\n@@ /);
      execFileSync('git', ['apply', '-'], { cwd: folder, input: out });
      assert.equal(
        read(folder, 'deploy/shop.yaml'),
        both.replaceAll(/value: (\d)/g, 'value: "$1"'),
      );
    });
  });

  it('does not say of what it hides that it was shown', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  b: true\n';
    withFolder({ 'secret.yaml': secret }, (folder) => {
      const { out, err } = runCli(folder, ['check', '--fix', '--dry-run']);
      assert.equal(out, '');
      assert.equal(err, '1 fix in 1 file, not made\n1 change beside or in a Secret not shown\n');
      assert.equal(read(folder, 'secret.yaml'), secret);
    });
  });

  it('makes no fix that needs a file which was not asked for', () => {
    const pod = both.replace('name: shop', 'name: shop\n  labels: { app: shop }');
    const files = { 'pod.yaml': pod, 'service.yaml': service };
    withFolder(files, (folder) => {
      runCli(folder, ['check', '--fix-unsafe', 'pod.yaml']);
      assert.equal(read(folder, 'service.yaml'), service);
      assert.ok(!read(folder, 'pod.yaml').includes('--port=8081'));
      runCli(folder, ['check', '--fix-unsafe', '.']);
      assert.deepEqual(checkJson(folder, ['.']).report.problems, []);
    });
  });

  it('makes so many fixes of a file at once, says that there are more, and makes those when it is run again', () => {
    // One port of each round is moved: the next one is looked for when that is done.
    const ports = (hostPorts: readonly number[]): string =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n# ${'x'.repeat(900_000)}\nspec:\n  containers:\n    - name: web\n      image: example.com/web\n      ports:\n${hostPorts
        .map((port, i) => `        - {containerPort: ${i + 1}, hostPort: ${port}}\n`)
        .join('')}`;
    withFolder({ 'shop.yaml': ports([80, 80, 80, 80]) }, (folder) => {
      const first = runCli(folder, ['check', '--fix-unsafe']);
      const [made, more, ...others] = first.err.split('\n');
      assert.deepEqual(
        [first.code, made, more, others],
        [
          1,
          '2 fixes in 1 file',
          'not all fixes were tried in shop.yaml: fix again for the rest',
          [''],
        ],
      );
      assert.equal(read(folder, 'shop.yaml'), ports([8080, 8081, 80, 80]));
      const second = runCli(folder, ['check', '--fix-unsafe']);
      assert.deepEqual([second.code, second.err], [0, '1 fix in 1 file\n']);
      assert.equal(read(folder, 'shop.yaml'), ports([8080, 8081, 8082, 80]));
    });
  });

  it('says where there is too much text to try fixes', () => {
    const long = both.replace('spec:', `# ${'x'.repeat(4_000_000)}\nspec:`);
    withFolder({ 'shop.yaml': long }, (folder) => {
      const { err } = runCli(folder, ['check', '--fix']);
      assert.equal(
        err,
        '0 fixes in 0 files\nnot all fixes were tried in shop.yaml, where there is too much text for that\n',
      );
      assert.equal(read(folder, 'shop.yaml'), long);
    });
  });

  it('is used wrongly on standard input, and --dry-run alone', () => {
    withFolder({}, (folder) => {
      assert.equal(runCli(folder, ['check', '--fix', '-'], both).code, 2);
      assert.equal(runCli(folder, ['check', '--dry-run']).code, 2);
    });
  });
});

describe('podspace check --baseline', () => {
  it('knows what was there, wherever it has moved to, and reports what is new', () => {
    withFolder({ 'shop.yaml': both, 'base/.keep': '' }, (folder) => {
      const baseline = ['--baseline', 'base/podspace.json'];
      assert.equal(runCli(folder, ['check', ...baseline]).code, 2);
      const written = runCli(folder, ['check', ...baseline, '--update-baseline']);
      assert.deepEqual(
        [written.code, written.err],
        [0, '4 problems written to base/podspace.json\n'],
      );
      assert.deepEqual(JSON.parse(read(folder, 'base/podspace.json')), {
        version: 1,
        problems: [
          entry('wrong-type', 'web', '3'),
          entry('port-conflict', 'web', '8080'),
          entry('wrong-type', 'proxy', '4'),
          entry('port-conflict', 'proxy', '8080'),
        ],
      });
      assert.equal(runCli(folder, ['check', ...baseline]).code, 0);
    });
  });

  it('counts what is alike, and says how much it left out', () => {
    withFolder({ 'shop.yaml': both }, (folder) => {
      runCli(folder, ['check', '--baseline', 'known.json', '--update-baseline']);
      const worse = `# moved\n${both}      readinessprobe: {}\n`;
      const { report } = checkJson(folder, ['-', '--baseline', 'known.json'], worse);
      assert.equal(report.known, 0, 'another file');
      withFolder({ 'shop.yaml': worse, 'known.json': read(folder, 'known.json') }, (later) => {
        const found = checkJson(later, ['shop.yaml', '--baseline', 'known.json']).report;
        assert.equal(found.known, 4);
        assert.deepEqual(
          found.problems.map(({ rule, range }) => [rule, range.start.line]),
          [['unknown-field', 19]],
        );
        assert.match(
          runCli(later, ['check', 'shop.yaml', '--baseline', 'known.json']).out,
          /1 error in 1 file; 4 known to the baseline\.\n$/,
        );
      });
    });
  });

  it('is not mistaken for another file', () => {
    withFolder({ 'shop.yaml': both, 'a.json': '{"problems": 3}', 'b.json': '{' }, (folder) => {
      assert.equal(runCli(folder, ['check', '--baseline', 'a.json']).code, 2);
      assert.equal(runCli(folder, ['check', '--baseline', 'b.json']).code, 2);
      assert.equal(runCli(folder, ['check', '--update-baseline']).code, 2);
    });
  });
});

function entry(rule: string, container: string, text: string): object {
  return { file: '../shop.yaml', rule, resource: 'Pod/shop', container, text, count: 1 };
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

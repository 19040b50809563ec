import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { checkJson, runCli, withFolder } from './run-cli.ts';
import type { JsonReport } from './run-cli.ts';

/** Values of a Secret, right and wrong; each says `hidden`, or is the number 13579. */
const VALUES = [
  ...['hidden', '*hidden', '&hidden', '!hidden x', '!!hidden x', '@hidden', '`hidden', '%hidden'],
  ...['"hidden', "'hidden", '"\\qhidden"', '"hidden" hidden', '"hidden\\ud800"', '\thidden'],
  ...['[hidden', '{hidden', '{hidden: 1}', '[hidden, hidden]', '- hidden', '? hidden'],
  ...[
    '|hidden',
    '>hidden',
    '|\n hidden',
    '\nhidden',
    '|\nhidden\nhidden',
    '|\n  x\n  hidden\nhidden=',
  ],
  ...['hidden\n  hidden', 'x\n   hidden', '\n hidden\n hidden', 'hidden #hidden', '# hidden'],
  ...[
    '!!int hidden',
    '!!binary hidden!',
    '<<hidden',
    '<<: *hidden',
    '&hidden *hidden',
    '*hidden : x',
  ],
  ...['{{ hidden', '${hidden', 'hidden\u00a0', 'hidden\u0007', 'hidden:hidden'],
  ...['13579', '[13579]', '{13579: 13579}', '13_579', '1.3579e4'],
];

/** Where a value can stand in a Secret, and Secrets in manifests. */
const PLACES: Readonly<Record<string, (value: string) => string>> = {
  data: (value) => `${secret}data:\n  password: ${value}\n  other: x\n`,
  stringData: (value) => `${secret}stringData:\n  password: ${value}\n  other: x\n`,
  'a misspelt field': (value) => `${secret}dta:\n  password: ${value}\n`,
  'the field itself': (value) => `${secret}stringData: ${value}\n`,
  twice: (value) => `${secret}stringData: {password: ${value}, password: ${value}}\n`,
  'before its kind': (value) =>
    `apiVersion: v1\nstringData:\n  password: ${value}\nmetadata: {name: a}\nkind: Secret\n`,
  'a List': (value) =>
    `apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  apiVersion: v1\n  metadata: {name: a}\n  stringData:\n    password: ${value}\n- ${pod.replaceAll('\n', '\n  ')}`,
  'a SecretList': (value) =>
    `apiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: a}\n  stringData:\n    password: ${value}\n    password: ${value}\n`,
  'beside a pod': (value) => `${secret}stringData: {password: ${value}}\n---\n${pod}`,
};

const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n';
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: b}\nspec: {containers: [{name: a, image: b, name: c}]}\n';

const SECRETS = Object.fromEntries(
  Object.entries(PLACES).flatMap(([place, text], i) =>
    // What the field itself holds in a map are its keys.
    VALUES.filter((value) => place !== 'the field itself' || !/^\{\w+:/.test(value)).map(
      (value, j) => [`${i}/${j}/${place}.yaml`, text(value)],
    ),
  ),
);

describe('podspace check, of Secrets', function () {
  this.timeout(60_000);
  before(() => assert.ok(existsSync('dist/cli.js'), 'npm run build comes first'));

  it('says what is wrong and shows no value in any format, as a diff, or in a baseline', () => {
    withFolder(SECRETS, (folder) => {
      for (const format of ['pretty', 'json', 'sarif', 'github']) {
        const { code, out, err } = runCli(folder, ['check', '.', '--format', format]);
        assert.equal(code, 1);
        assert.match(out, /No anchor of this name stands before this alias/);
        assert.deepEqual(linesWithValues(out + err), [], format);
      }
      for (const kind of ['--fix', '--fix-unsafe']) {
        const { out, err } = runCli(folder, ['check', '.', kind, '--dry-run']);
        assert.match(err, /\d+ changes beside or in a Secret not shown/);
        assert.deepEqual(linesWithValues(out + err), [], kind);
      }
      runCli(folder, ['check', '.', '--baseline', 'known.json', '--update-baseline']);
      const baseline = readFileSync(join(folder, 'known.json'), 'utf8');
      assert.match(baseline, /"resource": "Secret\/a"/);
      assert.deepEqual(linesWithValues(baseline), []);
      assert.equal(runCli(folder, ['check', '.', '--baseline', 'known.json']).code, 0);
    });
  });

  it('names what is no value: keys of the Secret, and fields', () => {
    const text = `${secret}strinData: {}\nstringData:\n  password: a\n  password: b\n  port: 13579\n`;
    withFolder({ 'secret.yaml': text }, (folder) => {
      const { report } = checkJson(folder, ['.']);
      assert.deepEqual(
        report.problems.map(({ message }) => message.replace(/(?<=[.:]) .*/, '')),
        [
          '"strinData" is not a field of a Secret.',
          'The key "password" stands in this map twice:',
          '"port" wants a string, but this is a number.',
        ],
      );
    });
  });

  it('tells of a fix that would show one, and makes it', () => {
    const text = `${secret}stringData:\n  port: 13579\n`;
    withFolder({ 'secret.yaml': text }, (folder) => {
      const { report } = checkJson(folder, ['.']);
      assert.deepEqual(fixesIn(report), [
        { title: 'Quote this', safe: true, edits: [], withheld: 'secret' },
      ]);
      runCli(folder, ['check', '.', '--fix']);
      assert.equal(
        readFileSync(join(folder, 'secret.yaml'), 'utf8'),
        text.replace('13579', '"13579"'),
      );
    });
  });

  it('shows the other changes of a file as a diff that git takes, the lines of a Secret not even around them', () => {
    const number = (n: number): string =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p${n}\nspec:\n  containers:\n    - name: a\n      image: example.com/a\n      env:\n        - name: A\n          value: ${n}\n`;
    const hidden = `${secret}stringData:\n  port: 13579\n`;
    const near = number(7).replace('metadata:', 'labels: {a: b}\nmetadata:');
    const text = `${number(1)}---\n${hidden}---\n${number(2)}---\n${near}`;
    withFolder({ 'all.yaml': text }, (folder) => {
      const { out, err } = runCli(folder, ['check', '.', '--fix', '--dry-run']);
      assert.match(err, /^1 change beside or in a Secret not shown$/m);
      assert.deepEqual(linesWithValues(out), []);
      execFileSync('git', ['apply', '-'], { cwd: folder, input: out });
      assert.equal(
        readFileSync(join(folder, 'all.yaml'), 'utf8'),
        text.replace(/value: (\d)/g, 'value: "$1"').replace('value: "1"', 'value: 1'),
      );
    });
  });
});

function linesWithValues(text: string): readonly string[] {
  // The diff's and the report's own words have none of them.
  return text.split('\n').filter((line) => /hidden|13_?579|1\.3579/.test(line));
}

function fixesIn({ problems }: JsonReport): JsonReport['problems'][number]['fixes'] {
  return problems.flatMap(({ fixes }) => fixes);
}

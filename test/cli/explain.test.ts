import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { catalog } from '../../server/src/rules/catalog.ts';
import { runCli } from './run-cli.ts';

describe('podspace explain', () => {
  it('tells what, why, wrong, right and where it is written', () => {
    const { code, out } = runCli('.', ['explain', 'port-conflict']);
    assert.equal(code, 0);
    assert.match(
      out,
      /^port-conflict \(error\)\nTwo containers of a pod listen on the same port\./,
    );
    assert.match(out, /one network namespace/);
    assert.match(out, /\nWrong\n\n {2}apiVersion: v1\n/);
    assert.match(out, /error\[port-conflict\]: Port/);
    assert.match(out, /\nRight\n\n {2}apiVersion: v1\n/);
    assert.match(out, /\nSource: https:\/\/kubernetes\.io\//);
    assert.ok(!/[^\n]{81}/.test(out.slice(0, out.indexOf('Wrong'))), 'a long line');
  });

  it('guesses what was meant', () => {
    const { code, err } = runCli('.', ['explain', 'port-conflicts']);
    assert.equal(code, 2);
    assert.match(err, /Is "port-conflict" meant\?/);
  });
});

describe('podspace rules', () => {
  it('lists them all, for people and for programs', () => {
    const ids = catalog.map(({ meta }) => meta.id);
    const lines = runCli('.', ['rules']).out.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ids,
    );
    const { rules } = JSON.parse(runCli('.', ['rules', '--format', 'json']).out) as {
      rules: { id: string }[];
    };
    assert.deepEqual(
      rules.map(({ id }) => id),
      ids,
    );
  });
});

describe('podspace --help', () => {
  it('names the commands, shows examples and tells what the codes mean', () => {
    const { out } = runCli('.', ['--help']);
    for (const words of ['check', 'explain', 'rules', 'helm template', 'Ends with 0']) {
      assert.ok(out.includes(words), words);
    }
    assert.match(runCli('.', ['check', '--help']).out, /--fix --dry-run/);
  });
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { projectRoot } from '../../../scripts/editor/paths.ts';

interface Setting {
  readonly type: string;
  readonly scope?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly additionalProperties?: { readonly enum?: readonly string[] };
}

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly capabilities: {
    readonly untrustedWorkspaces: object;
    readonly virtualWorkspaces: boolean;
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly [point: string]: unknown;
  };
};
const sources = globSync('{server,client}/{src,webview}/**/*.ts', { cwd: projectRoot }).sort();

describe('a workspace that nobody trusts', () => {
  it('has the full function, on disk or not', () => {
    assert.deepEqual(manifest.capabilities, {
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
  });

  it('can set nothing that names a program, an address or a place: switches and words of a list', () => {
    for (const [name, setting] of Object.entries(manifest.contributes.configuration.properties)) {
      const words =
        setting.enum ??
        (setting.propertyNames?.enum && setting.additionalProperties?.enum) ??
        // Versions, and nothing else.
        (setting.pattern === String.raw`^(newest|v?1\.\d{1,3}(\.\d+)?)$` ? [] : undefined);
      assert.ok(setting.type === 'boolean' || words !== undefined, name);
    }
  });

  it('contributes nothing that runs: no task, debugger, terminal or build', () => {
    const points = Object.keys(manifest.contributes).filter((point) =>
      /task|debug|terminal|problemMatcher|authentication|proxy/i.test(point),
    );
    assert.deepEqual(points, []);
  });
});

describe('what ships', () => {
  /** Whoever may: the command line checks on all cores with a file of its own. */
  const ALLOWED = ['server/src/cli/threads.ts: node:worker_threads'];

  it('imports nothing that starts a program, evaluates a text or opens a connection', () => {
    const dangerous =
      /^(?:node:)?(?:child_process|cluster|vm|repl|inspector|worker_threads|net|tls|http2?|https|dgram|dns|undici)(?:\/|$)/;
    const found = sources.flatMap((file) =>
      importsOf(file)
        .filter((name) => dangerous.test(name))
        .map((name) => `${file.replaceAll('\\', '/')}: ${name}`),
    );
    assert.deepEqual(
      found.filter((line) => !ALLOWED.includes(line)),
      [],
    );
  });

  it('calls nothing of the kind either', () => {
    const calls =
      /\b(?:eval|fetch|importScripts|require)\(|\bnew (?:Function|WebSocket|EventSource|XMLHttpRequest)\b|\bsendBeacon\b|\bcreateTerminal\b|\bTask\b.*\bfrom 'vscode'|\bimport\((?!')/;
    const found = sources.filter((file) => calls.test(withoutComments(read(file))));
    assert.deepEqual(found, []);
  });

  it('opens no page but on request: only where a person has pressed something', () => {
    const opens = sources.filter((file) => /openExternal|showDocument\(/.test(read(file)));
    assert.deepEqual(
      opens.map((file) => file.replaceAll('\\', '/')),
      ['client/src/commands.ts', 'client/src/server.ts', 'server/src/lsp/tell-failure.ts'],
    );
  });
});

function importsOf(file: string): readonly string[] {
  return [...read(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  );
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g, '');
}

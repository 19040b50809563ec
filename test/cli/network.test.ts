import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { networkTryWords, readNetworkLog } from '../support/network-log.ts';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const EXAMPLES = resolve('examples');

/**
 * What cuts the network, and what looks on, as far as this machine has it and lets us: a network of its own with no
 * device in it, and strace. Whatever Node itself opens is seen everywhere.
 */
const PREFIXES = [
  ['unshare', '--map-root-user', '--net'],
  ['strace', '--follow-forks', '--quiet=all', '--trace=socket,connect,sendto', '--output'],
] as const;

describe('nothing leaves the machine', function () {
  this.timeout(60_000);
  let scratch: string;
  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'podspace-network-'));
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('sees it when something would', () => {
    const { seen } = run([
      '-e',
      "require('node:net').connect(9, '127.0.0.1').on('error', () => 0)",
    ]);
    assert.match(seen(), /net\.Socket\.connect|AF_INET/);
  });

  it('when the command line checks, fixes, explains and draws', () => {
    const pod = globSync('examples/**/shop.yaml')[0] ?? '';
    for (const args of [
      ['check', EXAMPLES],
      ['check', '--format', 'sarif', EXAMPLES],
      ['check', '--fix-unsafe', '--dry-run', EXAMPLES],
      ['explain', 'port-conflict'],
      ['map', pod],
      ['--help'],
    ]) {
      const { code, out, seen } = run([resolve('dist/cli.js'), ...args]);
      assert.ok(code === 0 || code === 1, `${args.join(' ')}: ${code}`);
      assert.ok(out.length > 0);
      assert.equal(seen(), '');
    }
  });

  it('when the server reads a workspace and is asked', async () => {
    const { command, args, env, seen } = watched([resolve('dist/server.js'), '--stdio']);
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const client = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const file = resolve(globSync('examples/**/shop.yaml')[0] ?? '');
    const uri = pathToFileURL(file).href;
    const published = new Promise<void>((told) => {
      client.onNotification('textDocument/publishDiagnostics', () => told());
    });
    client.listen();
    const root = pathToFileURL(EXAMPLES).href;
    await client.sendRequest('initialize', { processId: null, rootUri: root, capabilities: {} });
    await client.sendNotification('initialized', {});
    const text = readFileSync(file, 'utf8');
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    await published;
    const position = {
      line: text.split('\n').findIndex((line) => line.includes('image:')),
      character: 12,
    };
    for (const method of ['hover', 'completion', 'definition', 'documentLink', 'codeLens'])
      await client.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position });
    const range = { start: position, end: position };
    await client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    await client.sendRequest('podspace/tree', {});
    const ended = new Promise((done) => child.once('exit', done));
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    await ended;
    client.dispose();
    assert.equal(seen(), '');
  });

  interface Watched {
    readonly command: string;
    readonly args: string[];
    readonly env: NodeJS.ProcessEnv;
    /** Each try to reach anything, with its stack or as the system call that it is. */
    readonly seen: () => string;
  }

  function run(node: readonly string[]): {
    readonly code: number | null;
    readonly out: string;
    readonly seen: () => string;
  } {
    const { command, args, env, seen } = watched(node);
    const { status, stdout } = spawnSync(command, args, { env, encoding: 'utf8' });
    return { code: status, out: stdout, seen };
  }

  function watched(node: readonly string[]): Watched {
    const number = globSync(join(scratch, '*')).length;
    const log = join(scratch, `${number}.log`);
    const trace = join(scratch, `${number}.trace`);
    const prefix = PREFIXES.flatMap(([program, ...flags]): readonly string[] => {
      const whole = program === 'strace' ? [program, ...flags, trace] : [program, ...flags];
      const [first = '', ...rest] = whole;
      return spawnSync(first, [...rest, 'true']).status === 0 ? whole : [];
    });
    const guard = ['--require', resolve('test/support/network-guard.cjs')];
    const [command = '', ...args] = [...prefix, process.execPath, ...guard, ...node];
    return {
      command,
      args,
      env: { ...process.env, PODSPACE_NETWORK_LOG: log },
      seen() {
        const calls = existsSync(trace) ? readFileSync(trace, 'utf8').split('\n') : [];
        const outward = calls.filter((line) => line.includes('AF_INET'));
        const { watched, tries } = readNetworkLog(log);
        assert.ok(watched.length > 0, 'nobody looked on');
        return [...outward, ...tries.map(networkTryWords)].join('\n').trim();
      },
    };
  }
});

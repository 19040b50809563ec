import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ProtocolConnection, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { nodeRuntime } from '../../server/src/lsp/node/runtime.ts';
import { normalUri } from '../../server/src/lsp/uri.ts';
import { pod } from './support/manifests.ts';

/** Two volumes of one name: an error by the API server's own word. */
const WRONG = pod('web', 'app').replace(
  'containers:',
  'volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]\n  containers:',
);

describe('the server in Node', () => {
  let folder: string;
  const uri = (path: string): string => normalUri(pathToFileURL(join(folder, path)).toString());
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'podspace lsp-')));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('finds and reads files', () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const { files } = nodeRuntime(log);

    it('of manifests and configuration, in no ignored folder and through no linked one', async () => {
      for (const path of ['a/b', 'node_modules/x', '.git', 'a/vendor'])
        await mkdir(join(folder, path), { recursive: true });
      const paths = ['a/b/web.yaml', 'a/.podspace.yaml', 'c.JSON', 'a/Kustomization', 'a/x.txt'];
      for (const path of [...paths, 'node_modules/x/a.yaml', '.git/a.yml', 'a/vendor/a.yml'])
        await writeFile(join(folder, path), '');
      await symlink(folder, join(folder, 'a/loop'));
      assert.deepEqual(
        [...(await files.find(uri('')))].sort(),
        ['a/.podspace.yaml', 'a/Kustomization', 'a/b/web.yaml', 'c.JSON'].map(uri),
      );
    });

    it('as text, or says what they are instead', async () => {
      await writeFile(join(folder, 'text.yaml'), '\uFEFFa: ä\r\n');
      await writeFile(join(folder, 'latin.yaml'), Buffer.from([0x61, 0xe4, 0x0a]));
      await writeFile(join(folder, 'zero.yaml'), Buffer.from([0x61, 0x00]));
      await writeFile(join(folder, 'huge.yaml'), Buffer.alloc(10 * 1024 * 1024 + 1, 0x23));
      assert.deepEqual(await files.read(uri('text.yaml')), { type: 'text', text: 'a: ä\r\n' });
      assert.deepEqual(await files.read(uri('latin.yaml')), { type: 'binary' });
      assert.deepEqual(await files.read(uri('zero.yaml')), { type: 'binary' });
      assert.deepEqual(await files.read(uri('huge.yaml')), { type: 'too-large' });
      assert.deepEqual(await files.read(uri('none.yaml')), { type: 'missing' });
      assert.deepEqual(await files.read(uri('')), { type: 'missing' });
      assert.deepEqual(await files.read('untitled:Untitled-1'), { type: 'missing' });
    });
  });

  describe('as a process with --stdio', () => {
    let process: ChildProcess;
    let client: ProtocolConnection;
    let heard: (params: PublishDiagnosticsParams) => void = () => undefined;

    beforeEach(async () => {
      process = spawn(globalThis.process.execPath, [
        fileURLToPath(new URL('../../server/src/lsp/node/server.ts', import.meta.url)),
        '--stdio',
      ]);
      const { stdin, stdout } = process;
      assert.ok(stdin && stdout);
      client = createProtocolConnection(
        new StreamMessageReader(stdout),
        new StreamMessageWriter(stdin),
      );
      client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
        heard(params),
      );
      client.listen();
      await writeFile(join(folder, 'web.yaml'), WRONG);
      await client.sendRequest('initialize', {
        processId: globalThis.process.pid,
        rootUri: pathToFileURL(folder).toString(),
        capabilities: {},
      });
    });
    afterEach(() => {
      client.dispose();
      process.kill();
    });

    /** The next publication for the file that `wanted` accepts. */
    const published = (
      path: string,
      wanted: (count: number) => boolean,
    ): Promise<PublishDiagnosticsParams> =>
      new Promise((resolve) => {
        heard = (params) => {
          if (params.uri === uri(path) && wanted(params.diagnostics.length)) resolve(params);
        };
      });

    it('serves a client that knows nothing but the base protocol, and ends when it is told', async () => {
      const first = published('web.yaml', (count) => count > 0);
      await client.sendNotification('initialized', {});
      const [problem] = (await first).diagnostics;
      assert.equal(problem?.code, 'duplicate-name');

      // Such a client does not watch files, so the server does.
      const cleared = published('web.yaml', (count) => count === 0);
      await writeFile(join(folder, 'web.yaml'), pod('web', 'app'));
      await cleared;

      const ended = new Promise((resolve) => process.once('exit', resolve));
      await client.sendRequest('shutdown');
      await client.sendNotification('exit');
      assert.equal(await ended, 0);
    });
  });
});

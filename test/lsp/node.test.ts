import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { nodeRuntime } from '../../server/src/lsp/node/runtime.ts';
import { pod } from './support/manifests.ts';
import { StdioServer, uriIn } from './support/stdio-server.ts';

/** Two volumes of one name: an error by the API server's own word. */
const WRONG = pod('web', 'app').replace(
  'containers:',
  'volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]\n  containers:',
);

const LONG = `${'# läng\n'.repeat(30_000)}a: b\n`;

describe('the server in Node', () => {
  let folder: string;
  let outside: string;
  const uri = (path: string): string => uriIn(folder, path);
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'podspace lsp-')));
    outside = await mkdtemp(join(tmpdir(), 'podspace outside-'));
  });
  afterEach(async () => {
    for (const path of [folder, outside]) await rm(path, { recursive: true, force: true });
  });

  describe('finds and reads files', () => {
    const notes: string[] = [];
    const log = {
      info: () => undefined,
      warn: (message: string) => notes.push(message),
      error: () => undefined,
    };
    const { files } = nodeRuntime(log);
    beforeEach(() => notes.splice(0));
    afterEach(() => assert.deepEqual(notes, []));

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
      await writeFile(join(folder, 'empty.yaml'), '');
      await writeFile(join(folder, 'long.yaml'), LONG);
      await writeFile(join(folder, 'latin.yaml'), Buffer.from([0x61, 0xe4, 0x0a]));
      await writeFile(join(folder, 'zero.yaml'), Buffer.from([0x61, 0x00]));
      await writeFile(join(folder, 'huge.yaml'), Buffer.alloc(10 * 1024 * 1024 + 1, 0x23));
      assert.deepEqual(await files.read(uri('text.yaml')), { type: 'text', text: 'a: ä\r\n' });
      assert.deepEqual(await files.read(uri('empty.yaml')), { type: 'text', text: '' });
      assert.deepEqual(await files.read(uri('long.yaml')), { type: 'text', text: LONG });
      assert.deepEqual(await files.read(uri('latin.yaml')), { type: 'binary' });
      assert.deepEqual(await files.read(uri('zero.yaml')), { type: 'binary' });
      assert.deepEqual(await files.read(uri('huge.yaml')), { type: 'too-large' });
      assert.deepEqual(await files.read(uri('none.yaml')), { type: 'missing' });
      assert.deepEqual(await files.read(uri('')), { type: 'missing' });
      assert.deepEqual(await files.read('untitled:Untitled-1'), { type: 'missing' });
    });

    it('but for pipes and devices, which may never end', async () => {
      if (platform() === 'win32') return;
      execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
      await symlink('/dev/zero', join(folder, 'zero.yaml'));
      for (const path of ['pipe.yaml', 'zero.yaml'])
        assert.deepEqual(
          await files.read(uri(path)),
          { type: 'missing', reason: 'it is no regular file' },
          path,
        );
    });

    it('but for links that lead in circles, and has nothing to say of folders and of what is gone', async () => {
      await symlink(join(folder, 'b.yaml'), join(folder, 'a.yaml'));
      await symlink(join(folder, 'a.yaml'), join(folder, 'b.yaml'));
      await mkdir(join(folder, 'folder.yaml'));
      await symlink(join(folder, 'none'), join(folder, 'gone.yaml'));
      for (const path of ['folder.yaml', 'gone.yaml', 'folder.yaml/none.yaml'])
        assert.deepEqual(await files.read(uri(path)), { type: 'missing' }, path);
      const circle = await files.read(uri('a.yaml'));
      assert.match('reason' in circle ? circle.reason : '', /^ELOOP/);
      await files.find(uri(''));
    });

    it('but for what cannot be read', async () => {
      // A file that nobody can read from its beginning, not even root.
      if (!existsSync('/proc/self/mem')) return;
      await symlink('/proc/self/mem', join(folder, 'memory.yaml'));
      const memory = await files.read(uri('memory.yaml'));
      assert.match('reason' in memory ? memory.reason : '', /^EIO/);
    });

    it('but for what the user may not read, files and folders', async () => {
      if (platform() === 'win32') return;
      await mkdir(join(folder, 'closed'));
      for (const path of ['open.yaml', 'secret.yaml', 'closed/in.yaml'])
        await writeFile(join(folder, path), WRONG);
      await chmod(join(folder, 'secret.yaml'), 0);
      await chmod(join(folder, 'closed'), 0);
      await chmod(folder, 0o755);
      try {
        await asNobody(async () => {
          const found = [...(await files.find(uri('')))].sort();
          assert.deepEqual(found, ['open.yaml', 'secret.yaml'].map(uri));
          const secret = await files.read(uri('secret.yaml'));
          assert.match('reason' in secret ? secret.reason : '', /^EACCES/);
          const inner = await files.read(uri('closed/in.yaml'));
          assert.match('reason' in inner ? inner.reason : '', /^EACCES/);
          assert.equal((await files.read(uri('open.yaml'))).type, 'text');
          const watched = files.watch?.(uri(''), () => undefined);
          await files.find(uri(''));
          watched?.dispose();
        });
      } finally {
        await chmod(join(folder, 'closed'), 0o755);
      }
      const [note = '', ...others] = notes.splice(0);
      assert.ok(note.startsWith(`${join(folder, 'closed')} is left out: EACCES`), note);
      assert.deepEqual(others, [], 'it is noted once');
    });
  });

  describe('as a process with --stdio', () => {
    let server: StdioServer;

    beforeEach(async () => {
      await writeFile(join(folder, 'web.yaml'), WRONG);
      server = await StdioServer.start(folder);
    });
    afterEach(() => server.kill());

    const published = (
      path: string,
      wanted: (count: number) => boolean,
    ): Promise<PublishDiagnosticsParams> => server.published(path, wanted);

    it('serves a client that knows nothing but the base protocol, and ends when it is told', async () => {
      const first = published('web.yaml', (count) => count > 0);
      await server.client.sendNotification('initialized', {});
      const [problem] = (await first).diagnostics;
      assert.equal(problem?.code, 'duplicate-name');

      // Such a client does not watch files, so the server does.
      const cleared = published('web.yaml', (count) => count === 0);
      await writeFile(join(folder, 'web.yaml'), pod('web', 'app'));
      await cleared;

      // What grows past all bounds, goes, comes under another name, alone or with its folder.
      const wrong = (path: string): Promise<unknown> => published(path, (count) => count > 0);
      const right = (path: string): Promise<unknown> => published(path, (count) => count === 0);
      const then = async (wait: Promise<unknown>, act: Promise<unknown>): Promise<void> => {
        await act;
        await wait;
      };
      const at = (path: string): string => join(folder, path);
      await then(wrong('web.yaml'), writeFile(at('web.yaml'), WRONG));
      await then(right('web.yaml'), writeFile(at('web.yaml'), WRONG + '#'.repeat(11_000_000)));
      await then(wrong('web.yaml'), writeFile(at('web.yaml'), WRONG));
      await then(wrong('moved.yaml'), rename(at('web.yaml'), at('moved.yaml')));
      await mkdir(join(outside, 'in/deep'), { recursive: true });
      await writeFile(join(outside, 'in/deep/app.yaml'), WRONG.replace('name: web', 'name: app'));
      await then(wrong('in/deep/app.yaml'), rename(join(outside, 'in'), at('in')));
      await then(right('in/deep/app.yaml'), rename(at('in'), join(outside, 'out')));
      await then(right('moved.yaml'), rm(at('moved.yaml')));

      // A folder, and then a file, that stands for another one under the same name; what is no file any more.
      await then(wrong('in/deep/app.yaml'), rename(join(outside, 'out'), at('in')));
      const emptied = right('in/deep/app.yaml');
      await rm(at('in'), { recursive: true });
      await mkdir(at('in/deep'), { recursive: true });
      await emptied;
      await then(wrong('in/deep/app.yaml'), writeFile(at('in/deep/app.yaml'), WRONG));
      const replaced = right('in/deep/app.yaml');
      await rm(at('in/deep/app.yaml'));
      await then(replaced, mkdir(at('in/deep/app.yaml')));
      await then(
        wrong('in/deep/app.yaml/inner.yaml'),
        writeFile(at('in/deep/app.yaml/inner.yaml'), WRONG),
      );
      const again = wrong('in/deep/app.yaml');
      await rm(at('in/deep/app.yaml'), { recursive: true });
      await then(again, writeFile(at('in/deep/app.yaml'), WRONG));

      assert.equal(await server.end(), 0);
    });

    it('leaves no file handle and no watcher behind, whatever is opened, comes and goes', async function () {
      if (platform() !== 'linux') this.skip();
      this.timeout(60_000);
      const { client } = server;
      const first = published('web.yaml', (count) => count > 0);
      await client.sendNotification('initialized', {});
      await first;
      const before = heldBy(server);
      assert.ok(before.watchers > 0, 'the folder is watched');

      let most = 0;
      for (let round = 0; round < 20; round++) {
        const inner = `in${round}/deep`;
        const [path, moved] = [`${inner}/app.yaml`, `${inner}/moved.yaml`];
        await mkdir(join(folder, inner), { recursive: true });
        const come = published(path, (count) => count > 0);
        await writeFile(join(folder, path), WRONG);
        await come;
        const textDocument = { uri: uri(path), languageId: 'yaml', version: 1, text: WRONG };
        await client.sendNotification('textDocument/didOpen', { textDocument });
        await client.sendRequest('textDocument/codeAction', {
          textDocument,
          range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
          context: { diagnostics: [] },
        });
        await client.sendNotification('textDocument/didClose', { textDocument });
        const renamed = published(moved, (count) => count > 0);
        await rename(join(folder, path), join(folder, moved));
        await renamed;
        most = Math.max(most, heldBy(server).watchers);
        const gone = published(moved, (count) => count === 0);
        // What is moved away is still there, and so is a watcher that nobody has closed.
        if (round % 2 === 0) await rm(join(folder, `in${round}`), { recursive: true });
        else await rename(join(folder, `in${round}`), join(outside, `in${round}`));
        await gone;
      }
      assert.ok(most > before.watchers, 'what comes is watched too');
      for (let tries = 0; !isDeepStrictEqual(heldBy(server), before); tries++) {
        assert.ok(
          tries < 200,
          `${JSON.stringify(heldBy(server))}, ${JSON.stringify(before)} before`,
        );
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  });
});

/** What a process holds of the system: open files, connections and the like, and the folders that it watches. */
function heldBy({ process: { pid } }: StdioServer): {
  readonly handles: number;
  readonly watchers: number;
} {
  const handles = readdirSync(`/proc/${pid}/fd`).length;
  const watchers = readdirSync(`/proc/${pid}/fdinfo`)
    .map((fd) => readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8').split('inotify wd:').length - 1)
    .reduce((sum, count) => sum + count, 0);
  return { handles, watchers };
}

/** Root may read everything: it does this as somebody who may not. */
async function asNobody(act: () => Promise<void>): Promise<void> {
  const { seteuid } = globalThis.process;
  if (globalThis.process.geteuid?.() !== 0 || !seteuid) {
    await act();
    return;
  }
  seteuid(65_534);
  try {
    await act();
  } finally {
    seteuid(0);
  }
}

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { platform } from 'node:os';
import { join, resolve } from 'node:path';
import { before, describe, it } from 'mocha';
import { checkJson, runCli, withFolder } from './run-cli.ts';
import type { JsonReport } from './run-cli.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: example.com/web}]}
`;

/** Pipes, and links that nobody can follow. */
const hasStrangeFiles = platform() !== 'win32';

describe('podspace check, among files that are none', () => {
  before(() => assert.ok(existsSync('dist/cli.js'), 'npm run build comes first'));

  it('goes past pipes, devices and folders of such a name, and names links in circles', () => {
    if (!hasStrangeFiles) return;
    withFolder({ 'web.yaml': POD }, (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe.yaml'), join(folder, '.podspace.yaml')]);
      mkdirSync(join(folder, 'folder.yaml'));
      symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
      symlinkSync(folder, join(folder, 'folder.yaml/round'));
      symlinkSync(join(folder, 'b.yaml'), join(folder, 'a.yaml'));
      symlinkSync(join(folder, 'a.yaml'), join(folder, 'b.yaml'));
      const circle = ['a.yaml', 'b.yaml'].map((file) => ({ file, reason: 'unreadable' }));
      for (const [path, skipped] of [
        ['.', circle],
        ['web.yaml', []],
        ['*.yaml', circle],
      ] as const) {
        const { code, report } = checkJson(folder, [path]);
        assert.deepEqual([code, report.files, report.skipped], [0, 1, skipped], path);
      }
    });
  });

  it('leaves out with a word what cannot be read, unless it was named', () => {
    if (!existsSync('/proc/self/mem')) return;
    withFolder({ 'web.yaml': POD }, (folder) => {
      // A file that nobody can read from its beginning, not even root.
      symlinkSync('/proc/self/mem', join(folder, 'memory.yaml'));
      const { code, report } = checkJson(folder, ['.']);
      const skipped = [{ file: 'memory.yaml', reason: 'unreadable' }];
      assert.deepEqual([code, report.files, report.skipped], [0, 1, skipped]);
      const { out } = runCli(folder, ['check', '.']);
      assert.equal(out, 'No problems in 1 file; 1 skipped (not readable).\n');
      const named = runCli(folder, ['check', 'memory.yaml']);
      assert.equal(named.code, 2);
      assert.match(named.err, /cannot read .*memory\.yaml/);
    });
  });

  it('leaves out with a word what the user may not read, a file, a folder, and all in one', () => {
    const node = nodeWithoutPrivilege();
    if (!node) return;
    const files = ['web.yaml', 'secret.yaml', 'closed/in.yaml', 'listed/in.yaml'];
    withFolder(Object.fromEntries(files.map((path) => [path, POD])), (folder) => {
      const modes = { 'secret.yaml': 0, closed: 0, listed: 0o444 };
      for (const [path, mode] of Object.entries(modes)) chmodSync(join(folder, path), mode);
      const args = [...node.args, resolve('dist/cli.js'), 'check', '.', '--format', 'json'];
      const { stdout } = spawnSync(node.program, args, { cwd: folder, encoding: 'utf8' });
      for (const path of ['closed', 'listed']) chmodSync(join(folder, path), 0o755);
      const { files: read, skipped } = JSON.parse(stdout) as JsonReport;
      assert.equal(read, 1);
      assert.deepEqual(
        skipped,
        ['closed', 'listed/in.yaml', 'secret.yaml'].map((file) => ({ file, reason: 'unreadable' })),
      );
    });
  });

  it('reads a pipe that is named, as a shell makes one of a command', () => {
    if (!existsSync('/dev/stdin')) return;
    withFolder({ 'web.yaml': POD }, (folder) => {
      const shell = `cat web.yaml | ${process.execPath} ${join(process.cwd(), 'dist/cli.js')} check /dev/stdin`;
      const out = execFileSync('sh', ['-c', shell], { cwd: folder, encoding: 'utf8' });
      assert.match(out, /^No problems in 1 file/);
    });
  });
});

/** What runs Node so that permissions count for it; undefined where that is not to be had. */
function nodeWithoutPrivilege(): { program: string; args: readonly string[] } | undefined {
  if (platform() === 'win32') return undefined;
  if (process.geteuid?.() !== 0) return { program: process.execPath, args: [] };
  const dropped = '-dac_override,-dac_read_search';
  const program = 'setpriv';
  const args = [`--bounding-set=${dropped}`, `--inh-caps=${dropped}`];
  const { status } = spawnSync(program, [...args, 'true']);
  return status === 0 ? { program, args: [...args, process.execPath] } : undefined;
}

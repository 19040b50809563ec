import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { checkJson, runCli, withFolder } from './run-cli.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: example.com/web}]}
`;

/** Pipes, and links that nobody can follow. */
const hasStrangeFiles = platform() !== 'win32';

describe('podspace check, among files that are none', () => {
  before(() => assert.ok(existsSync('dist/cli.js'), 'npm run build comes first'));

  it('goes past pipes, devices, folders of such a name and links in circles', () => {
    if (!hasStrangeFiles) return;
    withFolder({ 'web.yaml': POD }, (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe.yaml'), join(folder, '.podspace.yaml')]);
      mkdirSync(join(folder, 'folder.yaml'));
      symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
      symlinkSync(folder, join(folder, 'folder.yaml/round'));
      symlinkSync(join(folder, 'b.yaml'), join(folder, 'a.yaml'));
      symlinkSync(join(folder, 'a.yaml'), join(folder, 'b.yaml'));
      for (const path of ['.', 'web.yaml', '*.yaml']) {
        const { code, report } = checkJson(folder, [path]);
        assert.deepEqual([code, report.files, report.skipped], [0, 1, []], path);
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

  it('reads a pipe that is named, as a shell makes one of a command', () => {
    if (!existsSync('/dev/stdin')) return;
    withFolder({ 'web.yaml': POD }, (folder) => {
      const shell = `cat web.yaml | ${process.execPath} ${join(process.cwd(), 'dist/cli.js')} check /dev/stdin`;
      const out = execFileSync('sh', ['-c', shell], { cwd: folder, encoding: 'utf8' });
      assert.match(out, /^No problems in 1 file/);
    });
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { npm, runCommand } from '../../scripts/editor/run-command.ts';

const vsce = 'node_modules/@vscode/vsce/vsce';

describe('what is published', function () {
  this.timeout(120_000);
  let scratch: string;

  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'podspace-package-'));
  });

  after(async () => {
    rmSync(scratch, { recursive: true });
    // Packaging leaves a build for production.
    await runCommand(process.execPath, ['scripts/build.ts'], { cwd: projectRoot });
  });

  it('is a small extension', async () => {
    const file = join(scratch, 'podspace.vsix');
    const args = [vsce, 'package', '--no-dependencies', '--out', file];
    await runCommand(process.execPath, args, { cwd: projectRoot });
    const { size } = statSync(file);
    assert.ok(size < 1_500_000, `${size} bytes`);
  });

  it('is, in the extension, the two bundles and what VS Code shows', async () => {
    const output = await runCommand(process.execPath, [vsce, 'ls', '--no-dependencies'], {
      cwd: projectRoot,
    });
    const files = output.trim().split('\n');
    for (const file of [
      'package.json',
      'LICENSE',
      'dist/client.js',
      'dist/server.js',
      'dist/server-code.js',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    const allowed =
      /^(dist\/|syntaxes\/|images\/|snippets\/|schemas\/|l10n\/|examples\/|[^/]+\.(json|md)$|LICENSE$|NOTICE$)/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file) || file.endsWith('.map')),
      [],
    );
    assert.ok(!files.some((file) => /^dist\/cli[.-]/.test(file)), 'the command line is for npm');
  });

  it('is, in the npm package, the command line and the server', async () => {
    const output = await npm(projectRoot, 'pack', '--dry-run', '--json', '--ignore-scripts');
    const [list] = JSON.parse(output.slice(output.indexOf('['))) as [{ files: { path: string }[] }];
    const files = list.files.map((file) => file.path).sort();
    for (const file of [
      'LICENSE',
      'dist/cli.js',
      'dist/cli-code.js',
      'dist/package.json',
      'dist/server.js',
      'dist/server-code.js',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    assert.deepEqual(
      files.filter(
        (file) => !/^(dist\/(cli|server)(-code)?\.js|dist\/package\.json|[^/]+)$/.test(file),
      ),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { npm, runCommand } from '../../scripts/editor/run-command.ts';

describe('what is published', function () {
  this.timeout(60_000);

  it('is, in the extension, the two bundles and what VS Code shows', async () => {
    // `vsce ls` prepares nothing, so this lists what the last build left.
    const program = 'node_modules/@vscode/vsce/vsce';
    const output = await runCommand(process.execPath, [program, 'ls', '--no-dependencies'], {
      cwd: projectRoot,
    });
    const files = output.trim().split('\n');
    for (const file of ['package.json', 'LICENSE', 'dist/client.js', 'dist/server.js']) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    const allowed = /^(dist\/|syntaxes\/|images\/|snippets\/|schemas\/|[^/]+\.(json|md)$|LICENSE$)/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file) || file.endsWith('.map')),
      [],
    );
    assert.ok(!files.includes('dist/cli.js'), 'the command line is for npm');
  });

  it('is, in the npm package, the command line and the server', async () => {
    const output = await npm(projectRoot, 'pack', '--dry-run', '--json', '--ignore-scripts');
    const [list] = JSON.parse(output.slice(output.indexOf('['))) as [{ files: { path: string }[] }];
    const files = list.files.map((file) => file.path).sort();
    for (const file of ['LICENSE', 'dist/cli.js', 'dist/package.json', 'dist/server.js']) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    assert.deepEqual(
      files.filter((file) => !/^(dist\/(cli|server)\.js|dist\/package\.json|[^/]+)$/.test(file)),
      [],
    );
  });
});

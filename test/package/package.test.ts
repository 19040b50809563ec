import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { prepareWebEditor } from '../../scripts/editor/web-editor.ts';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { npm, runCommand } from '../../scripts/editor/run-command.ts';
import { Workbench } from '../workbench/workbench.ts';

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

  it('is a small extension, byte for byte the same wherever and whenever it is made', async () => {
    const file = join(scratch, 'podspace.vsix');
    const make = (cwd: string, out: string, timeZone: string): Promise<string> =>
      runCommand(process.execPath, ['scripts/package.ts', out], {
        cwd,
        env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000', TZ: timeZone },
      });
    await make(projectRoot, file, 'UTC');
    const { size } = statSync(file);
    assert.ok(size < 1_500_000, `${size} bytes`);

    const elsewhere = join(scratch, 'else where');
    copySources(elsewhere);
    const again = join(scratch, 'again.vsix');
    await make(elsewhere, again, 'Asia/Tokyo');
    assert.ok(readFileSync(file).equals(readFileSync(again)), 'the two differ');
  });

  it('is an extension that installs into a real VS Code and works there', async () => {
    const extensions = join(scratch, 'extensions');
    const editor = await prepareWebEditor();
    await runCommand(
      process.execPath,
      [
        join(editor, 'out/server-main.js'),
        `--install-extension=${join(scratch, 'podspace.vsix')}`,
        `--extensions-dir=${extensions}`,
        `--server-data-dir=${join(scratch, 'editor')}`,
      ],
      { cwd: scratch },
    );
    const folder = join(scratch, 'manifests');
    mkdirSync(folder);
    copyFileSync('examples/port-in-many-places/shop.yaml', join(folder, 'shop.yaml'));
    const workbench = await Workbench.open(folder, { extensions, podspace: 'installed' });
    try {
      await workbench.openFile('shop.yaml');
      await workbench.waitForSquiggles('error', 2);
      await workbench.screenshot('installed');
    } finally {
      await workbench.close();
    }
  });

  // An extension that is under development is trusted everywhere, so only one that is installed can show it.
  it('has its full function in a folder that nobody trusts, and follows the settings there', async () => {
    const folder = join(scratch, 'untrusted');
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    copyFileSync('examples/port-in-many-places/shop.yaml', join(folder, 'shop.yaml'));
    copyFileSync('test/manifests/log-shipper.yaml', join(folder, 'log-shipper.yaml'));
    const settings = { 'podspace.rules': { 'file-not-shared': 'off' } };
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    const workbench = await Workbench.open(folder, {
      extensions: join(scratch, 'extensions'),
      podspace: 'installed',
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
      },
    });
    try {
      const trust = workbench.page.locator('[id="status.workspaceTrust"]');
      await trust.getByText('Restricted Mode').waitFor();
      await workbench.openFile('shop.yaml');
      await workbench.waitForSquiggles('error', 2);
      await workbench.goToText('containerPort: 8080', 'containerPort: 8'.length);
      assert.match(await workbench.hover(), /port-conflict/);
      await workbench.page.keyboard.press('Escape');
      const title = (await workbench.openLightBulb()).find((one) => /port to \d+/.test(one));
      await workbench.pickAction(title ?? assert.fail('no fix is offered'));
      await workbench.waitForSquiggles('error', 0);
      await workbench.openViewContainer('Podspace');
      await workbench.treeRow('shop').waitFor();
      await workbench.runCommand('Podspace: Show Pod Map');
      await workbench.page
        .frameLocator('iframe.webview')
        .frameLocator('iframe#active-frame')
        .locator('.part')
        .first()
        .waitFor();
      await workbench.openFile('log-shipper.yaml');
      assert.match(await workbench.languageStatus(), /^1 pod checked\n/);
      await workbench.waitForSquiggles('error', 0);
      await workbench.screenshot('restricted');
    } finally {
      await workbench.close();
    }
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
      'dist/language-client.js',
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

  it('runs from an empty folder, with nothing else installed and no network', async () => {
    await npm(projectRoot, 'pack', '--ignore-scripts', '--pack-destination', scratch);
    const folder = join(scratch, 'empty');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{}');
    const [tarball = ''] = globSync(join(scratch, 'podspace-*.tgz'));
    const alone = ['--offline', '--no-audit', '--cache', join(scratch, 'cache')];
    await npm(folder, 'install', ...alone, tarball);
    const installed = readdirSync(join(folder, 'node_modules')).filter((name) => /^\w/.test(name));
    assert.deepEqual(installed, ['podspace']);

    copyFileSync('examples/web-with-content/right.yaml', join(folder, 'right.yaml'));
    copyFileSync('examples/port-in-many-places/shop.yaml', join(folder, 'wrong.yaml'));
    // `npx podspace …`.
    const podspace = (...args: string[]): Promise<string> =>
      npm(folder, 'exec', ...alone, '--', 'podspace', ...args);
    assert.match(await podspace('check', 'right.yaml'), /^No problems in 1 file\.$/m);
    await assert.rejects(podspace('check', 'wrong.yaml'), /Port 8080\/TCP is already taken/);
    assert.match(await podspace('explain', 'port-conflict'), /^Wrong$/m);
    const server = join(folder, 'node_modules/.bin/podspace-language-server');
    assert.match(await initialize(server), /"name":"Podspace"/);
  });
});

/** All but what is made from it, as new files. */
function copySources(to: string): void {
  const made = ['.git', 'node_modules', 'dist', 'out', 'test', '.vscode-test', 'test-results'];
  for (const name of readdirSync(projectRoot)) {
    if (!made.includes(name) && !name.endsWith('.vsix'))
      cpSync(join(projectRoot, name), join(to, name), { recursive: true });
  }
  rmSync(join(to, 'server/src/kubernetes/generated'), { recursive: true });
  cpSync(
    join(projectRoot, 'server/src/kubernetes/generated'),
    join(to, 'server/src/kubernetes/generated'),
    { recursive: true, filter: (path) => !/\.(?:js|json|txt)$/.test(path) },
  );
  symlinkSync(join(projectRoot, 'node_modules'), join(to, 'node_modules'));
}

/** The beginning of what the language server answers. */
async function initialize(server: string): Promise<string> {
  const message = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  const child = spawn(server, ['--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    child.stdin.write(`Content-Length: ${message.length}\r\n\r\n${message}`);
    let answer = '';
    for await (const chunk of child.stdout) {
      answer += String(chunk);
      if (answer.includes('serverInfo')) break;
    }
    return answer;
  } finally {
    child.kill();
  }
}

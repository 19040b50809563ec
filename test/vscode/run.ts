/**
 * Runs the suite of `suite/` inside a real VS Code: the desktop one, downloaded, where there is a
 * display and Microsoft's servers answer; else the web editor. PODSPACE_VSCODE=desktop, =web or
 * =/PATH/TO/EXECUTABLE decides otherwise. Nothing of ours may open a connection meanwhile.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { bundleStandIns } from '../stand-ins/bundle.ts';
import { prepareChromium } from '../../scripts/editor/chromium.ts';
import { hasDisplay } from '../../scripts/editor/desktop.ts';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { prepareWebEditor } from '../../scripts/editor/web-editor.ts';
import { networkTryWords, readNetworkLog } from '../support/network-log.ts';
import type { NetworkTry } from '../support/network-log.ts';

const out = join(projectRoot, 'out/vscode');
const launcher = join(import.meta.dirname, 'launcher');

await bundleSuite();
const standIns = await bundleStandIns();
const executable = await chooseExecutable();
const scratch = await mkdtemp(join(tmpdir(), 'podspace-suite-'));
const workspace = join(scratch, 'workspace');
const networkLog = join(scratch, 'network.log');
try {
  if (executable === launcher) await cutNetwork();
  // The tests type into the files, so they get a copy.
  await cp(join(projectRoot, 'test/manifests'), workspace, { recursive: true });
  await runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: join(out, 'index.js'),
    extensionTestsEnv: {
      NODE_OPTIONS: `--require ${join(projectRoot, 'test/support/network-guard.cjs')}`,
      PODSPACE_NETWORK_LOG: networkLog,
    },
    launchArgs: [workspace, `--extensions-dir=${standIns}`],
  });
  assertNothingLeft();
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** VS Code loads CommonJS. Each test file stays a file of its own, because mocha adds its globals late. */
async function bundleSuite(): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await build({
    entryPoints: [
      join(projectRoot, 'test/vscode/suite/index.ts'),
      join(projectRoot, 'test/vscode/suite/*.test.ts'),
    ],
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
  await writeFile(join(out, 'package.json'), '{ "type": "commonjs" }\n');
}

async function chooseExecutable(): Promise<string | undefined> {
  const wanted = process.env['PODSPACE_VSCODE'];
  if (wanted === undefined) {
    return hasDisplay() && (await canDownload()) ? undefined : launcher;
  }
  return (
    { desktop: undefined, web: launcher }[wanted] ?? (wanted === 'desktop' ? undefined : wanted)
  );
}

async function canDownload(): Promise<boolean> {
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok;
  } catch {
    // No way out, or none in time: the web editor then.
    return false;
  }
}

/** The web editor, its browser and all that they start have a loopback, and nothing else, where this machine permits it. */
async function cutNetwork(): Promise<void> {
  await prepareWebEditor();
  await prepareChromium();
  const cut = join(import.meta.dirname, 'without-network');
  if (spawnSync(cut, ['true']).status === 0) process.env['PODSPACE_WITHOUT_NETWORK'] = cut;
  else console.log('SKIPPED The network is not cut: this machine permits no network of its own.');
}

/** Neither by the extension nor by its server. The suite's own tries show that somebody looked. */
function assertNothingLeft(): void {
  const { watched, tries } = readNetworkLog(networkLog);
  const from = (folder: string) => (one: NetworkTry) =>
    one.program.includes(folder) || one.stack.includes(folder);
  const seen = new Set(tries.filter(from(out)).map(({ tried }) => tried));
  const isWatched =
    watched.some((program) => program.includes(join(projectRoot, 'dist/server.js'))) &&
    ['net.Socket.connect', 'dns.lookup', 'fetch'].every((tried) => seen.has(tried));
  // A desktop VS Code takes no options for Node.
  if (!isWatched && executable !== launcher)
    console.log('SKIPPED This VS Code does not tell what connections its extensions open.');
  else if (!isWatched) throw new Error('Nobody has watched what connections are opened.');
  const ours = tries.filter(from(join(projectRoot, 'dist')));
  if (ours.length > 0)
    throw new Error(`Podspace has opened connections.\n${ours.map(networkTryWords).join('\n')}`);
}

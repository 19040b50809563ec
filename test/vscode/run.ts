/**
 * Runs the suite of `suite/` inside a real VS Code: the desktop one, downloaded, where there is a
 * display and Microsoft's servers answer; else the web editor. PODSPACE_VSCODE=desktop, =web or
 * =/PATH/TO/EXECUTABLE decides otherwise.
 */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { bundleStandIns } from '../stand-ins/bundle.ts';
import { hasDisplay } from '../../scripts/editor/desktop.ts';
import { projectRoot } from '../../scripts/editor/paths.ts';

const out = join(projectRoot, 'out/vscode');

await bundleSuite();
const standIns = await bundleStandIns();
const executable = await chooseExecutable();
const scratch = await mkdtemp(join(tmpdir(), 'podspace-suite-'));
const workspace = join(scratch, 'workspace');
try {
  // The tests type into the files, so they get a copy.
  await cp(join(projectRoot, 'test/manifests'), workspace, { recursive: true });
  await runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: join(out, 'index.js'),
    launchArgs: [workspace, `--extensions-dir=${standIns}`],
  });
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
  const launcher = join(import.meta.dirname, 'launcher');
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

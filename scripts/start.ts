/**
 * `npm start [-- FOLDER]`: an editor on `examples/` (or FOLDER) with the extension loaded from this
 * checkout. The VS Code that is installed here, else the web editor; PODSPACE_VSCODE=web or
 * PODSPACE_VSCODE=desktop decides otherwise.
 */
import { spawn } from 'node:child_process';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findDesktop, hasDisplay } from './editor/desktop.ts';
import { freePort } from './editor/free-port.ts';
import { cacheRoot, projectRoot } from './editor/paths.ts';
import { runCommand } from './editor/run-command.ts';
import { calmSettings, startWebServer } from './editor/web-server.ts';

const browserOpeners: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd.exe', '/d', '/s', '/c', 'start', ''],
};

const folder = resolve(process.argv[2] ?? join(projectRoot, 'examples'));

await runCommand(process.execPath, [join(projectRoot, 'scripts/build.ts')], { cwd: projectRoot });

const wanted = process.env['PODSPACE_VSCODE'];
const desktop =
  wanted === 'web' || (wanted === undefined && !hasDisplay()) ? undefined : findDesktop();
if (desktop !== undefined) {
  startDesktop(desktop);
} else if (wanted === 'desktop') {
  console.error('No VS Code found: put its `code` command on PATH.');
  process.exitCode = 1;
} else {
  await startInBrowser();
}

function startDesktop(program: string): void {
  console.log(`Opening ${folder} in VS Code…`);
  const args = ['--new-window', `--extensionDevelopmentPath=${projectRoot}`, folder];
  const child =
    process.platform === 'win32'
      ? spawn('cmd.exe', ['/d', '/s', '/c', program, ...args], { stdio: 'inherit' })
      : spawn(program, args, { stdio: 'inherit' });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

async function startInBrowser(): Promise<void> {
  const dataFolder = join(cacheRoot, 'start');
  await linkExtension(join(dataFolder, 'extensions'));
  const server = await startWebServer({
    dataFolder,
    // The same address each time, unless it is taken.
    port: await freePort(8123),
    settings: { ...calmSettings, 'workbench.startupEditor': 'readme' },
    args: [`--default-folder=${folder}`],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void server.stop());
  }
  console.log(`\nPodspace is open at ${server.origin}/ (Ctrl-C ends it)\n`);
  if (hasDisplay()) {
    openBrowser(server.origin);
  }
  await server.ended;
}

/** Installs this checkout in the web editor, by a link: a rebuild and a reload of the page is all. */
async function linkExtension(extensions: string): Promise<void> {
  // The editor keeps a list of what is installed, and makes it anew where there is none.
  await rm(extensions, { recursive: true, force: true });
  await mkdir(extensions, { recursive: true });
  await symlink(projectRoot, join(extensions, 'podspace'), 'junction');
}

function openBrowser(address: string): void {
  const opener = browserOpeners[process.platform] ?? ['xdg-open'];
  const [program = '', ...args] = opener;
  // The address is printed too, so it does no harm if this one fails.
  spawn(program, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareWebEditor } from './web-editor.ts';

/** A running web editor. */
export interface WebServer {
  /** As in `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface WebServerOptions {
  /** Settings, logs and installed extensions of this server; made if missing. */
  readonly dataFolder: string;
  /** 0 for any free one. */
  readonly port: number;
  /** The user's settings to start with, where the data folder has none yet. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
}

/** Settings that keep the window to what is tested. */
export const calmSettings = {
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
} as const;

/** Starts the web editor on this machine's loopback address and waits until it listens. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const editor = await prepareWebEditor();
  await writeUserSettings(options.dataFolder, options.settings);
  const child = spawn(
    process.execPath,
    [
      join(editor, 'out/server-main.js'),
      '--host=127.0.0.1',
      `--port=${options.port}`,
      '--without-connection-token',
      '--accept-server-license-terms',
      '--telemetry-level=off',
      `--server-data-dir=${options.dataFolder}`,
      ...(options.args ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // However this process ends, the server goes with it.
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const ended = once(child, 'close').then(() => {
    process.off('exit', kill);
  });
  const port = await portOf(child);
  return { origin: `http://127.0.0.1:${port}`, ended, stop: () => stop(child, ended) };
}

async function writeUserSettings(
  dataFolder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const folder = join(dataFolder, 'data/User');
  const file = join(folder, 'settings.json');
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, JSON.stringify(settings, undefined, 2));
  }
}

/** The server prints the port that it was given. */
async function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000);
      const port = /listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) {
        resolve(Number(port));
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`The web editor did not start:\n${output}`)));
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 1000);
  await ended;
  clearTimeout(force);
}

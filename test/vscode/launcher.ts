/** What `launcher` runs: one test run of the web editor, with the arguments of the desktop one. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { launchChromium } from '../../scripts/editor/chromium.ts';
import { resultsRoot } from '../../scripts/editor/paths.ts';
import { calmSettings, startWebServer } from '../../scripts/editor/web-server.ts';
import { workbenchAddress } from '../../scripts/editor/workbench-address.ts';

const timeLimit = 180_000;
const workbenchTalk = /^(\[|Resolv|Creating a socket|Updating additional)/;
const logFile = join(resultsRoot, 'vscode.log');
mkdirSync(resultsRoot, { recursive: true });
writeFileSync(logFile, '');

const { values, positionals } = parseArgs({
  // Desktop-only switches such as --disable-gpu-sandbox are accepted and mean nothing here.
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});
const folder = positionals[0];
const { extensionDevelopmentPath, extensionTestsPath } = values;
if (
  folder === undefined ||
  typeof extensionDevelopmentPath !== 'string' ||
  typeof extensionTestsPath !== 'string'
) {
  throw new Error('launcher FOLDER --extensionDevelopmentPath=PATH --extensionTestsPath=PATH');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(1));
}
const dataFolder = await mkdtemp(join(tmpdir(), 'podspace-vscode-'));
const extensions = values['extensions-dir'];
const server = await startWebServer({
  dataFolder,
  port: 0,
  settings: calmSettings,
  args: [
    '--enable-smoke-test-driver',
    ...(typeof extensions === 'string' ? [`--extensions-dir=${extensions}`] : []),
  ],
});
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  const exit = new Promise<number>((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    void server.ended.then(() => reject(new Error('The web editor ended before the tests did.')));
    setTimeout(
      () => reject(new Error(`No result after ${timeLimit / 1000} s.`)),
      timeLimit,
    ).unref();
  });
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    print(type, args);
  });
  await page.goto(
    workbenchAddress({
      origin: server.origin,
      folder,
      extensionDevelopmentPath,
      extensionTestsPath,
    }),
  );
  process.exitCode = await exit;
  if (process.exitCode !== 0) {
    console.log(`All that was logged: ${logFile}`);
  }
} finally {
  await browser.close();
  await server.stop();
  // The last of its processes may still write a log.
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 10 });
}

/**
 * Every console line of the workbench and of the extension host arrives here, the tests' own among
 * them. All go to a file; shown are those that are not known for the workbench's own talk.
 */
function print(type: string, args: readonly unknown[]): void {
  const line = format(...args);
  appendFileSync(logFile, `[${type}] ${line}\n`);
  if (type === 'error' ? line.includes('podspace') : !workbenchTalk.test(line)) {
    console.log(line);
  }
}

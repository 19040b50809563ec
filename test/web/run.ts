/**
 * Runs the suite of `test/vscode/suite` in VS Code for the browser, where client and server are workers: the same
 * files, bundled for a browser.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { launchChromium } from '../../scripts/editor/chromium.ts';
import { freePort } from '../../scripts/editor/free-port.ts';
import { projectRoot, resultsRoot } from '../../scripts/editor/paths.ts';
import { startWebHost } from '../../scripts/editor/web-host.ts';
import { bundleSuite } from './bundle.ts';
import { TALLY_MARK } from './reporter.ts';

const timeLimit = 180_000;
const logFile = join(resultsRoot, 'web.log');
const suite = join(projectRoot, 'out/web/index.js');

mkdirSync(resultsRoot, { recursive: true });
writeFileSync(logFile, '');
await bundleSuite(suite);
const scratch = await mkdtemp(join(tmpdir(), 'podspace-web-'));
try {
  const folder = join(scratch, 'workspace');
  await cp(join(projectRoot, 'test/manifests'), folder, { recursive: true });
  process.exitCode = await runSuite(folder);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
async function runSuite(folder: string): Promise<number> {
  const host = await startWebHost({
    port: await freePort(),
    folder,
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: suite,
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) =>
      print(format(...args)),
    );
    const exit = new Promise<number>((resolve, reject) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      setTimeout(
        () => reject(new Error(`No result after ${timeLimit / 1000} s; see ${logFile}`)),
        timeLimit,
      ).unref();
    });
    await page.goto(host.origin);
    return await exit;
  } finally {
    await browser.close();
    host.stop();
  }
}

/** The workbench's own talk goes to the file only. */
function print(line: string): void {
  appendFileSync(logFile, `${line}\n`);
  const path = process.env['PODSPACE_TALLY'];
  if (line.startsWith(TALLY_MARK)) {
    if (path !== undefined) {
      appendFileSync(path, `${line.slice(TALLY_MARK.length)}\n`);
    }
  } else if (/^ {2}[✔✖]/.test(line)) {
    console.log(line);
  }
}

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/editor/chromium.ts';
import { projectRoot, resultsRoot } from '../../scripts/editor/paths.ts';

describe('npm start, where no VS Code is installed', () => {
  let child: ChildProcess;
  let browser: Browser;
  let page: Page;

  before(async () => {
    child = spawn(process.execPath, [join(projectRoot, 'scripts/start.ts')], {
      env: {
        ...process.env,
        PODSPACE_VSCODE: 'web',
        DISPLAY: undefined,
        WAYLAND_DISPLAY: undefined,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const address = await printedAddress(child);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    await page.goto(address);
  });

  after(async () => {
    await browser.close();
    child.kill('SIGKILL');
  });

  it('opens the examples in the web editor', async () => {
    const files = page.locator('.explorer-folders-view .monaco-list-row');
    await files.filter({ hasText: 'README.md' }).waitFor();
  });

  it('has the extension in it, with the pods of the examples', async () => {
    const label = page.locator('[aria-label^="Podspace"]');
    await page.locator('.activitybar .action-item', { has: label }).first().click();
    const rows = page.locator('.sidebar .tree-explorer-viewlet-tree-view .monaco-list-row');
    await rows.filter({ hasText: 'log-shipper' }).first().waitFor();
    await mkdir(resultsRoot, { recursive: true });
    await page.screenshot({ path: join(resultsRoot, 'start.png') });
  });

  it('ends without a complaint on Ctrl-C', async () => {
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 0);
  });
});

async function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\S+/.exec(output)?.[0];
      if (address !== undefined) {
        resolve(address);
      }
    });
    child.once('close', () => reject(new Error(`npm start ended:\n${output}`)));
  });
}

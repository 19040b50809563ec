import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { serversBelow } from '../support/server-processes.ts';
import { pictureFailures } from './failures.ts';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { doUntil, soon, waitFor } from './waiting.ts';
import { Workbench } from './workbench.ts';

describe('the workbench', () => {
  let scratch: Scratch;
  let workbench: Workbench;

  before(async () => {
    scratch = await copyOfManifests();
    workbench = await Workbench.open(scratch.folder);
  });

  pictureFailures(() => workbench);

  after(async () => {
    await workbench.close();
    await scratch.remove();
  });

  it('opens with the extension under development', async () => {
    await workbench.page.waitForFunction(
      'document.title.startsWith("[Extension Development Host]")',
    );
    await workbench.screenshot('workbench');
  });

  it('opens a manifest', async () => {
    await workbench.openFile('port-conflict.yaml');
    const text = await workbench.waitForText((shown) => shown.includes('kind: Pod'));
    assert.match(text, /containerPort: 8080/);
    await workbench.screenshot('manifest');
  });

  it('says once that the server ends again and again, with something to report', async function () {
    if (process.platform !== 'linux') this.skip();
    await workbench.waitForSquiggles('error', 2);
    await badge().waitFor();
    await endServers(6);
    await workbench.waitForSquiggles('error', 0);
    await doUntil(
      () => workbench.runCommand('Notifications: Show Notifications'),
      () => said().first().isVisible(),
      () => Promise.resolve('nothing is said'),
    );
    await workbench.screenshot('stopped');
    assert.equal(await said().count(), 1);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await doUntil(
      () => said().getByRole('button', { name: 'Report Issue' }).click(soon),
      () => dialog.isVisible(),
      () => Promise.resolve('no page is offered'),
    );
    assert.match(await dialog.innerText(), /github\.com\/podspace\/podspace\/issues\/new/);
    await doUntil(
      () => workbench.page.keyboard.press('Escape'),
      () => dialog.isHidden(),
      () => Promise.resolve('the question stays'),
    );
  });

  it('says that it has stopped also where it said what it found, and does not start by itself', async function () {
    if (process.platform !== 'linux') this.skip();
    await workbench.openViewContainer('Podspace');
    const view = workbench.page.locator('.sidebar .welcome-view:visible');
    await view.getByText("Podspace's server has stopped.").waitFor();
    await badge().waitFor({ state: 'hidden' });
    await workbench.openFile('nothing-wrong.yaml');
    await workbench.openFile('port-conflict.yaml');
    assert.match(await workbench.languageStatus(), /^Stopped/);
    await workbench.screenshot('stopped-view');
    assert.deepEqual(serversBelow(), []);
    await doUntil(
      () => view.getByRole('button', { name: 'Show Output' }).click(soon),
      () => workbench.page.locator('.output-view').isVisible(),
      () => Promise.resolve('no output is shown'),
    );
  });

  it('has it back, with what it found, when the user wants it', async function () {
    if (process.platform !== 'linux') this.skip();
    await workbench.languageStatus();
    const restart = workbench.page.locator('.hover-language-status').getByText('Restart');
    await doUntil(
      async () => {
        if (!(await restart.isVisible())) await workbench.languageStatus();
        await restart.click(soon);
      },
      () => Promise.resolve(serversBelow().length === 1),
      () => Promise.resolve('no server is started'),
    );
    await workbench.waitForSquiggles('error', 2);
    await badge().waitFor();
    await workbench.treeRow('shop').waitFor();
    await waitFor(
      async () => (await workbench.languageStatus()).startsWith('1 pod checked'),
      () => workbench.languageStatus(),
    );
    await workbench.screenshot('restarted');
  });

  const badge = () => workbench.page.locator('.activitybar [aria-label^="Podspace"] ~ .badge');
  const said = () =>
    workbench.page.locator('.notifications-center .notification-list-item', {
      hasText: 'Podspace has stopped',
    });
});

/** Kills each server as soon as it is there, until so many have ended. */
async function endServers(count: number): Promise<void> {
  const ended = new Set<number>();
  while (ended.size < count) {
    const alive = (): readonly number[] => serversBelow().filter((id) => !ended.has(id));
    await waitFor(
      () => Promise.resolve(alive().length > 0),
      () => Promise.resolve(`after ${ended.size} servers there is no other`),
    );
    for (const id of alive()) {
      process.kill(id, 'SIGKILL');
      ended.add(id);
    }
  }
}

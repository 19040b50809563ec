import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { pictureFailures } from './failures.ts';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { waitFor } from './waiting.ts';
import { Workbench } from './workbench.ts';

/** The tests follow one another as a person's actions do; each begins where the one before ended. */
describe('a person in the workbench', () => {
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

  it('sees both places of a port conflict underlined', async () => {
    await workbench.openFile('port-conflict.yaml');
    await workbench.waitForSquiggles('error', 2);
    await workbench.screenshot('port-conflict');
  });

  it('reads why when hovering over one', async () => {
    await workbench.goToText('containerPort: 8080', 'containerPort: 8'.length);
    const text = await workbench.hover();
    assert.match(text, /8080/);
    assert.match(text, /admin/);
    assert.match(text, /port-conflict/);
    await workbench.screenshot('port-conflict-hover');
    await workbench.page.keyboard.press('Escape');
  });

  it('moves one of them to a free port with the light bulb', async () => {
    const titles = await workbench.openLightBulb();
    await workbench.screenshot('port-conflict-light-bulb');
    const title = titles.find((candidate) => /port to \d+/.test(candidate));
    assert.ok(title, `offered: ${titles.join('; ')}`);
    await workbench.pickAction(title);
    const port = /port to (\d+)/.exec(title)?.[1] ?? '';
    await workbench.waitForSquiggles('error', 0);
    const text = await workbench.editorText();
    // The flag and the declaration at least; admin's probe goes with them.
    assert.ok(text.split(port).length - 1 >= 2, text);
    await workbench.screenshot('port-conflict-cured');
  });

  it('shares the logs of one container with another', async () => {
    await workbench.openFile('log-shipper.yaml');
    await workbench.waitForSquiggles('error', 1);
    await workbench.goToText('/var/log/app/app.log', 3, 'last');
    const titles = await workbench.openLightBulb();
    await workbench.screenshot('log-shipper-light-bulb');
    const title = titles.find((candidate) => /emptyDir|volume|[Mm]ount/.test(candidate));
    assert.ok(title, `offered: ${titles.join('; ')}`);
    await workbench.pickAction(title);
    await workbench.waitForText((text) => text.includes('emptyDir: {}'));
    await workbench.screenshot('log-shipper-cured');
  });

  it('finds nodes, pods and containers in a view of their own', async () => {
    await workbench.openViewContainer('Podspace');
    const rows = async (): Promise<string> =>
      (await workbench.treeRows().allInnerTexts()).join('\n');
    await waitFor(
      async () => {
        const text = await rows();
        return ['node-1', 'Any node', 'quiet', 'logging', 'shop'].every((row) =>
          text.includes(row),
        );
      },
      async () => `the rows are:\n${await rows()}`,
    );
    await workbench.screenshot('tree');
  });

  it('sees what a pod and a container hold', async () => {
    await workbench.expand('quiet');
    await workbench.expand('web');
    await workbench.treeRow('8080').waitFor();
    await workbench.treeRow('/www').waitFor();
    await workbench.screenshot('tree-open');
  });

  it('goes to the line of a row with a click', async () => {
    await workbench.comesTo(15, () => workbench.treeRow('/www').click());
    assert.ok(await workbench.activeTab('nothing-wrong.yaml').isVisible());
    await workbench.screenshot('tree-click');
  });

  it('is told why a template is not checked', async () => {
    await workbench.openFile('chart-template.yaml');
    const text = await workbench.languageStatus();
    assert.match(text, /Podspace/);
    assert.match(text, /template/i);
    await workbench.screenshot('status-template');
    await workbench.page.keyboard.press('Escape');
  });

  it('has the configuration completed and checked as it is typed', async () => {
    await writeFile(join(scratch.folder, '.podspace.yaml'), 'rules:\n');
    await workbench.openFile('.podspace.yaml');
    await workbench.waitForText((text) => text.startsWith('rules:'));
    await workbench.goTo(2, 1);
    const offered = (word: string): Locator =>
      workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: word }).first();
    await workbench.page.keyboard.type('  unused-v');
    await offered('unused-volume').waitFor();
    await workbench.screenshot('configuration-completion');
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForText((text) => text.includes('unused-volume:'));
    await workbench.page.keyboard.press('Control+Space');
    await offered('information').waitFor();
    await workbench.screenshot('configuration-values');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.type('mild');
    await workbench.waitForText((text) => text.includes('unused-volume: mild'));
    await workbench.waitForSquiggles('warning', 1);
    await workbench.goToText('mild', 1);
    assert.match(
      await workbench.hover(),
      /A rule is set to off, hint, information, warning or error/,
    );
    await workbench.screenshot('configuration-checked');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('ControlOrMeta+A');
    await workbench.page.keyboard.press('Delete');
    await workbench.waitForSquiggles('warning', 0);
  });

  it('finds the problems of manifests that were never opened', async () => {
    const rows = (await workbench.problems()).join('\n');
    await workbench.screenshot('problems');
    assert.match(rows, /deployment\.yaml/);
    assert.match(rows, /settings/);
  });
});

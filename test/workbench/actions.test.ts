import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { Workbench } from './workbench.ts';

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: web
          image: "nginx:1.27 "
          ports: [{containerPort: 80}]
          env: [{name: DATABASE_URL, value: "postgres://shop@localhost:5432/shop"}]
        - name: db
          image: postgres:16
`;
const MOVE = 'Move db into a Deployment of its own, reached as shop-db';

describe('code actions in the workbench', () => {
  let scratch: Scratch;
  let workbench: Workbench;

  before(async () => {
    scratch = await copyOfManifests();
    await writeFile(join(scratch.folder, 'actions.yaml'), SHOP);
    await mkdir(join(scratch.folder, '.vscode'));
    await writeFile(
      join(scratch.folder, '.vscode/settings.json'),
      '{"editor.codeActionsOnSave": {"source.fixAll.podspace": "explicit"}}',
    );
    workbench = await Workbench.open(scratch.folder);
    await workbench.openFile('actions.yaml');
    await workbench.waitForSquiggles('error', 1);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed() === true)
      await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  after(async () => {
    await workbench.close();
    await scratch.remove();
  });

  it('cure before they quiet', async () => {
    await workbench.goToText('nginx:1.27', 2);
    const titles = await workbench.openLightBulb();
    await workbench.screenshot('actions-light-bulb');
    const first = titles.findIndex((title) => title.startsWith('Ignore '));
    assert.ok(first > 0, titles.join('; '));
    assert.ok(titles.slice(first).some((title) => title.includes('.podspace.yaml')));
    await workbench.pickAction('Ignore image-whitespace here');
    await workbench.page.keyboard.type('the registry trims it');
    const text = await workbench.waitForText((shown) => shown.includes('trims it'));
    await workbench.screenshot('actions-ignored');
    assert.match(text, /# podspace-ignore image-whitespace: the registry trims it/);
    await workbench.waitForSquiggles('error', 0);
    await workbench.page.keyboard.press('Escape');
  });

  it('restructure from the refactor menu', async () => {
    await workbench.goToText('name: db', 7);
    await workbench.page.keyboard.press('Control+Shift+R');
    const rows = workbench.page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor();
    await workbench.screenshot('actions-refactor');
    await workbench.pickAction(MOVE);
    const text = await workbench.waitForText((shown) => shown.includes('kind: Service'));
    await workbench.screenshot('actions-moved');
    assert.match(text, /shop@shop-db:5432/);
  });

  it('ask for what a new sidecar is called', async () => {
    await workbench.goToText('name: web', 7);
    await workbench.page.keyboard.press('Control+Shift+R');
    const rows = workbench.page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor();
    await workbench.pickAction('Add a sidecar that shares a directory with web');
    await workbench.waitForText((shown) => shown.includes('web-helper'));
    await workbench.page.keyboard.type('content');
    await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.type('/usr/share/nginx/html');
    const text = await workbench.waitForText((shown) => shown.includes('nginx/html'));
    await workbench.screenshot('actions-sidecar');
    await workbench.page.keyboard.press('Escape');
    assert.equal(text.match(/mountPath: \/usr\/share\/nginx\/html/g)?.length, 2, text);
    assert.match(text, / {6}initContainers:\n {8}- name: content\n {10}restartPolicy: Always\n/);
  });

  it('fix what is safe on save', async () => {
    await workbench.goToText('# podspace-ignore', 0);
    await workbench.page.keyboard.press('Control+Shift+K');
    await workbench.waitForSquiggles('error', 1);
    await workbench.page.keyboard.press('Control+S');
    await workbench.waitForText((shown) => shown.includes('"nginx:1.27"'));
    await workbench.screenshot('actions-saved');
    await workbench.waitForSquiggles('error', 0);
  });
});

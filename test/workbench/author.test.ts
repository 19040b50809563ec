import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { bundleStandIns } from '../stand-ins/bundle.ts';
import { pictureFailures } from './failures.ts';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { Workbench } from './workbench.ts';

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      containers:
        - name: api
          image: registry.example.com/shop/api:1.4
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              port: http
          volumeMounts:
            - name: logs
              mountPath: /var/log/api
        - name: helper
          image: busybox
          command: [sh, -c, 'wget localhost:8080/ready; tail -F /logs/access.log']
          volumeMounts:
            - name: logs
              mountPath: /logs
              readOnly: true
      volumes:
        - name: logs
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: { app: shop }
  ports:
    - port: 80
      targetPort: http
`;

/** The YAML extension has a schema for it. */
const MAPPED = `apiVersion: v1
kind: Pod
metadata:
  name: mapped
spec:
  containers:
    - name: web
      image: nginx
      colour: blue
`;

/** The tests follow one another as an author's actions do; each begins where the one before ended. */
describe('an author in the workbench', () => {
  let scratch: Scratch;
  let workbench: Workbench;

  before(async () => {
    scratch = await copyOfManifests();
    await writeFile(join(scratch.folder, 'author.yaml'), SHOP);
    for (const name of ['mapped.yaml', 'mapped-too.yaml'])
      await writeFile(join(scratch.folder, name), MAPPED);
    workbench = await Workbench.open(scratch.folder, {
      extensions: await bundleStandIns(),
      settings: { 'yaml.schemas': { kubernetes: ['mapped.yaml', 'mapped-too.yaml'] } },
    });
    await workbench.openFile('author.yaml');
    await workbench.waitForText((text) => text.includes('containerPort'));
  });

  pictureFailures(() => workbench);

  after(async () => {
    await workbench.close();
    await scratch.remove();
  });

  /** What is said at a character of the first or last place in the file where a text stands. */
  const hoverOn = async (
    text: string,
    inside: number,
    which: 'first' | 'last' = 'first',
  ): Promise<string> => {
    const offset = (which === 'first' ? SHOP.indexOf(text) : SHOP.lastIndexOf(text)) + inside;
    const before = SHOP.slice(0, offset).split('\n');
    await workbench.page.keyboard.press('Escape');
    await workbench.goTo(before.length, (before.at(-1)?.length ?? 0) + 1);
    return workbench.hover();
  };

  it('reads on a port who listens there, how that is known, and who reaches it', async () => {
    const text = await hoverOn('containerPort: 8080', 'containerPort: 8'.length);
    await workbench.screenshot('hover-port');
    assert.match(text, /api listens on port 8080\/TCP\. \(likely; declared, line 17\)/);
    assert.match(text, /readiness probe of api \(line 20\)/);
    assert.match(text, /helper, at localhost \(line 26\)/);
    assert.match(text, /Service shop, port 80 \(line 43\)/);
    assert.ok(
      text.indexOf('listens on') < text.indexOf('API reference'),
      'what is known comes first',
    );
  });

  it('reads on a container, a volume, a path and an image what Podspace knows', async () => {
    assert.match(await hoverOn('- name: api', '- name: a'.length), /Shares network .* with helper/);
    await workbench.screenshot('hover-container');
    assert.match(
      await hoverOn('- name: logs', '- name: l'.length, 'last'),
      /helper has it at \/logs, read-only/,
    );
    await workbench.screenshot('hover-volume');
    assert.match(
      await hoverOn('/logs/access.log', 3),
      /access\.log of volume logs, also seen by \(certain; reads, line 26; mount, line 29\):\s+api at \/var\/log\/api\/access\.log/,
    );
    await workbench.screenshot('hover-path');
    assert.match(
      await hoverOn('localhost:8080', 'localhost:80'.length),
      /helper connects to port 8080 of its own pod\. \(certain; written, line 26\)/,
    );
    await workbench.screenshot('hover-connection');
    const silent = await hoverOn('image: busybox', 1);
    assert.match(silent, /helper listens on no port\. \(likely; what it runs, line 26\)/);
    assert.match(silent, /If that is wrong, declare the port under ports of helper/);
    await workbench.screenshot('hover-no-port');
    assert.match(await hoverOn('image: registry', 'image: r'.length), /api listens on port 8080/);
    await workbench.screenshot('hover-image');
  });

  it('corrects what is only inferred, with a link in the hover', async () => {
    await workbench.page
      .locator('.monaco-hover:not(.hidden) a', { hasText: 'Say what this image listens on' })
      .first()
      .click();
    await workbench.activeTab('.podspace.yaml').waitFor();
    await workbench.waitForText((text) => text.includes('8080'));
    await workbench.screenshot('describe-image');
    await workbench.page.keyboard.type('9090');
    const text = await workbench.waitForText((shown) => shown.includes('9090'));
    assert.equal(
      text.trimEnd(),
      'images:\n  - image: registry.example.com/shop/api\n    ports:\n      - 9090',
    );
  });

  it('is believed at once, and can take it back', async () => {
    await workbench.openFile('author.yaml');
    const text = await hoverOn('image: registry', 'image: r'.length);
    assert.match(text, /listens on port 9090\/TCP\. \(likely; said in \.podspace\.yaml/);
    await workbench.screenshot('describe-image-believed');
    await workbench.page.keyboard.press('Escape');
    await workbench.openFile('.podspace.yaml');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.waitForText((shown) => !shown.includes('9090'));
  });

  it('sees each fault once where another extension checks the fields', async () => {
    await workbench.openFile('mapped.yaml');
    await workbench.waitForSquiggles('error', 1);
    await workbench.goToText('colour', 1);
    const text = await workbench.hover();
    assert.match(text, /Property colour is not allowed/);
    assert.doesNotMatch(text, /unknown-field/);
    await workbench.screenshot('other-extension');
    await workbench.page.keyboard.press('Escape');
  });

  it('is told once that fields are left to it', async () => {
    await workbench.openFile('mapped-too.yaml');
    await workbench.waitForSquiggles('error', 1);
    await workbench.runCommand('Notifications: Show Notifications');
    const said = workbench.page.locator('.notifications-center .notification-list-item', {
      hasText: 'Another extension checks the fields',
    });
    await said.first().waitFor();
    await workbench.screenshot('other-extension-said');
    assert.equal(await said.count(), 1);
  });
});

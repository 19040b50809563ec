import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { pictureFailures } from './failures.ts';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { waitFor } from './waiting.ts';
import { Workbench } from './workbench.ts';

const SHOP = `apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  containers:
    - name: web
      image: nginx:1.27
      env: [{name: DATABASE_URL, value: "postgres://shop@localhost:5432/shop"}]
    - name: db
      image: postgres:16
    - name: log
      image: busybox:1.36
      command: [sh, -c, 'while sleep 1; do date >> /var/log/shop/shop.log; done']
`;
const HELPED = SHOP.replace(
  '  containers:',
  `  initContainers:
    - name: proxy
      image: envoyproxy/envoy:v1.32.0
      restartPolicy: Always
  containers:`,
);

/** What is done where, and what the file then has that it had not. */
const REFACTORINGS: readonly (readonly [title: string, at: string, after: RegExp, of?: string])[] =
  [
    [
      'Move db into a Pod of its own, reached as shop-db',
      'name: db',
      /shop@shop-db:5432[^]*kind: Pod\nmetadata:\n {2}name: shop-db\n[^]*kind: Service\n/,
    ],
    [
      'Wrap this Pod into a Deployment',
      'kind: Pod',
      /kind: Deployment\n[^]*matchLabels:\n {6}app: shop\n {2}template:\n/,
    ],
    [
      'Make log a native sidecar (Kubernetes 1.29 and later)',
      'name: log',
      /initContainers:\n {4}- name: log\n {6}restartPolicy: Always\n[^]* {2}containers:\n {4}- name: web\n/,
    ],
    [
      'Make proxy a main container',
      'name: proxy',
      /^(?![^]*restartPolicy)[^]*name: log\n[^]*- name: proxy\n/,
      HELPED,
    ],
    [
      'Add a sidecar that shows /var/log/shop/shop.log in its log',
      'name: log',
      /initContainers:\n {4}- name: log-log\n[^]*readOnly: true\n[^]*emptyDir: \{\}\n/,
    ],
    [
      'Share /var/log/shop between log and web',
      'name: log',
      /(?:mountPath: \/var\/log\/shop\n[^]*){2}emptyDir: \{\}\n/,
    ],
    ['Declare port 5432 of db', 'name: db', /postgres:16\n {6}ports:\n {8}- containerPort: 5432\n/],
  ];

const SPACES = `apiVersion: v1
kind: Pod
metadata:
  name: spaces
spec:
  containers:
    - name: web
      image: "nginx:1.27 "
    - name: db
      image: "postgres:16 "
`;

const CONFLICT = `apiVersion: v1
kind: Pod
metadata:
  name: conflict
spec:
  containers:
    - name: web
      image: registry.example.com/web
      ports: [{containerPort: 8080}]
    - name: api
      image: registry.example.com/api
      ports: [{containerPort: 8080}]
`;
/** The rule is to be heard of the Pod, and there is nothing to hear. */
const UNUSED = CONFLICT.replace(
  '  containers:',
  '  # podspace-ignore port-conflict: not any more\n  containers:',
).replace('8080}]\n    -', '8081}]\n    -');

describe('code actions in the workbench', () => {
  let scratch: Scratch;
  let workbench: Workbench;

  before(async () => {
    scratch = await copyOfManifests();
    const files = {
      ...Object.fromEntries(
        REFACTORINGS.map(([, , , text = SHOP], index) => [`shop${index}.yaml`, text]),
      ),
      'sidecar.yaml': SHOP,
      'spaces.yaml': SPACES,
      'here.yaml': CONFLICT,
      'resource.yaml': CONFLICT,
      'off.yaml': CONFLICT,
      'unused.yaml': UNUSED,
    };
    for (const [name, text] of Object.entries(files))
      await writeFile(join(scratch.folder, name), text);
    workbench = await Workbench.open(scratch.folder, {
      settings: {
        'editor.codeActionsOnSave': { 'source.fixAll.podspace': 'explicit' },
        // Tab goes to the next stop of a snippet, and not to a word that is suggested.
        '[yaml]': { 'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' } },
      },
    });
  });

  pictureFailures(() => workbench);

  after(async () => {
    await workbench.close();
    await scratch.remove();
  });

  const onDisk = (file: string): Promise<string> => readFile(join(scratch.folder, file), 'utf8');

  const open = async (file: string, at: string): Promise<void> => {
    await workbench.openFile(file);
    await workbench.waitForText((text) => text.includes(at));
    await workbench.goToText(at, at.length);
  };

  /** Saves the file, and waits for what it then has on disk: all of it, whatever is on the screen. */
  const save = async (file: string, isThere: RegExp): Promise<string> => {
    await waitFor(
      async () => {
        await workbench.page.keyboard.press('ControlOrMeta+S');
        return isThere.test(await onDisk(file));
      },
      async () => `saved is:\n${await onDisk(file)}`,
    );
    return onDisk(file);
  };

  for (const [index, [title, at, after]] of REFACTORINGS.entries())
    it(`restructure: ${title}`, async () => {
      const file = `shop${index}.yaml`;
      await open(file, at);
      const titles = await workbench.openRefactorings();
      if (index === 0) await workbench.screenshot('actions-refactorings');
      assert.ok(titles.includes(title), titles.join('; '));
      await workbench.pickAction(title);
      await save(file, after);
      await workbench.screenshot(`actions-refactored-${index}`);
    });

  it('ask for what a new sidecar is called and what it shares', async () => {
    await open('sidecar.yaml', 'name: web');
    await workbench.openRefactorings();
    await workbench.pickAction('Add a sidecar that shares a directory with web');
    await workbench.waitForSnippet();
    await workbench.page.keyboard.type('content');
    await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.type('/usr/share/nginx/html');
    await workbench.screenshot('actions-sidecar');
    const text = await save('sidecar.yaml', /nginx\/html/);
    assert.equal(text.match(/mountPath: \/usr\/share\/nginx\/html\n/g)?.length, 2, text);
    assert.match(text, / {2}initContainers:\n {4}- name: content\n {6}restartPolicy: Always\n/);
  });

  it('fix what is safe in the whole file, asked for or on save', async () => {
    await open('spaces.yaml', 'image: "ngi');
    await workbench.waitForSquiggles('error', 2);
    const titles = await workbench.openLightBulb();
    assert.ok(titles.includes('Make all safe fixes in this file (2)'), titles.join('; '));
    await workbench.page.keyboard.press('Escape');
    await workbench.goToText('name: spaces', 'name: spaces'.length);
    await workbench.page.keyboard.type('-no-more');
    const text = await save('spaces.yaml', /no-more/);
    await workbench.waitForSquiggles('error', 0);
    await workbench.screenshot('actions-saved');
    assert.match(text, /image: "nginx:1\.27"\n[^]*image: "postgres:16"\n/);
  });

  it('quiet a problem where it is, and ask why', async () => {
    await open('here.yaml', 'containerPort: 80');
    await workbench.waitForSquiggles('error', 2);
    const titles = await workbench.openLightBulb();
    await workbench.screenshot('actions-light-bulb');
    assert.ok(titles.findIndex((title) => title.startsWith('Ignore ')) > 0, titles.join('; '));
    await workbench.pickAction('Ignore port-conflict here');
    await workbench.waitForSnippet();
    await workbench.page.keyboard.type('one at a time');
    await workbench.waitForSquiggles('error', 1);
    await save('here.yaml', / # podspace-ignore port-conflict: one at a time\n/);
  });

  it('quiet a rule for a whole resource', async () => {
    await open('resource.yaml', 'containerPort: 80');
    await workbench.waitForSquiggles('error', 2);
    await workbench.openLightBulb();
    await workbench.pickAction('Ignore port-conflict in all of this Pod');
    await workbench.waitForSquiggles('error', 0);
    await save('resource.yaml', / {2}annotations:\n {4}podspace\.dev\/ignore: port-conflict\n/);
  });

  it('show an ignore that ignores nothing, and take it out', async () => {
    await open('unused.yaml', '# podspace-ignore');
    await workbench.page.locator('.monaco-editor .squiggly-unnecessary').first().waitFor();
    await workbench.screenshot('actions-unused-ignore');
    const [title = ''] = await workbench.openLightBulb();
    assert.match(title, /^(?:Remove|Delete|Take) /);
    await workbench.pickAction(title);
    await save('unused.yaml', /^(?![^]*podspace-ignore)/);
  });

  it('turn a rule off for the workspace', async () => {
    await open('off.yaml', 'containerPort: 80');
    await workbench.waitForSquiggles('error', 2);
    await workbench.openLightBulb();
    await workbench.pickAction('Turn port-conflict off in .podspace.yaml');
    await workbench.waitForSquiggles('error', 0);
    await workbench.screenshot('actions-rule-off');
    await workbench.openFile('.podspace.yaml');
    await workbench.waitForText((text) => text.trimEnd() === 'rules:\n  port-conflict: "off"');
  });

  it('say what an image listens on', async () => {
    await open('off.yaml', 'registry.example.com/we');
    const titles = await workbench.openRefactorings();
    assert.ok(titles.includes('Say what this image listens on'), titles.join('; '));
    await workbench.pickAction('Say what this image listens on');
    await workbench.activeTab('.podspace.yaml').waitFor();
    await workbench.waitForText((text) => text.includes('image: registry.example.com/web\n'));
    await workbench.screenshot('actions-image-described');
  });
});

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { pictureFailures } from './failures.ts';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { doUntil, waitFor } from './waiting.ts';
import { Workbench } from './workbench.ts';

const CLUSTER = `apiVersion: v1
kind: Node
metadata:
  name: node-1
  labels: { disk: ssd }
---
apiVersion: v1
kind: Node
metadata:
  name: node-2
  labels: { disk: hdd }
spec:
  taints: [{ key: gpu, effect: NoSchedule }]
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: exporter
  namespace: monitoring
spec:
  selector: { matchLabels: { app: exporter } }
  template:
    metadata: { labels: { app: exporter } }
    spec:
      hostNetwork: true
      containers:
        - name: exporter
          image: quay.io/prometheus/node-exporter:v1.8.2
          args: ['--web.listen-address=:9100']
          ports:
            - containerPort: 9100
              hostPort: 9100
---
apiVersion: v1
kind: Pod
metadata:
  name: edge-a
  namespace: edge
  labels: { app: edge }
spec:
  nodeName: node-1
  containers:
    - name: proxy
      image: nginx:1.27
      ports:
        - containerPort: 80
          hostPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: edge-b
  namespace: edge
  labels: { app: edge }
spec:
  nodeName: node-1
  containers:
    - name: proxy
      image: nginx:1.27
      ports:
        - containerPort: 80
          hostPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
  namespace: edge
spec:
  replicas: 3
  selector: { matchLabels: { app: cache } }
  template:
    metadata: { labels: { app: cache } }
    spec:
      nodeSelector: { disk: ssd }
      initContainers:
        - name: proxy
          image: envoyproxy/envoy:v1.31.0
          restartPolicy: Always
      containers:
        - name: cache
          image: redis:7
---
apiVersion: v1
kind: Service
metadata:
  name: edge
  namespace: edge
spec:
  selector: { app: edge }
  ports:
    - port: 80
`;

/** The tests follow one another as a person's actions do; most of them by keyboard alone. */
describe('the tree in the workbench', () => {
  let scratch: Scratch;
  let workbench: Workbench;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const shown = async (): Promise<string> =>
    (await workbench.treeRows().allInnerTexts()).join('\n');
  const focused = (): Promise<string | null> =>
    workbench.page.locator('.sidebar .monaco-list-row.focused').first().getAttribute('aria-label');

  before(async () => {
    scratch = await copyOfManifests();
    await writeFile(join(scratch.folder, 'cluster.yaml'), CLUSTER);
    workbench = await Workbench.open(scratch.folder);
  });

  pictureFailures(() => workbench);

  after(async () => {
    await workbench.close();
    await scratch.remove();
  });

  it('counts problems on the icon of the view', async () => {
    await workbench.openViewContainer('Podspace');
    await workbench.treeRow('quiet').waitFor();
    const badge = workbench.page.locator('.activitybar .action-item', {
      has: workbench.page.locator('[aria-label^="Podspace"]'),
    });
    await waitFor(
      async () => /\d/.test(await badge.first().innerText()),
      async () => `the icon says ${await badge.first().innerText()}`,
    );
    await workbench.screenshot('tree-badge');
  });

  it('is gone through by keys alone', async () => {
    await workbench.runCommand('Podspace: Focus on Nodes & Pods View');
    await press('Home');
    assert.match((await focused()) ?? '', /^node node-1/);
    await press('ArrowDown');
    assert.match((await focused()) ?? '', /^Ports|^pod quiet/);
    await workbench.screenshot('tree-keys');
  });

  it('shows who takes the ports of a node', async () => {
    await workbench.expand('Ports');
    await workbench.screenshot('tree-ports');
    assert.match(await shown(), /9100\/TCP/);
  });

  it('opens the manifest of a row with Enter', async () => {
    await workbench.comesTo(52, async () => {
      await workbench.treeRow(/^\s*edge-b/).click();
      await press('Enter');
    });
    assert.ok(await workbench.activeTab('cluster.yaml').isVisible());
  });

  it('follows the cursor, and leaves the focus in the editor', async () => {
    await workbench.goTo(67, 12);
    const selected = workbench.page.locator('.sidebar .monaco-list-row.selected');
    await waitFor(
      async () => ((await selected.first().getAttribute('aria-label')) ?? '').includes('cache'),
      async () => `selected: ${await selected.first().getAttribute('aria-label')}`,
    );
    await workbench.goTo(77, 12);
    await waitFor(
      async () =>
        /container proxy.*sidecar/.test((await selected.first().getAttribute('aria-label')) ?? ''),
      async () => `selected: ${await selected.first().getAttribute('aria-label')}`,
    );
    await workbench.screenshot('tree-follows');
    await workbench.page.keyboard.type('x');
    await workbench.waitForText((text) => text.includes('nxame: proxy'));
    await press('ControlOrMeta+Z');
  });

  it('offers what can be done with a row', async () => {
    const menu = workbench.page.locator('.monaco-menu');
    await doUntil(
      () => workbench.treeRow(/^\s*edge-b/).click({ button: 'right' }),
      () => menu.first().isVisible(),
      () => Promise.resolve('there is no menu'),
    );
    await workbench.screenshot('tree-menu');
    const entries = await menu.first().innerText();
    for (const entry of [
      'Open Manifest',
      'Open to the Side',
      'Go to Service',
      'Copy Name',
      'Copy kubectl Reference',
    ])
      assert.ok(entries.includes(entry), entries);
    await menu.getByText('Go to Service').click();
    await waitFor(
      async () => (await workbench.cursorLine()) === 87,
      async () => `the cursor is on line ${await workbench.cursorLine()}`,
    );
  });

  it('is filtered while one types, and the filter is cleared with an icon', async () => {
    await workbench.runCommand('Podspace: Filter Nodes & Pods');
    await workbench.page.getByPlaceholder('Words of a name').fill('redis');
    await waitFor(
      async () => !(await shown()).includes('edge-a') && (await shown()).includes('cache'),
      shown,
    );
    await press('Enter');
    await workbench.page.getByText('1 of 8 pods match "redis".').first().waitFor();
    await workbench.screenshot('tree-filter');
    await workbench.page.locator('.sidebar [aria-label^="Clear the Filter"]').first().click();
    await workbench.treeRow(/^\s*edge-a/).waitFor();
  });

  it('is grouped by namespace and by file', async () => {
    await workbench.runCommand('Podspace: Group by Namespace');
    await workbench.treeRow('No namespace').waitFor();
    await doUntil(
      () => workbench.page.locator('.sidebar .composite.title .codicon-toolbar-more').click(),
      () => workbench.page.locator('.monaco-menu').first().isVisible(),
      () => Promise.resolve('there is no menu'),
    );
    await workbench.screenshot('tree-namespaces');
    await press('Escape');
    await workbench.runCommand('Podspace: Group by File');
    await workbench.treeRow('cluster.yaml').waitFor();
    await workbench.screenshot('tree-files');
    await workbench.runCommand('Podspace: Group by Node');
    await workbench.treeRow('Any node').waitFor();
  });

  it('refuses to rename what means nothing, and says why', async () => {
    await workbench.openFile('shop/deployment.yaml');
    await workbench.goToText('name: settings', 'name: s'.length);
    const message = workbench.page.locator('.monaco-editor-overlaymessage', {
      hasText: 'No volume of this pod is called "settings"',
    });
    await doUntil(
      () => press('F2'),
      () => message.isVisible(),
      () => Promise.resolve('nothing is said'),
    );
    await workbench.screenshot('rename-refused');
    await press('Escape');
  });

  it('can be read in high contrast', async () => {
    await workbench.useTheme('Dark High Contrast');
    await workbench.page.locator('.monaco-workbench.hc-black').waitFor();
    await workbench.runCommand('Podspace: Focus on Nodes & Pods View');
    await press('Home', 'ArrowDown', 'ArrowDown');
    await workbench.screenshot('tree-high-contrast');
  });

  it('leads through the first steps', async () => {
    await workbench.runCommandWith('Welcome: Open Walkthrough', /walkthrough/i, 'Pod Share');
    const step = workbench.page.locator('.getting-started-step').first();
    await step.waitFor();
    await workbench.screenshot('walkthrough');
    await workbench.page.getByText('Open the Example').first().click();
    await workbench.waitForText((text) => text.includes('containerPort'));
    await workbench.waitForSquiggles('error', 2);
    await workbench.screenshot('walkthrough-example');
  });

  it('speaks German where the editor does', async () => {
    await workbench.page.addInitScript('globalThis._VSCODE_NLS_LANGUAGE = "de"');
    await workbench.page.reload();
    await workbench.page.locator('.activitybar .action-item').first().waitFor();
    await workbench.openViewContainer('Podspace');
    await workbench.treeRow('Irgendein Knoten').waitFor();
    assert.match(
      await workbench.page.locator('.sidebar .composite.title').innerText(),
      /Knoten & Pods/i,
    );
    await workbench.screenshot('tree-german');
  });
});

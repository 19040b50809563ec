import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { copyOfManifests, type Scratch } from './scratch.ts';
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

  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) {
      await workbench.screenshot(`failed ${this.currentTest.title}`);
    }
  });

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
    await workbench.waitFor(
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
});

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { TreeRow } from '../../server/src/lsp/protocol.ts';
import { pod } from './support/manifests.ts';
import { Pair } from './support/pair.ts';
import { testSteps } from './support/test-steps.ts';

const ROOT = 'file:///work';
const WEB = `${ROOT}/web.yaml`;

const PINNED = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: pinned
  namespace: prod
spec:
  replicas: 3
  template:
    spec:
      nodeName: n1
      volumes:
        - name: logs
          emptyDir: {}
      initContainers:
        - name: first
          image: app
      containers:
        - name: app
          image: example.com/app:1
          ports:
            - containerPort: 8080
              name: http
          volumeMounts:
            - name: logs
              mountPath: /var/log
        - name: tailer
          image: tailer
          volumeMounts:
            - name: logs
              mountPath: /logs
              readOnly: true
`;
const DAEMON = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: daemon
spec:
  template:
    spec:
      containers: [{name: agent, image: agent}]
`;
const NODE = 'apiVersion: v1\nkind: Node\nmetadata:\n  name: n0\n';

describe('the tree Nodes & Pods', () => {
  let pair: Pair;
  const start = async (files: Readonly<Record<string, string>>): Promise<void> => {
    pair = await Pair.start({ folders: [ROOT], files, steps: testSteps() });
  };
  afterEach(() => pair.dispose());

  /** The tree as a person sees it, all rows open. */
  const outline = async (parent?: string, indent = ''): Promise<string[]> => {
    const rows = await pair.request('podspace/tree', parent === undefined ? {} : { parent });
    const lines: string[] = [];
    for (const row of rows) {
      const { errors, warnings } = row.problems;
      const counts = errors + warnings > 0 ? ` [${errors}, ${warnings}]` : '';
      lines.push(`${indent}${row.label}${counts}: ${row.description}`);
      if (row.hasChildren) lines.push(...(await outline(row.id, `${indent}  `)));
    }
    return lines;
  };
  const children = (parent?: TreeRow): Promise<readonly TreeRow[]> =>
    pair.request('podspace/tree', parent ? { parent: parent.id } : {});

  it('shows nodes, pods, containers, ports and mounts, with their problems', async () => {
    await start({
      [`${ROOT}/a.yaml`]: `${PINNED}---\n${DAEMON}---\n${NODE}`,
      [WEB]: pod('web', 'bad', 'fine'),
    });
    assert.deepEqual(await outline(), [
      'n0: 0 pods',
      'n1: 1 pod',
      '  pinned: Deployment ×3 · prod · a.yaml',
      '    first: init · app',
      '    app: example.com/app:1',
      '      8080/TCP: http',
      '      /var/log: logs · emptyDir · shared with tailer',
      '    tailer: tailer',
      '      /logs: logs · emptyDir · read-only · shared with app',
      'Every node: 1 pod',
      '  daemon: DaemonSet · a.yaml',
      '    agent: agent',
      'Any node [1, 0]: scheduler decides · 1 pod',
      '  web [1, 0]: Pod · web.yaml',
      '    bad [1, 0]: app',
      '    fine: app',
    ]);
  });

  it('counts a problem at the container that it stands in, also among equal names', async () => {
    await start({ [WEB]: pod('web', 'bad', 'fine', 'bad') });
    assert.deepEqual((await outline()).slice(1), [
      '  web [2, 0]: Pod · web.yaml',
      '    bad [1, 0]: app',
      '    fine: app',
      '    bad [1, 0]: app',
    ]);
  });

  it('has no rows where there are no pods', async () => {
    await start({ [WEB]: 'a: b\n' });
    assert.deepEqual(await outline(), []);
  });

  it('waits with its first rows until the workspace has been read', async () => {
    pair = await Pair.start({ steps: testSteps() });
    let open = (): void => undefined;
    pair.files.gate = new Promise((resolve) => (open = resolve));
    pair.files.set(WEB, pod('web', 'app'));
    await pair.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: ROOT, name: 'work' }], removed: [] },
    });
    const rows = children();
    await pair.settle();
    open();
    assert.equal((await rows)[0]?.label, 'Any node');
  });

  it('says where each row is written', async () => {
    await start({ [WEB]: `# moved\n${pod('web', 'app')}` });
    const [any] = await children();
    const [web] = await children(any);
    const [app] = await children(web);
    assert.equal(any?.location, undefined);
    assert.deepEqual(web?.location, {
      uri: WEB,
      range: { start: { line: 4, character: 8 }, end: { line: 4, character: 11 } },
    });
    assert.equal(app?.location?.range.start.line, 9);
  });

  it('keeps ids through edits, and tells equal names apart', async () => {
    await start({ [WEB]: `${pod('web', 'a', 'a')}---\n${pod('web', 'a')}` });
    const [any] = await children();
    const before = await children(any);
    const containers = await children(before[0]);
    assert.equal(new Set([...before, ...containers].map(({ id }) => id)).size, 4);
    await pair.open(WEB, `# more\n${pod('web', 'a', 'b')}---\n${pod('web', 'a')}`);
    assert.deepEqual(
      (await children(any)).map(({ id }) => id),
      before.map(({ id }) => id),
    );
    assert.equal((await children(before[0]))[0]?.id, containers[0]?.id);
  });

  it('says once that it changed, when things are calm, and only if a row did', async () => {
    await start({ [WEB]: pod('web', 'app') });
    const changes = (): number =>
      pair.notifications.filter((one) => one === 'podspace/treeChanged').length;
    await pair.open(WEB, pod('web', 'app'));
    await pair.edit(WEB, 'name: app', 'name: application');
    await pair.advance(1000);
    assert.equal(changes(), 0, 'nobody has asked for the tree');
    await outline();
    await pair.edit(WEB, 'name: application', 'name: bad');
    await pair.advance(200);
    await pair.edit(WEB, 'name: bad', 'name: app');
    await pair.advance(299);
    assert.equal(changes(), 0);
    await pair.advance(1);
    assert.equal(changes(), 1);
    await pair.edit(WEB, 'image: app', 'image: app # a comment');
    await pair.advance(1000);
    assert.equal(changes(), 1);
    await pair.edit(WEB, 'apiVersion', '\napiVersion');
    await pair.advance(1000);
    assert.equal(changes(), 2, 'its rows have moved by a line');
  });
});

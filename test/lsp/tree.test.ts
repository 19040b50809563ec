import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TreeParams, TreeRow } from '../../server/src/lsp/protocol.ts';
import { pod, service } from './support/manifests.ts';
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

const node = (name: string, label: string, spec = 'spec: {}'): string =>
  `apiVersion: v1\nkind: Node\nmetadata:\n  name: ${name}\n  labels: {${label}}\n${spec}\n`;
/** A pod with one container, and more fields of its spec. */
const held = (name: string, ...fields: readonly string[]): string =>
  [pod(name, 'app').trimEnd(), ...fields.map((field) => `  ${field}`), ''].join('\n');
const joined = (...documents: readonly string[]): string => documents.join('---\n');

describe('the tree Nodes & Pods', () => {
  let pair: Pair;
  const start = async (files: Readonly<Record<string, string>>): Promise<void> => {
    pair = await Pair.start({ folders: [ROOT], files, steps: testSteps() });
  };
  let shape: Pick<TreeParams, 'grouping' | 'filter'> = {};
  beforeEach(() => (shape = {}));
  afterEach(() => pair.dispose());

  /** The tree as a person sees it, all rows open. */
  const outline = async (parent?: string, indent = ''): Promise<string[]> => {
    const { rows } = await pair.request('podspace/tree', {
      ...shape,
      ...(parent !== undefined && { parent }),
    });
    const lines: string[] = [];
    for (const row of rows) {
      const { errors, warnings } = row.problems;
      const counts = errors + warnings > 0 ? ` [${errors}, ${warnings}]` : '';
      lines.push(`${indent}${row.label}${counts}: ${row.description}`);
      if (row.hasChildren) lines.push(...(await outline(row.id, `${indent}  `)));
    }
    return lines;
  };
  const children = async (parent?: TreeRow): Promise<readonly TreeRow[]> =>
    (await pair.request('podspace/tree', { ...shape, ...(parent && { parent: parent.id }) })).rows;

  it('shows nodes, pods, containers, ports and mounts, with their problems', async () => {
    await start({
      [`${ROOT}/a.yaml`]: `${PINNED}---\n${DAEMON}---\n${NODE}`,
      [WEB]: pod('web', 'bad', 'fine'),
    });
    assert.deepEqual(await outline(), [
      'n0: 1 pod',
      '  daemon: DaemonSet · a.yaml',
      '    agent: agent',
      'n1: 2 pods',
      '  daemon: DaemonSet · a.yaml',
      '    agent: agent',
      '  pinned: Deployment ×3 · by nodeName · prod · a.yaml',
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

  it('calls a pod that gets its name from the API server by what that is made from', async () => {
    const generated = (name: string): string =>
      pod('x', name).replace('name: x', `generateName: ${name}-`);
    await start({
      [WEB]: joined(generated('one'), generated('two'), pod('x', 'c').replace('  name: x\n', '')),
    });
    assert.deepEqual((await outline()).slice(1), [
      '  Pod without a name: Pod · web.yaml',
      '    c: app',
      '  one-…: Pod · web.yaml',
      '    one: app',
      '  two-…: Pod · web.yaml',
      '    two: app',
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
    await pair.settle();
    assert.equal((await rows)[0]?.label, 'Any node');
  });

  it('shows the first pods that it knows while the others are still being read', async () => {
    pair = await Pair.start({ steps: testSteps() });
    let open = (): void => undefined;
    pair.files.gate = new Promise((resolve) => (open = resolve));
    pair.files.set(`${ROOT}/other.yaml`, pod('other', 'app'));
    await pair.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: ROOT, name: 'work' }], removed: [] },
    });
    let labels: readonly string[] | undefined;
    const rows = children().then((found) => (labels = found.map(({ label }) => label)));
    await pair.settle();
    assert.equal(labels, undefined);
    await pair.open(WEB, pod('web', 'app'));
    await pair.advance(1000);
    assert.deepEqual(labels, ['Any node']);
    open();
    await rows;
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

  it('puts pods on the nodes that manifests describe, and says why', async () => {
    await start({
      [`${ROOT}/nodes.yaml`]: joined(
        node('fast', 'disk: ssd'),
        node('slow', 'disk: hdd'),
        node('gpu', 'disk: hdd', 'spec: {taints: [{key: gpu, effect: NoSchedule}]}'),
      ),
      [WEB]: joined(
        held('a', 'nodeSelector: {disk: ssd}'),
        held('b', 'nodeSelector: {disk: tape}'),
        held('c', 'nodeSelector: {disk: hdd}'),
        held(
          'd',
          'nodeSelector: {disk: hdd}',
          'tolerations: [{key: gpu, operator: Exists}]',
          'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: NotIn, values: [slow]}]}]}}}',
        ),
        held('e', 'schedulingGates: [{name: later}]'),
        held('f', 'nodeSelector: {kubernetes.io/hostname: slow}'),
        pod('g', 'app').replace(
          '  labels:',
          '  annotations: {kubernetes.io/config.source: file}\n  labels:',
        ),
        DAEMON.replace('    spec:', '    spec:\n      nodeSelector: {disk: hdd}'),
      ),
    });
    const lines = await outline();
    assert.deepEqual(
      lines.filter((line) => !line.startsWith('    ')),
      [
        'fast: 1 pod',
        '  a: Pod · disk=ssd · web.yaml',
        'gpu: 1 taint · 1 pod',
        '  d: Pod · disk=hdd, kubernetes.io/hostname not in slow · web.yaml',
        'slow: 3 pods',
        '  c: Pod · disk=hdd · web.yaml',
        '  daemon: DaemonSet · disk=hdd · web.yaml',
        '  f: Pod · by nodeSelector · web.yaml',
        'Every node: 1 pod',
        '  daemon: DaemonSet · disk=hdd · web.yaml',
        'Static pods: 1 pod',
        '  g: Pod · web.yaml',
        'Any node: scheduler decides · 2 pods',
        '  b: Pod · disk=tape · web.yaml',
        '  e: Pod · held back by a gate · web.yaml',
      ],
    );
  });

  it('shows who takes which port of a node', async () => {
    await start({
      [WEB]: joined(
        held('front', 'nodeName: n1').replace(
          'image: app',
          'image: app\n      ports: [{containerPort: 80, hostPort: 8080}]',
        ),
        held('raw', 'nodeName: n1', 'hostNetwork: true').replace(
          'image: app',
          'image: busybox\n      command: [httpd, -f, -p, "9000"]\n      ports: [{containerPort: 8080}]',
        ),
        pod('elsewhere', 'app'),
      ),
    });
    const lines = await outline();
    assert.deepEqual(lines.slice(0, 5), [
      'n1: 2 pods',
      '  Ports: 2 taken',
      '    8080/TCP: Pod front, Pod raw',
      '      Pod front: app · hostPort',
      '      Pod raw: app · hostNetwork',
    ]);
    assert.equal(lines[5], '    9000/TCP: Pod raw · app · hostNetwork, not declared');
    assert.ok(!lines.slice(6).some((line) => line.includes('Ports')));
  });

  it('lists who takes a port by name, whatever was edited last', async () => {
    const taker = (name: string): string =>
      held(name, 'nodeName: n1').replace(
        'image: app',
        'image: app\n      ports: [{containerPort: 80, hostPort: 8080}]',
      );
    const first = `${ROOT}/a.yaml`;
    await start({ [first]: taker('a'), [WEB]: taker('b') });
    await outline();
    await pair.open(first, taker('a'));
    await pair.edit(first, 'name: a', 'name: z');
    await pair.advance(1000);
    await pair.edit(first, 'name: z', 'name: a');
    await pair.advance(1000);
    const ports = (await outline()).filter((line) => line.includes('8080/TCP'));
    assert.deepEqual(ports, ['    8080/TCP: Pod a, Pod b']);
  });

  it('calls the ports of a node in conflict where a rule does', async () => {
    const host = (name: string): string =>
      held(name, 'nodeName: n1').replace(
        'image: app',
        'image: app\n      ports: [{containerPort: 80, hostPort: 8080}]',
      );
    pair = await Pair.start({ folders: [ROOT], files: { [WEB]: joined(host('a'), host('b')) } });
    const lines = await outline();
    assert.deepEqual(lines.slice(0, 5), [
      'n1 [2, 0]: 2 pods',
      '  Ports [2, 0]: 1 taken · 1 conflict',
      '    8080/TCP [2, 0]: Pod a, Pod b · conflict',
      '      Pod a [1, 0]: app · hostPort',
      '      Pod b [1, 0]: app · hostPort',
    ]);
  });

  it('knows of no conflict on a node where one of the two never is', async () => {
    const ports = 'ports: [{containerPort: 80, hostPort: 8080}]';
    const files = joined(
      held('a', 'nodeName: n1').replace('image: app', `image: app\n      ${ports}`),
      DAEMON.replace('image: agent', `image: agent, ${ports}`),
      NODE,
    );
    pair = await Pair.start({ folders: [ROOT], files: { [WEB]: files } });
    const lines = await outline();
    assert.deepEqual(
      lines.filter((line) => /^\S|8080.TCP/.test(line)).map((line) => line.replace(/ \[.*?\]/, '')),
      [
        'n0: 1 pod',
        '    8080/TCP: DaemonSet daemon · agent · hostPort',
        'n1: 2 pods',
        '    8080/TCP: Pod a, DaemonSet daemon · conflict',
        'Every node: 1 pod',
        '    8080/TCP: DaemonSet daemon · agent · hostPort',
      ],
    );
  });

  it('is grouped by namespace or by file, as the client wishes', async () => {
    await start({ [`${ROOT}/shop/a.yaml`]: PINNED, [WEB]: pod('web', 'app') });
    shape = { grouping: 'namespace' };
    assert.deepEqual(
      (await outline()).filter((line) => !line.startsWith('    ')),
      [
        'prod: 1 pod',
        '  pinned: Deployment ×3 · on n1 by nodeName · shop/a.yaml',
        'No namespace: 1 pod',
        '  web: Pod · web.yaml',
      ],
    );
    shape = { grouping: 'file' };
    assert.deepEqual(
      (await outline()).filter((line) => !line.startsWith('    ')),
      [
        'a.yaml: shop · 1 pod',
        '  pinned: Deployment ×3 · on n1 by nodeName · prod',
        'web.yaml: 1 pod',
        '  web: Pod',
      ],
    );
  });

  it('is filtered by name, kind, image and port', async () => {
    await start({ [`${ROOT}/a.yaml`]: joined(PINNED, NODE), [WEB]: pod('web', 'app', 'fine') });
    const pods = async (filter: string): Promise<readonly string[]> => {
      shape = { filter };
      return (await outline())
        .filter((line) => /^ {2}\w/.test(line))
        .map((line) => line.trim().replace(/:.*/, ''));
    };
    assert.deepEqual(await pods('WEB'), ['web']);
    assert.deepEqual(await pods('deployment'), ['pinned']);
    assert.deepEqual(await pods('example.com/app'), ['pinned']);
    assert.deepEqual(await pods('8080 prod'), ['pinned']);
    assert.deepEqual(await pods('8080 web'), []);
    assert.deepEqual(await outline(), []);
    const { summary } = await pair.request('podspace/tree', shape);
    assert.deepEqual([summary.pods, summary.shown], [2, 0]);
    assert.deepEqual(await pods(''), ['pinned', 'web']);
  });

  it('finds the rows of the pod and the container at a place', async () => {
    await start({ [WEB]: joined(pod('web', 'a', 'b'), pod('db', 'a')) });
    const at = async (line: number): Promise<readonly string[]> =>
      (
        await pair.request('podspace/treeRowsAt', {
          textDocument: { uri: WEB },
          position: { line, character: 6 },
        })
      ).map(({ label }) => label);
    assert.deepEqual(await at(3), ['Any node', 'web']);
    assert.deepEqual(await at(11), ['Any node', 'web', 'b']);
    assert.deepEqual(await at(21), ['Any node', 'db', 'a']);
    const rows = await pair.request('podspace/treeRowsAt', {
      textDocument: { uri: WEB },
      position: { line: 11, character: 6 },
    });
    const [any] = await children();
    const [, web] = await children(any);
    assert.deepEqual(rows.at(-1)?.id, (await children(web))[1]?.id);
  });

  it('knows what kubectl calls a row, and the Services of a pod', async () => {
    await start({
      [`${ROOT}/a.yaml`]: joined(
        PINNED,
        'apiVersion: argoproj.io/v1\nkind: Rollout\nmetadata: {name: r}\n',
      ),
      [WEB]: joined(pod('web', 'app'), service('web'), service('other')),
    });
    const [n1, any] = await children();
    const [pinned] = await children(n1);
    const [web] = await children(any);
    assert.equal(pinned?.reference, 'deployment/pinned -n prod');
    assert.equal((await children(pinned))[1]?.reference, 'deployment/pinned -n prod -c app');
    assert.equal(web?.reference, 'pod/web');
    assert.equal(pinned.services, 0);
    assert.equal(web.services, 1);
    const services = await pair.request('podspace/servicesOf', { row: web.id });
    assert.deepEqual(
      services.map(({ name, location }) => [name, location.range.start.line]),
      [['web', 14]],
    );
  });

  it('tells which rows changed, and below which there are others', async () => {
    await start({ [WEB]: joined(pod('web', 'app'), pod('db', 'app')), [`${ROOT}/a.yaml`]: PINNED });
    await pair.open(WEB, joined(pod('web', 'app'), pod('db', 'app')));
    await outline();
    const told = async (before: string, after: string): Promise<unknown> => {
      pair.treeChanges.length = 0;
      await pair.edit(WEB, before, after);
      await pair.advance(1000);
      return pair.treeChanges.map(({ rows, parents, summary }) => ({
        rows: rows.map(({ id }) => id.split('\n').at(-1)?.replace(/.*#/, '')),
        parents: parents.map((id) => id.split('\n').at(-1)?.replace(/.*#/, '')),
        errors: summary.problems.errors,
      }));
    };
    assert.deepEqual(await told('name: app', 'name: bad'), [
      { rows: ['any-node', 'Pod//web'], parents: ['Pod//web'], errors: 1 },
    ]);
    assert.deepEqual(await told('name: bad', 'name: app'), [
      { rows: ['any-node', 'Pod//web'], parents: ['Pod//web'], errors: 0 },
    ]);
    assert.deepEqual(await told('image: app', 'image: app:2'), [
      { rows: ['container:main:app'], parents: [], errors: 0 },
    ]);
    assert.deepEqual(await told('name: db', 'name: base'), [
      { rows: [], parents: ['any-node'], errors: 0 },
    ]);
    assert.deepEqual(await told('kind: Pod', 'kind: Pod # same'), []);
  });

  it('makes many rows in slices, and has the client ask again for what changed meanwhile', async () => {
    const uris = Array.from({ length: 40 }, (_, i) => `${ROOT}/${i}/web.yaml`);
    await start(Object.fromEntries(uris.map((uri, i) => [uri, pod(`web${i}`, 'app')])));
    const [first = ''] = uris;
    await pair.open(first, pod('web0', 'app'));
    const [group] = await children();
    assert.equal((await children(group)).length, 40);
    await pair.advance(1000);
    const tell = pair.treeChanges.length;
    // A slice is over after two or three looks at the clock.
    pair.timers.pace = 3;
    let answered: readonly TreeRow[] | undefined;
    const answer = children(group).then((rows) => (answered = rows));
    await pair.request('podspace/status', { uri: 'barrier:' });
    await pair.sendEdit(first, 'name: web0', 'name: other');
    for (let turn = 0; turn < 200 && pair.treeChanges.length === tell; turn++) {
      pair.timers.advance(100);
      await pair.request('podspace/status', { uri: 'barrier:' });
    }
    assert.equal(answered, undefined, 'the client hears of the change before it has the rows');
    assert.deepEqual(pair.treeChanges.at(-1)?.parents, [group?.id]);
    await pair.settle();
    assert.equal((await answer).length, 40);
    assert.equal(pair.treeChanges.length, tell + 1);
    const again = children(group);
    await pair.settle();
    assert.ok((await again).some(({ label }) => label === 'other'));
  });

  it('does for an edit what the edited file asks for, however many files there are', async () => {
    const checksOf = async (count: number): Promise<{ rows: number; bytes: number }> => {
      const files = Array.from({ length: count }, (_, index): [string, string] => [
        `${ROOT}/${index}/web.yaml`,
        pod(`web-${index}`, 'app'),
      ]);
      await start(Object.fromEntries(files));
      const uri = `${ROOT}/7/web.yaml`;
      await pair.open(uri, pod('web-7', 'app'));
      await children((await children())[0]);
      pair.treeChanges.length = 0;
      await pair.edit(uri, 'name: app', 'name: bad');
      await pair.advance(1000);
      const [change] = pair.treeChanges;
      assert.deepEqual(change?.parents, []);
      pair.dispose();
      return { rows: change.rows.length, bytes: JSON.stringify(change.rows).length };
    };
    const few = await checksOf(10);
    const many = await checksOf(300);
    assert.equal(many.rows, few.rows);
    assert.ok(many.bytes - few.bytes < 10, `${few.bytes} and ${many.bytes} bytes`);
  });
});

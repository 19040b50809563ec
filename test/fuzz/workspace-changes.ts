import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FileChangeType } from 'vscode-languageserver/node';
import { askEverything, assertNothingFailed, settleAll, shown, startWorkspace } from './editor.ts';
import type { Pair } from '../lsp/support/pair.ts';

const ROOT = 'file:///work';

/** Files that say something about each other: by labels, names, ports, patches and settings. */
const LINKED: Readonly<Record<string, string>> = {
  'base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: web
          image: nginx
          ports: [{ name: http, containerPort: 80 }]
          volumeMounts: [{ name: settings, mountPath: /etc/nginx/conf.d }]
        - name: api
          image: busybox
          command: [httpd, -f, -p, '8080']
          readinessProbe: { httpGet: { port: http } }
      volumes: [{ name: settings, configMap: { name: settings } }]
`,
  'base/service.yaml': `apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  selector: { app: shop }
  ports: [{ name: http, port: 80, targetPort: http }, { name: api, port: 81, targetPort: metrics }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  defaultBackend: { service: { name: shop, port: { name: metrics } } }
`,
  'base/settings.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  shop.conf: |
    server { listen 8080; }
`,
  'base/kustomization.yaml': `resources: [deployment.yaml, service.yaml, settings.yaml]
`,
  'overlay/kustomization.yaml': `resources: [../base]
patches: [{ path: patch.yaml }]
`,
  'overlay/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers: [{ name: api, ports: [{ name: metrics, containerPort: 81 }] }]
`,
  'edge.yaml': `apiVersion: v1
kind: Pod
metadata: { name: edge, labels: { app: shop } }
spec:
  hostNetwork: true
  nodeName: one
  containers:
    - name: web
      image: busybox
      command: [wget, 'http://shop:82/']
      ports: [{ containerPort: 80, hostPort: 80 }]
`,
  '.podspace.yaml': `rules: { unrelated-containers: off }
`,
};
const PATHS = Object.keys(LINKED);
/** What ties them together; one is put in the place of another. */
const TIES = [
  ...['shop', 'web', 'api', 'edge', 'settings', 'http', 'metrics', 'one', 'base', 'overlay'],
  ...['80', '81', '8080', 'Deployment', 'Service', 'ConfigMap', 'Pod', 'patch.yaml', '---', 'off'],
];

type Change =
  /** In the editor, if the file is open there, else on disk. */
  | { readonly type: 'tie'; readonly path: string; readonly nth: number; readonly tie: string }
  | { readonly type: 'open' | 'close' | 'delete' | 'restore'; readonly path: string }
  | { readonly type: 'rename'; readonly path: string; readonly to: string }
  | { readonly type: 'delete folder'; readonly folder: string }
  | { readonly type: 'wait'; readonly milliseconds: number };

const path = fc.constantFrom(...PATHS);
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('tie' as const),
      path,
      nth: fc.nat(40),
      tie: fc.constantFrom(...TIES),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constantFrom(...(['open', 'open', 'close', 'delete', 'restore'] as const)),
      path,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('rename' as const),
      path,
      to: fc.constantFrom(...PATHS, 'overlay/moved.yaml', 'deep/er/moved.yaml'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('delete folder' as const),
      folder: fc.constantFrom('base', 'overlay'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(10, 60, 200),
    }),
  },
);

/**
 * Whatever is changed in files that speak of each other, in the editor and on disk, opened, closed, renamed and deleted,
 * in the end all is as if the server had been started on what there is then.
 */
export async function workspaceChangesAreSurvived(seed: number, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 3, maxLength: 30 }), async (changes) => {
      const pair = await startWorkspace(LINKED);
      const open = new Set<string>();
      for (const change of changes) await make(pair, open, change);
      await settleAll(pair);
      await assertLikeFresh(pair, open);
      pair.dispose();
    }),
    { seed, numRuns: runs, verbose: fc.VerbosityLevel.None },
  );
}

async function make(pair: Pair, open: Set<string>, change: Change): Promise<void> {
  switch (change.type) {
    case 'wait':
      return pair.advance(change.milliseconds);
    case 'delete folder':
      return deleteFolder(pair, change.folder);
    case 'rename':
      return rename(pair, open, change.path, change.to);
    default:
  }
  const uri = uriOf(change.path);
  const onDisk = textOnDisk(pair, uri);
  switch (change.type) {
    case 'open':
      if (open.has(uri) || onDisk === undefined) return;
      open.add(uri);
      return pair.open(uri, onDisk);
    case 'close':
      if (open.delete(uri)) await pair.close(uri);
      return;
    case 'delete':
      if (onDisk === undefined) return;
      pair.files.delete(uri);
      return pair.watched({ uri, type: FileChangeType.Deleted });
    case 'restore':
      return writeOnDisk(pair, uri, LINKED[change.path] ?? '');
    case 'tie': {
      const text = open.has(uri) ? pair.text(uri) : onDisk;
      const ties = [...(text ?? '').matchAll(ANY_TIE)];
      const old = ties[change.nth % ties.length];
      if (!old) return;
      const end = old.index + old[0].length;
      if (open.has(uri)) return pair.replace(uri, old.index, end, change.tie);
      return writeOnDisk(
        pair,
        uri,
        old.input.slice(0, old.index) + change.tie + old.input.slice(end),
      );
    }
  }
}

/** None of them has a character that means something in a pattern, but for the dot, and it hardly matters. */
const ANY_TIE = new RegExp(TIES.map((tie) => `(?<!\\w)${tie}(?!\\w)`).join('|'), 'g');

/** As editors do it: what is open is closed, and opened anew under the other name, unsaved edits and all. */
async function rename(pair: Pair, open: Set<string>, from: string, to: string): Promise<void> {
  const [uri, other] = [uriOf(from), uriOf(to)];
  const text = textOnDisk(pair, uri);
  if (text === undefined || textOnDisk(pair, other) !== undefined || open.has(other)) return;
  const typed = open.has(uri) ? pair.text(uri) : undefined;
  pair.files.delete(uri);
  pair.files.set(other, text);
  if (open.delete(uri)) await pair.close(uri);
  if (typed !== undefined) {
    open.add(other);
    await pair.open(other, typed);
  }
  await pair.watched(
    { uri, type: FileChangeType.Deleted },
    { uri: other, type: FileChangeType.Created },
  );
}

/** Only the folder is reported. */
async function deleteFolder(pair: Pair, folder: string): Promise<void> {
  for (const uri of await pair.files.find(uriOf(folder))) pair.files.delete(uri);
  await pair.watched({ uri: uriOf(folder), type: FileChangeType.Deleted });
}

async function writeOnDisk(pair: Pair, uri: string, text: string): Promise<void> {
  const type =
    textOnDisk(pair, uri) === undefined ? FileChangeType.Created : FileChangeType.Changed;
  pair.files.set(uri, text);
  await pair.watched({ uri, type });
}

async function assertLikeFresh(pair: Pair, open: ReadonlySet<string>): Promise<void> {
  const left = await pair.files.find(ROOT);
  const files = left.map(
    (uri) => [uri.slice(ROOT.length + 1), textOnDisk(pair, uri) ?? ''] as const,
  );
  const fresh = await startWorkspace(Object.fromEntries(files.toSorted()));
  for (const uri of open) await fresh.open(uri, pair.text(uri), 'yaml', pair.version(uri));
  await settleAll(fresh);
  assert.deepEqual(shown(pair), shown(fresh));
  for (const uri of open) {
    const offset = pair.text(uri).length >> 1;
    assert.equal(
      await askEverything({ pair, uri }, offset),
      await askEverything({ pair: fresh, uri }, offset),
    );
  }
  assertNothingFailed(pair);
  assertNothingFailed(fresh);
  fresh.dispose();
}

function textOnDisk(pair: Pair, uri: string): string | undefined {
  const bytes = pair.files.bytes(uri);
  return bytes && new TextDecoder().decode(bytes);
}

function uriOf(path: string): string {
  return `${ROOT}/${path}`;
}

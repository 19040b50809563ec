import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { folds } from '../../../server/src/features/folding.ts';
import { imageLinks } from '../../../server/src/features/links.ts';
import { outline } from '../../../server/src/features/outline.ts';
import type { OutlineItem } from '../../../server/src/features/outline.ts';
import { selectionsAt } from '../../../server/src/features/selection.ts';
import { findResources } from '../../../server/src/features/workspace-symbols.ts';
import { covers } from '../../../server/src/text/span.ts';
import { workspaceAt } from './workspace-at.ts';

const SHOP = `# The shop,
# as it runs.
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: shop
  namespace: eu
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: web
          image: 'nginx:1.27'
          ports:
            - name: http
              containerPort: 80
            - containerPort: 53
              protocol: UDP
              hostPort: 5353
          args:
            - |
              one
              two
        - image: registry.example.com/x
      initContainers:
        - name: proxy
          image: quay.io/a/proxy
          restartPolicy: Always
      volumes:
        - name: logs
        - name: share
          nfs: {server: x, path: /}
  volumeClaimTemplates:
    - metadata:
        name: data
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  ports:
    - port: 80
      targetPort: http
    - name: dns
      port: 53
      protocol: UDP
`;
const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
`;

function lines(items: readonly OutlineItem[], indent = ''): readonly string[] {
  return items.flatMap(({ kind, name, detail, children }) => [
    `${indent}${kind} ${name}: ${detail}`,
    ...lines(children, `${indent}  `),
  ]);
}

describe('the outline', () => {
  it('goes from the resource over the pod to containers, volumes and ports', () => {
    const { document } = workspaceAt(`<|>${SHOP}`);
    const items = outline(document);
    assert.deepEqual(lines(items), [
      'resource shop: StatefulSet in eu',
      '  pod Pod: template',
      '    container proxy: sidecar · quay.io/a/proxy',
      '    container web: nginx:1.27',
      '      port http: 80/TCP',
      "      port 53/UDP: on the node's 5353",
      '    container containers[1]: registry.example.com/x',
      '    volume logs: emptyDir',
      '    volume share: nfs',
      '  volume data: volumeClaimTemplate',
    ]);
    const contained = (item: OutlineItem): boolean =>
      covers(item.span, item.at) &&
      item.children.every((child) => covers(item.span, child.span) && contained(child));
    assert.ok(items.every(contained));
  });

  it('shows a Service’s ports, a ConfigMap’s keys, and other kinds by name', () => {
    assert.deepEqual(lines(outline(workspaceAt(`<|>${SERVICE}`).document)), [
      'resource shop: Service',
      '  port 80/TCP: → http',
      '  port dns: 53/UDP → 53',
    ]);
    const data = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n    x\n';
    assert.deepEqual(lines(outline(workspaceAt(`<|>${data}`).document)), [
      'resource c: ConfigMap',
      '  key a: ',
    ]);
    assert.deepEqual(lines(outline(workspaceAt(`<|>${ROLE}`).document)), ['resource reader: Role']);
  });

  it('stands on half-typed text', () => {
    for (let end = 0; end < SHOP.length; end += 7)
      outline(workspaceAt(`${SHOP.slice(0, end)}<|>`).document);
  });
});

describe('resources of the workspace', () => {
  it('are found by the letters of kind and name', () => {
    const { snapshot, show } = workspaceAt({
      'shop.yaml': `<|>${SHOP}---\n${SERVICE}`,
      'other.yaml': SERVICE.replace('shop', 'other'),
    });
    const found = (query: string): readonly string[] => show(findResources(snapshot, query));
    assert.deepEqual(found('sho'), ['shop.yaml:6 shop', 'shop.yaml:43 shop']);
    assert.deepEqual(found('servicesh'), ['shop.yaml:43 shop']);
    assert.deepEqual(found('service other'), ['other.yaml:4 other']);
    assert.deepEqual(found(''), ['other.yaml:4 other', 'shop.yaml:6 shop', 'shop.yaml:43 shop']);
    assert.deepEqual(found('zzz'), []);
  });
});

describe('folding', () => {
  const foldsOf = (text: string): readonly string[] | undefined => {
    const { snapshot } = workspaceAt(`<|>${text}`);
    const file = snapshot.file('file:///work/web.yaml');
    const line = (offset: number): number => text.slice(0, offset).split('\n').length;
    const found = file && folds(file);
    return found?.flatMap(({ document, span, kind }) => {
      const start = snapshot.locate(document)?.start ?? 0;
      const [first, last] = [line(start + span.start), line(start + span.end)];
      return last > first ? [`${kind} ${first}-${last}`] : [];
    });
  };

  it('takes resources, pods, containers, lists, scripts and comments', () => {
    const found = foldsOf(SHOP) ?? [];
    for (const wanted of [
      'comment 1-2',
      'part 3-38',
      'part 8-38',
      'part 10-35',
      'part 15-26',
      'part 24-26',
      'part 29-31',
    ])
      assert.ok(found.includes(wanted), `${wanted} in ${found.join(', ')}`);
  });

  it('folds a resource at its marker', () => {
    assert.ok(foldsOf(`${SERVICE}---\n${ROLE}`)?.includes('part 12-16'));
  });

  it('leaves files to the editor that it does not read as a whole', () => {
    assert.equal(foldsOf('a:\n  b: 1\n'), undefined);
    assert.equal(foldsOf(`${SERVICE}---\n${SERVICE.replace('shop', '{{ .x }}')}`), undefined);
    assert.equal(foldsOf(ROLE), undefined);
  });
});

describe('a growing selection', () => {
  it('goes from the value over its entry, list and container to the resource', () => {
    const text = SHOP.replace("'nginx:1", "'ng<|>inx:1");
    const { document, offset } = workspaceAt(text);
    const spans = selectionsAt(document, offset).map(({ start, end }) =>
      document.chunk.text.slice(start, end),
    );
    assert.deepEqual(spans.slice(0, 3), ['nginx:1.27', "'nginx:1.27'", "image: 'nginx:1.27'"]);
    assert.ok(spans[3]?.startsWith('name: web'));
    assert.ok(spans[4]?.startsWith('- name: web'));
    assert.equal(spans.at(-1), SHOP);
    const outer = spans.slice(1).every((span, i) => span.includes(spans[i] ?? ''));
    assert.ok(outer);
  });
});

describe('links', () => {
  it('lead from images to their pages', () => {
    const { document, show } = workspaceAt(`<|>${SHOP}`);
    const links = imageLinks(document);
    assert.deepEqual(show(links), ['web.yaml:16 nginx:1.27', 'web.yaml:30 quay.io/a/proxy']);
    assert.deepEqual(links.map(({ url }) => url).sort(), [
      'https://hub.docker.com/_/nginx',
      'https://quay.io/repository/a/proxy',
    ]);
  });
});

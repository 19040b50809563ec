import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import { podLookedAt, podMap, podsIn } from '../../../server/src/features/pod-map.ts';
import type { PlacedMap } from '../../../server/src/features/pod-map.ts';
import { mapDocument } from '../../../server/src/picture/document.ts';
import { toMermaid } from '../../../server/src/picture/mermaid.ts';
import { estimate } from '../../../server/src/picture/metrics.ts';
import { mapAsText } from '../../../server/src/picture/outline.ts';
import type { TextItem } from '../../../server/src/picture/outline.ts';
import { drawPodMap } from '../../../server/src/picture/picture.ts';
import type { Shape } from '../../../server/src/picture/shape.ts';
import { LIGHT } from '../../../server/src/picture/style.ts';
import { toSvg } from '../../../server/src/picture/svg.ts';
import { NO_CONFIGURATION } from '../../../server/src/rules/configuration.ts';
import { checkDocument } from '../../../server/src/rules/run.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: prod }
spec:
  replicas: 3
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      initContainers:
        - name: fetch
          image: busybox
          command: [wget, "http://example.com/", -O, /data/index.html]
          volumeMounts: [{ name: data, mountPath: /data }]
        - name: proxy
          image: busybox
          restartPolicy: Always
          command: [nc, -lk, -p, "15001"]
      containers:
        - name: web
          image: busybox
          command: [httpd, -f, -p, "8080"]
          ports: [{ name: http, containerPort: 8080 }]
          livenessProbe: { httpGet: { port: http } }
          volumeMounts: [{ name: data, mountPath: /www, readOnly: true }]
        - name: admin
          image: busybox
          command: [httpd, -f, -p, "8080"]
        - name: poll
          image: busybox
          command: [wget, "http://localhost:8080/"]
      volumes:
        - { name: data, emptyDir: {} }
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: prod }
spec:
  selector: { app: shop }
  ports: [{ name: web, port: 80, targetPort: http }, { name: other, port: 81, targetPort: gone }]
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: prod }
spec:
  containers: [{ name: curl, image: curlimages/curl, command: [curl, "http://shop/"] }]
`;

const INGRESS = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: prod }
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart
            pathType: Prefix
            backend: { service: { name: shop, port: { number: 80 } } }
          - path: /old
            pathType: Prefix
            backend: { service: { name: shop, port: { name: gone } } }
          - path: /blog
            pathType: Prefix
            backend: { service: { name: blog, port: { number: 80 } } }
  defaultBackend: { service: { name: shop, port: { number: 81 } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: elsewhere }
spec:
  defaultBackend: { service: { name: shop, port: { number: 80 } } }
`;

describe('the Pod Map', () => {
  it('tells the pod, its namespaces, containers, volumes, Services and what is wrong', () => {
    assert.deepEqual(lines(mapAsText(placed(SHOP).map)), [
      'Deployment shop, namespace prod · 3 pods like this, IP address: one of its own, hostname: shop-…, 5 containers, 3 problems',
      '  network namespace, shared by the containers of the pod: one IP, one port space',
      '  UTS namespace, shared by the containers of the pod: one hostname',
      '  IPC namespace, shared by the containers of the pod: shared memory, semaphores',
      '  PID namespace, not shared: each container sees its own processes',
      '  Container fetch, init 1, runs to its end before the next begins, image busybox',
      '    fetch has volume data at /data',
      '  Container proxy, sidecar 2, begins in its turn, runs until the pod ends, image busybox',
      '    proxy listens on port 15001/TCP, certain, from the command "-p 15001"',
      '  Container web, main, runs side by side with the others, image busybox',
      '    web listens on port 8080/TCP, named http, certain, declared, from the command "-p 8080"',
      '      Error: Port 8080/TCP is already taken in this pod: "admin" listens on it too.',
      '    web has a livenessProbe at port http, reaches web and admin',
      '    web has volume data at /www, read-only',
      '  Container admin, main, runs side by side with the others, image busybox',
      '    admin listens on port 8080/TCP, certain, from the command "-p 8080"',
      '      Error: Port 8080/TCP is already taken in this pod: "web" listens on it too.',
      '  Container poll, main, runs side by side with the others, image busybox',
      '    poll connects to localhost 8080, reaches web and admin',
      '  Volume data, emptyDir, empty at first, mounted by fetch, web',
      '  Service shop, 2 ports, selects this pod',
      '    Port 80 goes to http: reaches web and admin',
      '    Port 81 goes to gone: no such port',
      '      Warning: Deployment "shop", which this Service selects, has no port named "gone", only "http".',
      '    curl in Pod client connects to shop:80: reaches web and admin',
    ]);
  });

  it('draws the Ingresses that lead to its Services before them', () => {
    const { map, places } = placed(SHOP + INGRESS);
    const told = lines(mapAsText(map)).filter((line) =>
      /^ {2}(?:Ingress|Service)| goes to shop/.test(line),
    );
    assert.deepEqual(told, [
      '  Ingress front, leads to Service shop',
      '    shop.example.com/cart goes to shop:80',
      '    shop.example.com/old goes to shop:gone, no such port',
      '    * goes to shop:81',
      '  Service shop, 2 ports, selects this pod',
    ]);
    const [cart] = map.ingresses[0]?.routes ?? [];
    const place = places.get(cart?.id ?? '');
    assert.equal(place?.document.chunk.text.slice(place.span.start, place.span.end), '/cart');
    for (const width of [320, 1200]) {
      const shapes = flat(drawPodMap(map, { width, measure: estimate }).shapes);
      const top = (name: string): number =>
        Number(shapes.find(({ attributes }) => attributes['class'] === name)?.attributes['y']);
      assert.ok(top('ingress') < top('service'));
      const to = shapes.flatMap(({ attributes }) =>
        String(attributes['data-from']).startsWith('ingress:') ? [attributes['data-to']] : [],
      );
      assert.deepEqual(to, ['service:shop:80', 'service:shop:81']);
      for (const { tag, attributes } of shapes)
        if (tag === 'rect')
          assert.ok(Number(attributes['x']) + Number(attributes['width']) <= width);
    }
    assert.match(
      toMermaid([map]),
      /\{\{"Ingress front"\}\}[^]*-->\|"shop\.example\.com\/cart → shop:80"\|/,
    );
  });

  it('lays the node’s namespaces around the pod', () => {
    const { map } = placed(`apiVersion: v1
kind: Pod
metadata: { name: agent }
spec:
  hostNetwork: true
  hostPID: true
  containers: [{ name: agent, image: busybox, command: [httpd, -f, -p, "9100"] }]
`);
    assert.deepEqual(
      map.namespaces.map(({ kind, of }) => `${kind} of the ${of}`),
      ['network of the node', 'uts of the node', 'pid of the node', 'ipc of the pod'],
    );
    assert.deepEqual([map.address, map.hostname], ["the node's", "the node's"]);
    const rects = shapesOf(map).filter(({ tag }) => tag === 'rect');
    const pod = rects.find(({ attributes }) => attributes['class'] === 'pod');
    const network = rects.find(({ attributes }) => attributes['class'] === 'ring network node');
    assert.ok(Number(network?.attributes['x']) < Number(pod?.attributes['x']));
    assert.ok(Number(network?.attributes['height']) > Number(pod?.attributes['height']));
  });

  it('knows where each part is written', () => {
    const { map, places } = placed(SHOP);
    const text = (id: string | undefined): string | undefined => {
      const place = places.get(id ?? '');
      return place?.document.chunk.text.slice(place.span.start, place.span.end);
    };
    const web = map.containers.find(({ name }) => name === 'web');
    assert.equal(text('pod'), 'shop');
    assert.equal(text(web?.id), 'web');
    assert.equal(text(web?.listeners[0]?.id), '8080');
    assert.equal(text(web?.calls[0]?.id), 'http');
    assert.equal(text(web?.mounts[0]?.id), '/www');
    assert.equal(text(map.volumes[0]?.id), 'data');
    assert.equal(text(map.services[0]?.callers[0]?.id), 'shop');
    assert.equal(text(map.problems.at(-1)?.id), 'gone');
  });

  it('shows the pod at the cursor, else the one before, else the first', () => {
    const pods = podsFrom(SHOP);
    const [shop, client] = pods;
    const at = { document: client?.document, offset: 40 };
    assert.equal(podLookedAt(pods, at, undefined), client);
    assert.equal(podLookedAt(pods, undefined, 'Pod/prod/client'), client);
    assert.equal(podLookedAt(pods, undefined, 'Pod//gone'), shop);
    assert.equal(podLookedAt([], undefined, undefined), undefined);
  });

  for (const width of [320, 400, 759, 760, 1200]) {
    it(`fits a width of ${width}`, () => {
      const { shapes, height } = drawPodMap(placed(SHOP).map, { width, measure: estimate });
      for (const { tag, attributes } of flat(shapes)) {
        if (tag !== 'rect') continue;
        const [x, y] = [Number(attributes['x']), Number(attributes['y'])];
        const [w, h] = [Number(attributes['width']), Number(attributes['height'])];
        const said = JSON.stringify(attributes);
        assert.ok(x >= 0 && x + w <= width && w > 0, said);
        assert.ok(y >= 0 && y + h <= height && h > 0, said);
      }
    });
  }

  it('draws a link for each connection and mount, and a cross for what is not reached', () => {
    const classes = shapesOf(placed(SHOP).map).map(({ attributes }) => String(attributes['class']));
    const count = (name: string): number =>
      classes.filter((one) => one.split(' ').includes(name)).length;
    assert.deepEqual(
      [count('reaches'), count('calls'), count('mounts'), count('rivals'), count('port')],
      [2, 2 + 1, 2, 1, 3],
    );
  });

  it('takes names for nothing but text', () => {
    const hostile = `apiVersion: v1
kind: Pod
metadata: { name: '<img src=x onerror=alert(1)>' }
spec:
  containers:
    - { name: '"]; click p0 "javascript:alert(1)"', image: '</text><script>alert(1)</script>' }
    - { name: '', image: "\\u0001&amp;" }
`;
    const { map } = placed(hostile);
    const svg = toSvg(mapDocument([map], { width: 800, measure: estimate, palette: LIGHT }));
    assert.doesNotMatch(svg, /<img|<script/);
    assert.ok(!svg.includes('\u0001'));
    assert.match(svg, /&lt;img src=x onerror=alert\(1\)&gt;/);
    const mermaid = toMermaid([map]);
    assert.doesNotMatch(mermaid, /<img|<script|^\s*click/m);
    assert.match(mermaid, /#quot;\]; click p0 #quot;javascript/);
  });

  it('draws something for text that is being typed', () => {
    for (let end = 0; end < SHOP.length; end += 23) {
      for (const pod of podsFrom(SHOP.slice(0, end))) {
        const { map } = podMap(sourcesFor(SHOP.slice(0, end)), pod);
        assert.ok(drawPodMap(map, { width: 400, measure: estimate }).height > 0);
      }
    }
  });
});

describe('problems of one place', () => {
  it('all hang on the part that they are about', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - { name: web, image: x, args: [1] }
`;
    const sources = sourcesFor(text);
    const [pod] = podsFrom(text);
    assert.ok(pod);
    const { map } = podMap(
      {
        ...sources,
        problemsIn: (document) =>
          sources
            .problemsIn(document)
            .flatMap((problem) => [problem, { ...problem, message: 'the same place' }, problem]),
      },
      pod,
    );
    assert.equal(new Set(map.problems.map(({ id }) => id)).size, 3);
    assert.deepEqual(
      map.problems.map(({ part }) => part),
      Array(3).fill(map.containers[0]?.id),
    );
  });
});

const URI = 'file:///work/shop.yaml';

function snapshotOf(text: string) {
  return emptySnapshot({ readStream, readFacts, linkDocument }).withFiles([{ uri: URI, text }]);
}

function sourcesFor(text: string): Parameters<typeof podMap>[0] {
  const snapshot = snapshotOf(text);
  return {
    snapshot,
    problemsIn: (document) =>
      checkDocument(snapshot.link(document), NO_CONFIGURATION, (_rule, error) => {
        throw error;
      }),
  };
}

function podsFrom(text: string) {
  const snapshot = snapshotOf(text);
  const file = snapshot.file(URI);
  return file ? podsIn(snapshot, file) : [];
}

function placed(text: string): PlacedMap {
  const sources = sourcesFor(text);
  const file = sources.snapshot.file(URI);
  const [pod] = file ? podsIn(sources.snapshot, file) : [];
  assert.ok(pod);
  return podMap(sources, pod);
}

function lines({ text, children }: TextItem, indent = ''): readonly string[] {
  return [`${indent}${text}`, ...children.flatMap((child) => lines(child, `${indent}  `))];
}

function shapesOf(map: PlacedMap['map']): readonly Shape[] {
  return flat(drawPodMap(map, { width: 1200, measure: estimate }).shapes);
}

function flat(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.flatMap((one) => [one, ...flat(one.children)]);
}

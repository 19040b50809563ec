import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Connection, PodConnections } from '../../../server/src/analysis/connections.ts';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import type { LinkedPod } from '../../../server/src/analysis/linked.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import type { Snapshot } from '../../../server/src/analysis/workspace.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const SHOP = `
apiVersion: v1
kind: Pod
metadata: { name: shop, labels: { app: shop } }
spec:
  initContainers:
    - name: schema
      image: busybox
      command: [sh, -c, "until nc -z localhost 8080; do sleep 1; done"]
    - name: proxy
      image: busybox
      restartPolicy: Always
      command: [nc, -lk, -p, "15001"]
      ports: [{ name: http, containerPort: 15001 }]
  containers:
    - name: web
      image: busybox
      command: [httpd, -f, -p, "8080"]
      ports: [{ name: http, containerPort: 8080 }]
      livenessProbe: { httpGet: { port: http } }
      readinessProbe: { tcpSocket: { port: 9000 } }
      startupProbe: { exec: { command: [wget, -qO-, "http://localhost:8080/"] } }
      lifecycle: { preStop: { httpGet: { port: bye } } }
    - name: admin
      image: busybox
      command: [httpd, -f, -p, "127.0.0.1:9000"]
    - name: poll
      image: busybox
      command: [wget, "http://127.0.0.1:7777/"]
---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  selector: { app: shop }
  ports:
    - { name: web, port: 80, targetPort: http }
    - { name: admin, port: 81, targetPort: 9000 }
    - { name: gone, port: 82, targetPort: gone }
---
apiVersion: v1
kind: Pod
metadata: { name: client }
spec:
  containers:
    - name: curl
      image: curlimages/curl
      command: [curl, "http://shop/", "http://shop.default.svc.cluster.local:9999/"]
---
apiVersion: v1
kind: Pod
metadata: { name: stranger }
spec:
  containers:
    - name: curl
      image: curlimages/curl
      command: [curl, "http://shop.example.com/"]
`;

describe('who connects to a pod', () => {
  it('are probes and hooks, whose named ports are those of their own container', () => {
    assert.deepEqual(shown(SHOP, 'shop', 'fromKubelet'), [
      'livenessProbe of web → 8080/TCP: reaches web (at http)',
      'readinessProbe of web → 9000/TCP: loopback-only, missed admin (at 9000)',
      'preStop of web → bye/TCP: no-such-port (at bye)',
    ]);
  });

  it('are its own containers at localhost, by their programs and by the commands of probes', () => {
    assert.deepEqual(shown(SHOP, 'shop', 'fromContainers'), [
      'schema → 8080/TCP: not-together, missed web (at 8080)',
      'startupProbe of web → 8080/TCP: reaches web (at 8080)',
      'poll → 7777/TCP: nothing (at 7777)',
    ]);
  });

  it('are Services, to main containers before sidecars, and not to what listens on loopback', () => {
    assert.deepEqual(shown(SHOP, 'shop', 'fromServices'), [
      'Service shop 80 → 8080/TCP: reaches web (at http)',
      'Service shop 81 → 9000/TCP: loopback-only, missed admin (at 9000)',
      'Service shop 82 → gone/TCP: no-such-port (at gone)',
    ]);
  });

  it('are pods that address its Services, by any of the names that the cluster resolves', () => {
    assert.deepEqual(shown(SHOP, 'shop', 'fromPods'), [
      'curl in client → 8080/TCP: reaches web (at shop)',
      'curl in client → ?/TCP: no-such-port (at 9999)',
    ]);
  });

  it('connect straight to the port that they name where the Service is headless', () => {
    const headless = SHOP.replace('spec:\n  selector', 'spec:\n  clusterIP: None\n  selector');
    assert.deepEqual(
      shown(headless.replace(':9999', ':8080'), 'shop', 'fromPods').at(-1),
      'curl in client → 8080/TCP: reaches web (at 8080)',
    );
  });

  it('may reach what is not known on the network of the node, or where a container is injected', () => {
    const onNode = SHOP.replace('spec:', 'spec:\n  hostNetwork: true');
    const poll = (text: string) => shown(text, 'shop', 'fromContainers').at(-1);
    assert.equal(poll(onNode), 'poll → 7777/TCP: unknown (at 7777)');
    const injected = SHOP.replace(
      '{ app: shop }',
      '{ app: shop, sidecar.istio.io/inject: "true" }',
    );
    assert.equal(poll(injected), 'poll → 7777/TCP: unknown (at 7777)');
  });

  it('are asked of the scope only where they can matter, and are kept while the answer is the same', () => {
    const files = [shopFile(SHOP), { uri: 'file:///work/other.yaml', text: OTHER }];
    const before = emptySnapshot(STEPS).withFiles(files);
    const pod = podNamed(before, 'shop');
    assert.equal(pod.connections.fromPods.length, 2);

    const unrelated = OTHER.replace('http://elsewhere/', 'http://nowhere/');
    const after = before.withFiles([{ uri: 'file:///work/other.yaml', text: unrelated }]);
    assert.equal(podNamed(after, 'shop'), pod);
    assert.equal(podNamed(after, 'shop').connections.fromPods, pod.connections.fromPods);

    const calling = OTHER.replace('http://elsewhere/', 'http://shop/');
    const called = before.withFiles([{ uri: 'file:///work/other.yaml', text: calling }]);
    assert.equal(podNamed(called, 'shop').connections.fromPods.length, 3);
  });
});

const OTHER = `
apiVersion: v1
kind: Pod
metadata: { name: other }
spec:
  containers: [{ name: curl, image: curlimages/curl, command: [curl, "http://elsewhere/"] }]
`;

const STEPS = { readStream, readFacts, linkDocument };

function shopFile(text: string) {
  return { uri: 'file:///work/shop.yaml', text };
}

function podNamed(snapshot: Snapshot, name: string): LinkedPod {
  const pods = [...snapshot.files.values()]
    .flatMap(({ documents }) => documents)
    .flatMap((document) => snapshot.link(document).pods);
  const pod = pods.find(({ facts }) => facts.resource.name?.value === name);
  assert.ok(pod, name);
  return pod;
}

function shown(text: string, name: string, part: keyof PodConnections): readonly string[] {
  const pod = podNamed(emptySnapshot(STEPS).withFiles([shopFile(text)]), name);
  return pod.connections[part].map(line);
}

function line(connection: Connection): string {
  const { port, portName, protocol, outcome, reaches, missed, place } = connection;
  const names = (sockets: typeof reaches) => sockets.map(({ container }) => container.label);
  const { span, document } = place;
  return [
    `${origin(connection.from)} → ${port ?? portName ?? '?'}/${protocol}: ${[outcome, ...names(reaches)].join(' ')}`,
    missed.length > 0 ? `, missed ${names(missed).join(' ')}` : '',
    ` (at ${document.chunk.text.slice(span.start, span.end)})`,
  ].join('');
}

function origin(from: Connection['from']): string {
  switch (from.type) {
    case 'kubelet':
      return `${from.handler.field} of ${from.container.label}`;
    case 'container':
      return `${from.handler ? `${from.handler.field} of ` : ''}${from.container.label}`;
    case 'service':
      return `Service ${from.service.resource.name?.value ?? ''} ${from.port.port?.value ?? ''}`;
    case 'pod':
      return `${from.container.container.name?.value ?? ''} in ${from.pod.resource.name?.value ?? ''}`;
  }
}

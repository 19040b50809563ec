import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { codeLenses } from '../../../server/src/features/code-lenses.ts';
import { inlayHints } from '../../../server/src/features/inlay-hints.ts';
import { workspaceAt } from './workspace-at.ts';

/** The text with each hint written in brackets where the editor shows it, and `@` before what it leads to. */
function hinted(files: Readonly<Record<string, string>> | string): string {
  const at = workspaceAt(files);
  const text = at.document.chunk.text;
  return inlayHints(at.snapshot.link(at.document))
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((result, { offset, parts }) => {
      const words = parts.map((part) => {
        const [target] = part.target ? at.show([part.target]) : [];
        return target === undefined ? part.text : `${part.text}@${target.split(' ')[0] ?? ''}`;
      });
      return `${result.slice(0, offset)}[${words.join('')}]${result.slice(offset)}`;
    }, text);
}

const pod = (spec: string): string => `<|>apiVersion: v1
kind: Pod
metadata: {name: shop, labels: {app: shop}}
spec:
${spec}`;

describe('inlay hints', () => {
  it('say who else is on a port, where it is declared and where it is not', () => {
    const text = hinted(
      pod(`  containers:
  - name: web
    image: busybox
    command: [httpd, -f, -p, '8080']
  - name: admin
    image: registry.example.com/admin
    ports:
    - containerPort: 8080
`),
    );
    assert.match(text, /'8080'\[also admin@web\.yaml:12]\]/);
    assert.match(text, /containerPort: 8080\[also web@web\.yaml:8]/);
  });

  it('are silent on ports that nobody else wants', () => {
    const text = hinted(
      pod(`  containers:
  - {name: web, image: nginx, ports: [{containerPort: 80}]}
  - {name: dns, image: x, ports: [{containerPort: 80, protocol: UDP}]}
`),
    );
    assert.doesNotMatch(text, /\[also/);
  });

  it('say the number behind a name, in the own container only', () => {
    const text = hinted(
      pod(`  containers:
  - name: web
    image: x
    ports:
    - {name: http, containerPort: 8080}
    readinessProbe: {httpGet: {port: http}}
  - name: other
    image: x
    livenessProbe: {tcpSocket: {port: http}}
`),
    );
    assert.match(text, /httpGet: \{port: http\[= 8080@web\.yaml:9]\}/);
    assert.match(text, /tcpSocket: \{port: http\}/);
  });

  it("say where a Service's named port leads", () => {
    const text = hinted({
      'service.yaml': `<|>apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports:
  - {port: 80, targetPort: http}
  - {port: 81, targetPort: 8081}
  - {port: 82, targetPort: admin}
`,
      'pod.yaml': pod(
        `  containers: [{name: web, image: x, ports: [{name: http, containerPort: 8080}]}]\n`,
      ).replace('<|>', ''),
    });
    assert.match(text, /targetPort: http\[= 8080 \(web\)@pod\.yaml:5]/);
    assert.match(text, /targetPort: 8081\}/);
    assert.match(text, /targetPort: admin\}/);
  });

  it('say a port that is the same in several workloads once', () => {
    const web = (name: string, container: string, port: number): string => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: web}}
spec:
  containers: [{name: ${container}, image: x, ports: [{name: http, containerPort: ${port}}]}]
`;
    const text = hinted(`apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http<|>}]
${web('web-0', 'web', 8080)}${web('web-1', 'old', 8080)}${web('web-2', 'web', 8080)}`);
    assert.match(
      text,
      /targetPort: http\[= 8080 \(web\)@web\.yaml:12, 8080 \(old\)@web\.yaml:18]\}/,
    );
  });

  it("say which ports are the node's", () => {
    const ports = '[{containerPort: 80}, {containerPort: 81, hostPort: 81}]';
    const containers = `  containers: [{name: web, image: x, ports: ${ports}}]\n`;
    const text = hinted(pod(`  hostNetwork: true\n${containers}`));
    assert.match(text, /containerPort: 80\[= hostPort 80@web\.yaml:5]/);
    assert.match(text, /containerPort: 81, hostPort: 81\}/);
    assert.doesNotMatch(hinted(pod(containers)), /\[=/);
  });

  it('say which init containers are native sidecars', () => {
    const text = hinted(
      pod(`  initContainers:
  - {name: setup, image: x}
  - {name: logs, image: x, restartPolicy: Always}
  containers: [{name: web, image: x}]
`),
    );
    assert.match(text, /name: logs\[native sidecar@web\.yaml:7]/);
    assert.match(text, /name: setup,/);
  });
});

describe('code lenses', () => {
  const lensesOf = (text: string): readonly string[] => {
    const at = workspaceAt(text);
    const [linked] = at.snapshot.link(at.document).pods;
    assert.ok(linked);
    return codeLenses(linked, []).map(({ title }) => title);
  };

  it('tell containers, listeners and what is shared', () => {
    assert.deepEqual(
      lensesOf(
        pod(`  shareProcessNamespace: true
  initContainers:
  - {name: setup, image: busybox, command: [mkdir, /x]}
  - {name: logs, image: busybox, command: [tail, -F, /x], restartPolicy: Always}
  containers:
  - {name: web, image: nginx, ports: [{containerPort: 80}]}
  - {name: dns, image: x, ports: [{containerPort: 53, protocol: UDP}]}
`),
      ),
      [
        '1 init container, 1 native sidecar, 2 containers',
        'listening: 80 web, 53/UDP dns',
        'shared: network, hostname, IPC, processes',
        'Show Pod Map',
      ],
    );
  });

  it('tell what a single container shares with its node', () => {
    const single = `  containers: [{name: web, image: x}]\n`;
    assert.deepEqual(lensesOf(pod(single)), [
      '1 container',
      'namespaces of its own',
      'Show Pod Map',
    ]);
    assert.deepEqual(lensesOf(pod(`  hostNetwork: true\n  hostPID: true\n${single}`)), [
      '1 container',
      "on the node's network, the node's processes",
      'Show Pod Map',
    ]);
  });

  it('count the listeners that are too many to tell', () => {
    const ports = [1, 2, 3, 4, 5, 6].map((port) => `{containerPort: ${port}}`).join(', ');
    const [, listeners] = lensesOf(
      pod(`  containers: [{name: web, image: x, ports: [${ports}]}]\n`),
    );
    assert.equal(listeners, 'listening: 1 web, 2 web, 3 web, 4 web and 2 more');
  });
});

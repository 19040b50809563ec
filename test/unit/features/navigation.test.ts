import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { definitions, references } from '../../../server/src/features/navigation.ts';
import { workspaceAt } from './workspace-at.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubectl.kubernetes.io/default-container: web
spec:
  initContainers:
    - name: web-init
      image: busybox
      volumeMounts:
        - {name: logs, mountPath: /l}
  containers:
    - name: web
      image: nginx
      ports:
        - name: http
          containerPort: 80
      readinessProbe:
        httpGet: {port: http}
      volumeMounts:
        - name: logs
          mountPath: /var/log
    - name: other
      image: nginx
      env:
        - name: CPU
          valueFrom:
            resourceFieldRef: {containerName: web, resource: limits.cpu}
      ports:
        - {name: http2, containerPort: 81}
      volumeDevices:
        - {name: disk, devicePath: /dev/x}
  volumes:
    - name: "logs"
      emptyDir: {}
    - name: disk
      persistentVolumeClaim: {claimName: data}
`;

function at(text: string, piece: string, offset = 0): string {
  const start = text.indexOf(piece);
  assert.ok(start >= 0, piece);
  return `${text.slice(0, start + offset)}<|>${text.slice(start + offset)}`;
}

function definitionsAt(files: Parameters<typeof workspaceAt>[0]): readonly string[] {
  const { snapshot, document, offset, show } = workspaceAt(files);
  return show(definitions(snapshot, document, offset));
}

function referencesAt(files: Parameters<typeof workspaceAt>[0]): readonly string[] {
  const { snapshot, document, offset, show } = workspaceAt(files);
  return show(references(snapshot, document, offset));
}

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop, tier: front}
    spec:
      serviceAccountName: shop
      containers:
        - name: web
          image: nginx
          ports: [{name: http, containerPort: 80}]
          envFrom: [{configMapRef: {name: settings}}]
          env:
            - name: MODE
              valueFrom:
                configMapKeyRef: {name: settings, key: mode}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports: [{port: 80, targetPort: http}]
`;
const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {mode: fast}
`;

describe('definition and references', () => {
  it('go from mounts and devices to the volume, in its own pod', () => {
    assert.deepEqual(definitionsAt(at(POD, 'logs, mount')), ['web.yaml:35 logs']);
    assert.deepEqual(definitionsAt(at(POD, 'disk, device', 4)), ['web.yaml:37 disk']);
    const two = `${POD}---\n${POD}`;
    assert.deepEqual(referencesAt(at(two, '"logs"', 2)), [
      'web.yaml:12 logs',
      'web.yaml:22 logs',
      'web.yaml:35 logs',
    ]);
  });

  it('go to a claim template', () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      containers:
        - name: db
          image: postgres
          volumeMounts: [{name: da<|>ta, mountPath: /data}]
  volumeClaimTemplates:
    - metadata: {name: data}
`;
    assert.deepEqual(definitionsAt(text), ['web.yaml:12 data']);
  });

  it('know who names a container', () => {
    assert.deepEqual(referencesAt(at(POD, 'web\n      image')), [
      'web.yaml:6 web',
      'web.yaml:14 web',
      'web.yaml:29 web',
    ]);
  });

  it('look for a probe’s port in its own container', () => {
    assert.deepEqual(definitionsAt(at(POD, 'http}')), ['web.yaml:17 http']);
    const without = POD.replace('- name: http\n', '- name: web\n');
    assert.deepEqual(definitionsAt(at(without, 'http}')), []);
  });

  it('follow a port’s name through Services to all pods behind them', () => {
    const files = {
      'a.yaml': at(SHOP, 'http, '),
      'b.yaml': SHOP.replaceAll('name: shop', 'name: shop2').replace('port: 80}', 'port: 81}'),
      'service.yaml': SERVICE,
      'far/service.yaml': SERVICE,
    };
    assert.deepEqual(referencesAt(files), [
      'a.yaml:15 http',
      'b.yaml:15 http',
      'service.yaml:6 http',
    ]);
    const from = { ...files, 'a.yaml': SHOP, 'service.yaml': at(SERVICE, 'http') };
    assert.deepEqual(definitionsAt(from), ['a.yaml:15 http', 'b.yaml:15 http']);
  });

  it('go from selectors to the labels of the pods that they select', () => {
    assert.deepEqual(
      referencesAt({ 'shop.yaml': SHOP, 'service.yaml': at(SERVICE, 'app: shop', 5) }),
      ['service.yaml:5 shop', 'shop.yaml:6 shop', 'shop.yaml:9 shop'],
    );
    assert.deepEqual(
      definitionsAt({ 'shop.yaml': SHOP, 'service.yaml': at(SERVICE, 'app: shop', 5) }),
      ['shop.yaml:9 shop'],
    );
  });

  it('go to the ConfigMap that is meant, and to its keys', () => {
    const files = { 'shop.yaml': at(SHOP, 'settings}}'), 'a/settings.yaml': SETTINGS };
    assert.deepEqual(definitionsAt(files), []);
    assert.deepEqual(definitionsAt({ ...files, 'settings.yaml': SETTINGS }), [
      'settings.yaml:3 settings',
    ]);
    assert.deepEqual(definitionsAt({ 'shop.yaml': at(SHOP, 'mode}'), 'settings.yaml': SETTINGS }), [
      'settings.yaml:4 mode',
    ]);
  });

  it('take a resource of the file itself for the one that is meant, and the others for alternatives', () => {
    const files = {
      'right.yaml': `${at(SHOP, 'settings}}')}---\n${SETTINGS}`,
      'wrong.yaml': `${SHOP}---\n${SETTINGS}`,
    };
    assert.deepEqual(referencesAt(files), [
      'right.yaml:16 settings',
      'right.yaml:20 settings',
      'right.yaml:24 settings',
    ]);
  });

  it('keep namespaces apart', () => {
    const other = SETTINGS.replace('{name: settings}', '{name: settings, namespace: b}');
    assert.deepEqual(definitionsAt({ 'shop.yaml': at(SHOP, 'settings}}'), 'b.yaml': other }), []);
  });

  it('find the Service of an Ingress', () => {
    const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: sh<|>op, port: {number: 80}}}
`;
    assert.deepEqual(definitionsAt({ 'ingress.yaml': ingress, 'service.yaml': SERVICE }), [
      'service.yaml:3 shop',
    ]);
  });

  it('say nothing where nothing is named', () => {
    assert.deepEqual(referencesAt(at(POD, 'nginx')), []);
    assert.deepEqual(referencesAt(at(POD, 'mountPath')), []);
  });
});

import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { prepareRename, rename } from '../../../server/src/features/rename.ts';
import { workspaceAt } from './workspace-at.ts';

type Files = Parameters<typeof workspaceAt>[0];

/** The changed files, or why there are none. */
function renamed(files: Files, newName: string): Readonly<Record<string, string>> | string {
  const { snapshot, document, offset, apply } = workspaceAt(files);
  const result = rename(snapshot, document, offset, newName);
  assert.ok(result, 'something is named here');
  return 'refusal' in result ? result.refusal : apply(result.edits);
}

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {container.apparmor.security.beta.kubernetes.io/web: unconfined}
spec:
  containers:
    - name: web
      image: nginx
      volumeMounts:
        - name: <|>logs # of the server
          mountPath: /var/log
    - name: tail
      image: busybox
      volumeMounts: [{name: 'logs', mountPath: /logs}]
  volumes:
    - name: "logs"
    - name: other
`;

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: web
          image: nginx
          ports: [{name: http, containerPort: 80}]
          envFrom: [{configMapRef: {name: settings}}]
          livenessProbe: {httpGet: {port: http}}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports: [{port: 80, targetPort: http}]
`;
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: shop, port: {name: web}}}
  rules:
    - http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: shop, port: {name: web}}}}
          - {path: /b, pathType: Prefix, backend: {service: {name: other, port: {name: web}}}}
`;
const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: {name: <|>settings}
`;

describe('renaming', () => {
  it('changes a volume and its mounts, and keeps quotes and comments', () => {
    assert.deepEqual(renamed(POD, 'access'), {
      'web.yaml': POD.replace('<|>', '').replaceAll(/(?<=name: ["']?)logs/g, 'access'),
    });
  });

  it('shows the name without its quotes', () => {
    const text = POD.replace('<|>', '').replace('"logs"', '"<|>logs"');
    const { snapshot, document, offset } = workspaceAt(text);
    const found = prepareRename(snapshot, document, offset);
    assert.ok(found && 'span' in found);
    assert.equal(document.chunk.text.slice(found.span.start, found.span.end), 'logs');
    assert.equal(found.name, 'logs');
  });

  it('changes a container’s name inside a longer key too', () => {
    const text = POD.replace('<|>', '').replace('- name: web', '- name: <|>web');
    const result = renamed(text, 'server');
    assert.ok(typeof result !== 'string');
    assert.match(result['web.yaml'] ?? '', /kubernetes\.io\/server: unconfined[^]+- name: server/);
    assert.match(result['web.yaml'] ?? '', /metadata:\n {2}name: web/);
  });

  it('changes a port in declaration, probes and Services', () => {
    const files = {
      'shop.yaml': SHOP.replace('port: http}', 'port: <|>http}'),
      'service.yaml': SERVICE,
    };
    assert.deepEqual(renamed(files, 'web'), {
      'shop.yaml': SHOP.replaceAll('http,', 'web,').replace('port: http}', 'port: web}'),
      'service.yaml': SERVICE.replace('http', 'web'),
    });
  });

  it('changes a label in pods and selectors', () => {
    const files = { 'shop.yaml': SHOP, 'service.yaml': SERVICE.replace('{app: ', '{app: <|>') };
    assert.deepEqual(renamed(files, 'store'), {
      'shop.yaml': SHOP.replaceAll('app: shop', 'app: store'),
      'service.yaml': SERVICE.replace('app: shop', 'app: store'),
    });
  });

  it('changes a ConfigMap and its users in the scope', () => {
    assert.deepEqual(renamed({ 'shop.yaml': SHOP, 'settings.yaml': SETTINGS }, 'config.v2'), {
      'shop.yaml': SHOP.replace('settings', 'config.v2'),
      'settings.yaml': SETTINGS.replace('<|>settings', 'config.v2'),
    });
  });

  describe('is refused', () => {
    const refused = (files: Files, newName: string, reason: RegExp): void => {
      const result = renamed(files, newName);
      assert.ok(typeof result === 'string', JSON.stringify(result));
      assert.match(result, reason);
    };

    it('for a name that Kubernetes refuses', () => {
      refused(POD, 'My_Logs', /^"My_Logs" may hold only lower-case letters/);
      refused(POD, '', /must not be empty/);
      const port = { 'shop.yaml': SHOP.replace('port: http}', 'port: <|>http}') };
      refused(port, 'a-name-of-sixteen', /is longer than 15 characters/);
      refused(port, '8080', /at least one letter/);
    });

    it('for a name that is taken', () => {
      refused(POD, 'other', /^A volume of this pod is called "other" already\.$/);
      const other = SETTINGS.replace('<|>settings', 'other');
      const files = { 'settings.yaml': SETTINGS, 'other.yaml': other };
      refused(files, 'other', /^A ConfigMap is called "other" already\.$/);
    });

    it('for a volume that is not there', () => {
      refused(POD.replace('"logs"', 'log'), 'x', /^No volume of this pod is called "logs"\.$/);
    });

    it('for a ConfigMap that is not in the manifests', () => {
      const files = { 'shop.yaml': SHOP.replace('{name: settings', '{name: <|>settings') };
      refused(files, 'x', /^No ConfigMap "settings" is in these manifests/);
    });

    it('where an alias stands for the name too', () => {
      const text = `apiVersion: v1
kind: Pod
metadata: {name: &app web, labels: {app: *app}}
spec:
  containers:
    - {name: &c <|>web, image: nginx}
`;
      refused(text, 'x', /^"web" has an anchor/);
      const list = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
    - {name: a, image: nginx, volumeMounts: &mounts [{name: logs, mountPath: /l}]}
  containers:
    - {name: b, image: nginx, volumeMounts: *mounts}
  volumes: [{name: <|>logs}]
`;
      refused(list, 'x', /^"logs" is reached through an alias too/);
    });

    it('where a template or a patch of the scope names it', () => {
      const template = `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}
spec:
  containers:
    - name: x
      envFrom: [{configMapRef: {name: settings}}]
`;
      refused(
        { 'settings.yaml': SETTINGS, 'pod.yaml': template },
        'x',
        /^"settings" is also written in pod\.yaml, in a part that is not read, for it is a template\.$/,
      );
      const patch = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers: [{name: web, env: []}]
`;
      const shop = { 'shop.yaml': SHOP.replace('name: web', 'name: <|>web') };
      refused({ ...shop, 'patch.yaml': patch }, 'x', /patch\.yaml.*it is a patch/);
      const other = patch.replace('{name: shop}', '{name: other}');
      assert.ok(typeof renamed({ ...shop, 'patch.yaml': other }, 'x') !== 'string');
    });

    it('where a file outside of the scope uses it, unless that has one of its own', () => {
      const files = { 'settings.yaml': SETTINGS, 'far/shop.yaml': SHOP };
      refused(files, 'x', /^"settings" is also used in shop\.yaml/);
      const own = { ...files, 'far/settings.yaml': SETTINGS.replace('<|>', '') };
      assert.ok(typeof renamed(own, 'x') !== 'string');
    });

    it('for a Service and for keys, which programs know', () => {
      refused(
        { 's.yaml': SERVICE.replace('{name: shop', '{name: <|>shop') },
        'x',
        /^Programs reach/,
      );
    });
  });
});

describe('rename of a port of a Service', () => {
  const service = SERVICE.replace('{port: 80', '{name: <|>web, port: 80');

  it('takes the Ingresses that lead to it along, and no others', () => {
    assert.deepEqual(renamed({ 'ingress.yaml': INGRESS, 'service.yaml': service }, 'front'), {
      'ingress.yaml': INGRESS.replaceAll(
        'name: shop, port: {name: web}',
        'name: shop, port: {name: front}',
      ),
      'service.yaml': service.replace('<|>web', 'front'),
    });
  });

  it('starts at an Ingress too, and is refused where the Service is elsewhere', () => {
    const asked = INGRESS.replace('{name: web}', '{name: <|>web}');
    const at = { 'ingress.yaml': asked, 'service.yaml': service.replace('<|>', '') };
    assert.notEqual(typeof renamed(at, 'front'), 'string');
    assert.equal(
      renamed({ 'ingress.yaml': asked }, 'front'),
      'No Service here has a port with the name "web".',
    );
  });

  it('is refused where another port of the Service has the name', () => {
    const two = service.replace('targetPort: http}', 'targetPort: http}, {name: front, port: 81}');
    assert.equal(
      renamed({ 'a.yaml': two }, 'front'),
      'A port of this Service is called "front" already.',
    );
  });
});

import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn } from './actions-at.ts';

const REWRITE = { kinds: ['refactor.rewrite'] } as const;
/** What is offered of this, among the rest. */
const made = (source: string): readonly string[] =>
  actionsIn(source, REWRITE).titles.filter((title) => title.startsWith('Make '));
const TO = 'Make tail a native sidecar (Kubernetes 1.29 and later)';
const BACK = 'Make tail a main container';

const MAIN = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports: [{containerPort: 80}]
    # Shows the log.
    - name: tail # busybox has it
      image: busybox:1.36
      command: [tail, -F, /logs/access.log]
      livenessProbe:
        exec: {command: [test, -e, /logs]}
      volumeMounts: [{name: logs, mountPath: /logs}]
  volumes: [{name: logs, emptyDir: {}}]
`;
const SIDECAR = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    # Shows the log.
    - name: tail # busybox has it
      restartPolicy: Always
      image: busybox:1.36
      command: [tail, -F, /logs/access.log]
      livenessProbe:
        exec: {command: [test, -e, /logs]}
      volumeMounts: [{name: logs, mountPath: /logs}]
  containers:
    - name: web
      image: nginx:1.27
      ports: [{containerPort: 80}]
  volumes: [{name: logs, emptyDir: {}}]
`;
const inTail = (text: string): string => text.replace('name: tail', 'name: <|>tail');

const WAITS = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: first
      image: busybox:1.36
      command: ['true']
    - name: wait
      image: busybox:1.36
      command: [sh, -c, 'until wget -q http://localhost:8080; do sleep 1; done']
  containers:
    - name: web
      image: nginx:1.27
    - name: <|>tail
      image: busybox:1.36
      command: [httpd, -f, -p, '8080']
`;

describe('making a container a native sidecar', () => {
  it('keeps all that it says', () => {
    assert.deepEqual(actionsIn(inTail(MAIN), REWRITE).after(TO), { 'web.yaml': SIDECAR });
  });

  it('is undone by its opposite', () => {
    assert.deepEqual(actionsIn(inTail(SIDECAR), REWRITE).after(BACK), { 'web.yaml': MAIN });
    const crlf = SIDECAR.replaceAll('\n', '\r\n');
    assert.deepEqual(actionsIn(inTail(crlf), REWRITE).after(BACK), {
      'web.yaml': MAIN.replaceAll('\n', '\r\n'),
    });
  });

  it('puts it before the init container that waits for it', () => {
    const text = actionsIn(WAITS, REWRITE).after(TO)['web.yaml'] ?? '';
    assert.deepEqual(
      [...text.matchAll(/- name: (\w+)/g)].map(([, name]) => name),
      ['first', 'tail', 'wait', 'web'],
    );
  });

  it('is not undone where an init container counts on it', () => {
    const text = actionsIn(WAITS, REWRITE).after(TO)['web.yaml'] ?? '';
    assert.ok(!actionsIn(inTail(text), REWRITE).titles.includes(BACK));
  });

  it('goes to the end of the main containers where other init containers are left', () => {
    const source = inTail(SIDECAR).replace(
      '  initContainers:\n',
      "  initContainers:\n    - name: first\n      image: busybox:1.36\n      command: ['true']\n",
    );
    const text = actionsIn(source, REWRITE).after(BACK)['web.yaml'] ?? '';
    assert.deepEqual(
      [...text.matchAll(/- name: (\w+)/g)].map(([, name]) => name),
      ['first', 'web', 'tail'],
    );
    assert.doesNotMatch(text, /restartPolicy/);
  });

  it('is not undone in a Job, which would not end', () => {
    const job = `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n${SIDECAR.slice(SIDECAR.indexOf('  initContainers')).replace(/^/gm, '    ').trimEnd()}\n`;
    assert.deepEqual(made(inTail(job)), []);
  });

  it('waits for the Kubernetes that has it', () => {
    const files = { '.podspace.yaml': 'kubernetesVersion: 1.28\n', 'web.yaml': inTail(MAIN) };
    assert.ok(!actionsIn(files, REWRITE).titles.includes(TO));
  });

  it('is nothing for the only container, nor for one that ends', () => {
    const only = inTail(SIDECAR)
      .replace('<|>', '')
      .replace('name: web\n      image', 'name: <|>web\n      image');
    assert.deepEqual(made(only), []);
    const ending = inTail(MAIN).replace('[tail, -F, /logs/access.log]', "['true']");
    assert.deepEqual(made(ending), []);
  });
});

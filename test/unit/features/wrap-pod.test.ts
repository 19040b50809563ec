import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn, problemsIn } from './actions-at.ts';

const EXTRACT = { kinds: ['refactor.extract'] } as const;
const WRAP = 'Wrap this Pod into a Deployment';

const POD = `# Ours
apiVersion: v1
kind: <|>Pod
metadata:
  name: web # the shop's
  namespace: prod
  labels:
    app: shop # ours
    version: "2"
  annotations:
    prometheus.io/port: "80"
spec:
  # One is enough.
  containers:
    - name: web
      image: nginx:1.27
      command:
        - sh
        - -c
        - |
          echo one

          exec nginx -g 'daemon off;'
  restartPolicy: Always
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: prod}
spec:
  selector: {app: shop}
  ports: [{port: 80}]
`;
const DEPLOYMENT = `# Ours
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # the shop's
  namespace: prod
  labels:
    app: shop # ours
    version: "2"
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop # ours
        version: "2"
      annotations:
        prometheus.io/port: "80"
    spec:
      # One is enough.
      containers:
        - name: web
          image: nginx:1.27
          command:
            - sh
            - -c
            - |
              echo one

              exec nginx -g 'daemon off;'
      restartPolicy: Always
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: prod}
spec:
  selector: {app: shop}
  ports: [{port: 80}]
`;
const plain = (text: string): string => text.replace('<|>', '');
const wraps = (titles: readonly string[]): readonly string[] =>
  titles.filter((title) => title.startsWith('Wrap'));

describe('wrapping a Pod', () => {
  it('leaves behind what was said of the Pod that was applied last', () => {
    const applied = POD.replace(
      '    prometheus.io/port: "80"\n',
      `    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Pod"}
    podspace.dev/ignore: unused-volume
    prometheus.io/port: "80" # here
`,
    );
    const text = actionsIn(applied, EXTRACT).after(WRAP)['web.yaml'] ?? '';
    assert.ok(!text.includes('last-applied'), text);
    assert.match(text, /\n {2}annotations:\n {4}podspace\.dev\/ignore: unused-volume\nspec:/);
    assert.match(text, /\n {6}annotations:\n {8}prometheus\.io\/port: "80" # here\n {4}spec:/);
    const alone = applied.replace(/ {4}podspace.*\n|.*# here\n/g, '');
    const clean = actionsIn(alone, EXTRACT).after(WRAP)['web.yaml'] ?? '';
    assert.doesNotMatch(clean, /annotations/);
  });

  it('makes it the template of a Deployment', () => {
    const { after, all } = actionsIn(POD, EXTRACT);
    assert.deepEqual(after(WRAP), { 'web.yaml': DEPLOYMENT });
    assert.deepEqual(problemsIn(all(WRAP)), problemsIn({ 'web.yaml': plain(POD) }));
  });

  it('keeps CRLF line endings', () => {
    const { after } = actionsIn(POD.replaceAll('\n', '\r\n'), EXTRACT);
    assert.deepEqual(after(WRAP), { 'web.yaml': DEPLOYMENT.replaceAll('\n', '\r\n') });
  });

  it('gives it a label where it has none', () => {
    const source = `apiVersion: v1
kind: Pod
metadata:
  name: <|>web
spec:
    containers:
    - name: web
      image: nginx:1.27`;
    assert.deepEqual(actionsIn(source, EXTRACT).after(WRAP), {
      'web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
        containers:
        - name: web
          image: nginx:1.27
`,
    });
  });

  it('makes a Job of one that is to end', () => {
    const source = POD.replace('restartPolicy: Always', 'restartPolicy: Never');
    const text = actionsIn(source, EXTRACT).after('Wrap this Pod into a Job')['web.yaml'] ?? '';
    assert.match(text, /^# Ours\napiVersion: batch\/v1\nkind: Job\n/);
    assert.doesNotMatch(text, /matchLabels/);
    assert.match(text, /\n {6}restartPolicy: Never\n/);
  });

  it('is not for what is none, or says what only a Pod can', () => {
    const others = [
      DEPLOYMENT.replace('name: web', 'name: <|>web'),
      POD.replace('spec:\n', 'spec:\n  activeDeadlineSeconds: 60\n'),
      POD.replace('spec:\n', 'status: {}\nspec:\n'),
      POD.replace('  name: web', '  generateName: web-')
        .replace('<|>', '')
        .replace('# the', '<|># the'),
      '{"apiVersion": "v1", "kind": "<|>Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "a", "image": "b"}]}}',
    ];
    for (const source of others) assert.deepEqual(wraps(actionsIn(source, EXTRACT).titles), []);
  });

  it('takes along what was wrong before', () => {
    const source = POD.replace(
      '    - name: web\n',
      '    - name: web\n      image: busybox:1.36\n    - name: web\n',
    );
    const [wrapping] = actionsIn(source, EXTRACT).actions.filter(({ title }) => title === WRAP);
    assert.ok(wrapping);
    assert.equal(wrapping.objection?.(), undefined);
  });

  it('shows no light bulb but on the lines of kind and name', () => {
    const unasked = { kinds: ['refactor.extract'], unasked: true } as const;
    assert.deepEqual(wraps(actionsIn(POD, unasked).titles), [WRAP]);
    const inside = plain(POD).replace('exec nginx', 'exec <|>nginx');
    assert.deepEqual(wraps(actionsIn(inside, unasked).titles), []);
    assert.deepEqual(wraps(actionsIn(inside, EXTRACT).titles), [WRAP]);
  });
});

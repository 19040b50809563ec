import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import type { ActionKind } from '../../../server/src/features/actions/action.ts';
import { actionsIn, problemsIn } from './actions-at.ts';

const MOVE = 'Move db into a Deployment of its own, reached as shop-db';

const SHOP = `# The shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: prod
spec:
  replicas: 3
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
      annotations:
        container.apparmor.security.beta.kubernetes.io/db: runtime/default
        example.com/team: shop
    spec:
      serviceAccountName: shop
      containers:
        - name: web
          image: node:22
          command: [node, server.js]
          env:
            - {name: DATABASE_URL, value: "postgres://shop@localhost:5432/shop"}
          ports: [{containerPort: 3000}]
        # Keeps the orders.
        - name: <|>db
          image: postgres:16 # not 17
          ports:
            - name: postgres
              containerPort: 5432
          volumeMounts:
            - {name: orders, mountPath: /var/lib/postgresql/data}
            - name: settings
              mountPath: /etc/shop
        - name: cache
          image: redis:7
          volumeMounts:
            - name: settings
              mountPath: /etc/shop
      volumes:
        - name: orders
          emptyDir: {}
        # Read by both.
        - name: settings
          configMap:
            name: shop
`;

const AFTER = `# The shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: prod
spec:
  replicas: 3
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
      annotations:
        example.com/team: shop
    spec:
      serviceAccountName: shop
      containers:
        - name: web
          image: node:22
          command: [node, server.js]
          env:
            - {name: DATABASE_URL, value: "postgres://shop@shop-db:5432/shop"}
          ports: [{containerPort: 3000}]
        - name: cache
          image: redis:7
          volumeMounts:
            - name: settings
              mountPath: /etc/shop
      volumes:
        # Read by both.
        - name: settings
          configMap:
            name: shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop-db
  namespace: prod
  labels:
    app: shop-db
spec:
  replicas: 1
  selector:
    matchLabels:
      app: shop-db
  template:
    metadata:
      labels:
        app: shop-db
      annotations:
        container.apparmor.security.beta.kubernetes.io/db: runtime/default
    spec:
      serviceAccountName: shop
      containers:
        # Keeps the orders.
        - name: db
          image: postgres:16 # not 17
          ports:
            - name: postgres
              containerPort: 5432
          volumeMounts:
            - {name: orders, mountPath: /var/lib/postgresql/data}
            - name: settings
              mountPath: /etc/shop
      volumes:
        - name: orders
          emptyDir: {}
        # Read by both.
        - name: settings
          configMap:
            name: shop
---
apiVersion: v1
kind: Service
metadata:
  name: shop-db
  namespace: prod
spec:
  selector:
    app: shop-db
  ports:
    - name: postgres
      port: 5432
`;

const moves = (titles: readonly string[]): readonly string[] =>
  titles.filter((title) => title.startsWith('Move '));

/** A pod of two containers; the cursor is in the second. */
const pair = (first: string, second: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  containers:
    - name: web
${first}    - name: <|>api
${second}${more}`;

const CALLS = `      image: busybox:1.36
      command: [sh, -c, 'while sleep 9; do wget -qO- http://localhost:8080/; done']
`;
const SERVES = `      image: busybox:1.36
      command: [httpd, -f, -p, '8080']
`;

describe('moving a container into a pod of its own', () => {
  it('takes along what is its own, and keeps it reachable', () => {
    const { after } = actionsIn({ 'shop.yaml': SHOP }, { kinds: ['refactor.extract'] });
    assert.deepEqual(after(MOVE), { 'shop.yaml': AFTER });
  });

  it('keeps CRLF line endings', () => {
    const { after } = actionsIn({ 'shop.yaml': SHOP.replaceAll('\n', '\r\n') });
    assert.deepEqual(after(MOVE), { 'shop.yaml': AFTER.replaceAll('\n', '\r\n') });
  });

  it('cures what is said of containers that hardly belong together', () => {
    const source = SHOP.replace('<|>', '').replace('postgres:16', '<|>postgres:16');
    const { titles, all } = actionsIn({ 'shop.yaml': source }, { kinds: ['quickfix'] });
    assert.equal(titles[0], MOVE);
    assert.ok(!problemsIn(all(MOVE)).includes('hint unrelated-containers'));
  });

  it('is offered once: as the cure where there is one, else as a refactoring', () => {
    const source = {
      'shop.yaml': SHOP.replace('<|>', '').replace('postgres:16', '<|>postgres:16'),
    };
    const kindsOf = (...kinds: readonly ActionKind[]): readonly ActionKind[] =>
      actionsIn(source, kinds.length > 0 ? { kinds } : {})
        .actions.filter(({ title }) => title === MOVE)
        .map(({ kind }) => kind);
    assert.deepEqual(kindsOf(), ['quickfix']);
    assert.deepEqual(kindsOf('refactor.extract'), ['refactor.extract']);
  });

  it('is not refused for an error that only says it in other words', () => {
    const containers = ['web', 'api', 'admin']
      .map((name) => `    - {name: ${name}, image: 'nginx:1.27', ports: [{containerPort: 80}]}\n`)
      .join('')
      .replace('name: api', 'name: <|>api');
    const source = `apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n${containers}`;
    const { actions } = actionsIn(source, { kinds: ['refactor.extract'] });
    const move = actions.find(({ title }) => title.startsWith('Move api into'));
    assert.ok(move);
    assert.equal(move.objection?.(), undefined);
  });

  it('cures a conflict over a port that the image fixes', () => {
    const source = pair(
      '      image: nginx:1.27\n',
      '      image: nginx:1.27\n      ports: [{containerPort: 80}]\n',
    )
      .replace('<|>', '')
      .replace('containerPort: 80', 'containerPort: <|>80');
    const title = 'Move api into a Pod of its own';
    const { titles, all } = actionsIn(source, { kinds: ['quickfix'] });
    assert.equal(titles[0], title);
    assert.deepEqual(
      problemsIn(all(title)).filter((one) => one.includes('port-conflict')),
      [],
    );
  });

  it('makes no Service that nobody calls', () => {
    const { after } = actionsIn(
      pair('      image: busybox:1.36\n      command: [sleep, "9"]\n', SERVES),
    );
    const text = after('Move api into a Pod of its own')['web.yaml'] ?? '';
    assert.match(text, /---\napiVersion: v1\nkind: Pod\nmetadata:\n {2}name: shop-api\n/);
    assert.doesNotMatch(text, /kind: Service/);
  });

  it('calls it by the Service that leads to it, which goes along', () => {
    const service = `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: shop}
  ports: [{port: 80, targetPort: 8080}]
`;
    const { after } = actionsIn({ 'shop.yaml': pair(CALLS, SERVES), 'service.yaml': service });
    const files = after('Move api into a Pod of its own, reached as api');
    assert.equal(
      files['service.yaml'],
      service.replace('selector: {app: shop}', 'selector: {app: shop-api}'),
    );
    assert.match(files['shop.yaml'] ?? '', /wget -qO- http:\/\/api:80\//);
    assert.doesNotMatch(files['shop.yaml'] ?? '', /kind: Service/);
  });

  it('lets it call those that stay by their Service', () => {
    const service = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports: [{port: 80, targetPort: 8080}]
`;
    const { after } = actionsIn({ 'shop.yaml': pair(SERVES, CALLS), 'service.yaml': service });
    const files = after('Move api into a Pod of its own');
    assert.deepEqual(Object.keys(files), ['shop.yaml']);
    assert.match(files['shop.yaml'] ?? '', /wget -qO- http:\/\/shop:80\//);
  });

  const refused: readonly (readonly [string, string])[] = [
    [
      'that shares a directory',
      pair(
        `${SERVES}      volumeMounts: [{name: data, mountPath: /data}]\n`,
        `${SERVES.replace('8080', '8081')}      volumeMounts: [{name: data, mountPath: /data}]\n`,
        '  volumes: [{name: data, emptyDir: {}}]\n',
      ),
    ],
    [
      'that is called where it listens on loopback only',
      pair(CALLS, SERVES.replace("'8080'", "'127.0.0.1:8080'")),
    ],
    ['that calls a neighbour without a Service', pair(SERVES, CALLS)],
    ['on the network of the node', pair(CALLS, SERVES, '  hostNetwork: true\n')],
    ['whose processes others see', pair(CALLS, SERVES, '  shareProcessNamespace: true\n')],
    [
      'whose port another one is probed on',
      pair(`${CALLS}      readinessProbe: {tcpSocket: {port: 8080}}\n`, SERVES),
    ],
    ['of a Job', pair(CALLS, SERVES).replace('v1\nkind: Pod', 'batch/v1\nkind: Job')],
    [
      'that a Service leads to beside others',
      `${pair(CALLS, SERVES)}---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports: [{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: 9}]
`,
    ],
    [
      'that repeats what another one says',
      pair(CALLS.replace('busybox', '&image busybox'), SERVES.replace(/busybox.*/, '*image')),
    ],
  ];
  for (const [what, source] of refused) {
    it(`is not offered for a container ${what}`, () => {
      assert.deepEqual(moves(actionsIn(source).titles), []);
    });
  }

  it('is not offered for the only container', () => {
    const source = pair(CALLS, SERVES)
      .replace(/ {4}- name: <\|>api\n[^]*$/, '')
      .replace('name: web', 'name: <|>web');
    assert.deepEqual(moves(actionsIn(source).titles), []);
  });

  it('shows no light bulb but on the lines that name the container', () => {
    const unasked = { kinds: ['refactor.extract'], unasked: true } as const;
    assert.equal(moves(actionsIn(pair(CALLS, SERVES), unasked).titles).length, 1);
    const inside = pair(CALLS, SERVES).replace('<|>', '').replace('httpd', 'ht<|>tpd');
    assert.deepEqual(moves(actionsIn(inside, unasked).titles), []);
    assert.equal(moves(actionsIn(inside, { kinds: ['refactor.extract'] }).titles).length, 1);
  });
});

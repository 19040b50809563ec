import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { FileChangeType } from 'vscode-languageserver/node';
import type { Diagnostic } from 'vscode-languageserver/node';
import { Pair } from './support/pair.ts';

const ROOT = 'file:///work';
const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: shop
          image: busybox:1.36
          command: [httpd, -f, -p, '8080']
          ports:
            - containerPort: 8080
        - name: cache
          image: busybox:1.36
          command: [httpd, -f, -p, '8080']
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: shop}
  ports:
    - port: 80
      targetPort: 8080
`;

describe('the server with the real rules', () => {
  it('moves a port in all files of the scope, whether they are open or not', async () => {
    const [deployment, service] = [`${ROOT}/deployment.yaml`, `${ROOT}/service.yaml`];
    const pair = await Pair.start({
      folders: [ROOT],
      files: { [deployment]: DEPLOYMENT, [service]: SERVICE },
    });
    await pair.open(deployment, DEPLOYMENT);
    const problems = conflicts(pair.shown(deployment));
    assert.equal(problems.length, 2);
    const [problem] = problems;
    assert.equal(problem?.relatedInformation?.length, 1);
    const [action] = await pair.codeActionsIn(deployment, problem.range);
    assert.equal(action?.title, "Change shop's port to 8081");
    await pair.advance(1000);
    await pair.apply(action.edit);
    await pair.advance(1000);
    assert.deepEqual(conflicts(pair.shown(deployment)), []);
    assert.match(new TextDecoder().decode(pair.files.bytes(service)), /targetPort: 8081/);
    assert.deepEqual(pair.log, []);
    pair.dispose();
  });

  it('misses nothing that a kustomization puts in, from the moment it is there', async () => {
    const [deployment, overlay] = [`${ROOT}/base/web.yaml`, `${ROOT}/prod/kustomization.yaml`];
    const text = DEPLOYMENT.replace(
      'name: cache',
      'name: cache\n          volumeMounts: [{name: data, mountPath: /data}]',
    );
    const pair = await Pair.start({
      folders: [ROOT],
      files: { [`${ROOT}/base/kustomization.yaml`]: 'resources: [web.yaml]\n', [deployment]: text },
    });
    await pair.open(deployment, text);
    const codes = (): unknown[] => (pair.shown(deployment) ?? []).map(({ code }) => code);
    assert.ok(codes().includes('volume-not-found'));
    pair.files.write(
      overlay,
      'resources: [../base]\npatches: [{target: {kind: Deployment}, path: patch.yaml}]\n',
    );
    await pair.watched({ uri: overlay, type: FileChangeType.Created });
    await pair.advance(1000);
    assert.ok(!codes().includes('volume-not-found'), codes().join());
    assert.ok(codes().includes('port-conflict'), 'what is there stays wrong');
    assert.deepEqual(pair.log, []);
    pair.dispose();
  });

  const examples = globSync('**/*.yaml', { cwd: EXAMPLES }).sort();
  for (const path of examples) {
    it(`cures what it offers to cure in examples/${path}`, async () => {
      const text = readFileSync(`${EXAMPLES}/${path}`, 'utf8');
      const uri = `${ROOT}/${path}`;
      const pair = await Pair.start();
      await pair.open(uri, text);
      for (const problem of pair.shown(uri) ?? []) {
        for (const offered of await pair.codeActionsIn(uri, problem.range, ['quickfix'])) {
          await pair.close(uri);
          await pair.open(uri, text);
          const actions = await pair.codeActionsIn(uri, problem.range, ['quickfix']);
          const action = actions.find(({ title }) => title === offered.title);
          await pair.apply(action?.edit);
          await pair.advance(1000);
          const left = pair.shown(uri) ?? [];
          assert.deepEqual(
            left.filter(({ message }) =>
              action?.diagnostics?.some((one) => one.message === message),
            ),
            [],
            `"${offered.title}" leaves the problem`,
          );
          assert.deepEqual(
            left.filter(({ code }) => code === 'yaml-syntax'),
            [],
          );
        }
      }
      assert.deepEqual(pair.log, []);
      pair.dispose();
    });
  }
});

function conflicts(diagnostics: readonly Diagnostic[] | undefined): readonly Diagnostic[] {
  return (diagnostics ?? []).filter(({ code }) => code === 'port-conflict');
}

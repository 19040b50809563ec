import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askEverything, assertNothingFailed, shown, startEditor } from '../fuzz/editor.ts';
import { INHERITED_NAMES, renamed } from '../support/inherited-names.ts';

/** The name wherever an author can put one. */
const manifest = (n: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${n}, namespace: ${n}, labels: {${n}: ${n}}, annotations: {${n}: ${n}}}
${n}: {a: b}
spec:
  ${n}: 1
  nodeSelector: {${n}: ${n}}
  serviceAccountName: ${n}
  volumes: [{name: ${n}, configMap: {name: ${n}, items: [{key: ${n}, path: ${n}}]}}, {name: v, ${n}: {}}]
  initContainers:
    - {name: i, image: ${n}, command: [sh, -c, '${n}() { nc -l -p 81; }; ${n}; x=$${n}; echo > /${n}/${n}']}
  containers:
    - name: ${n}
      image: ${n}
      command: [${n}, '--${n}=8080', $(${n})]
      env: [{name: ${n}, value: ${n}}, {name: B, valueFrom: {configMapKeyRef: {name: ${n}, key: ${n}}}}]
      envFrom: [{configMapRef: {name: ${n}}}]
      ports: [{name: ${n}, containerPort: 80, protocol: ${n}}]
      volumeMounts: [{name: ${n}, mountPath: /${n}}]
      readinessProbe: {httpGet: {port: ${n}, path: /${n}}}
    - {name: ${n}, image: nginx, command: [curl, 'http://${n}:80/', 'http://localhost:${n}']}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ${n}, namespace: ${n}}
data: {${n}: "${n}"}
---
apiVersion: v1
kind: Service
metadata: {name: ${n}, namespace: ${n}}
spec: {selector: {${n}: ${n}}, ports: [{name: ${n}, port: 80, targetPort: ${n}}]}
---
apiVersion: ${n}/v1
kind: ${n}
metadata: {name: ${n}}
spec: {${n}: {containers: [{name: a, image: b}]}}
`;

const configuration = (n: string): string => `rules: {${n}: off}
images: [{image: ${n}, ports: [8080], reads: [/${n}]}]
customResources: [{group: ${n}, kind: ${n}, podSpec: spec.${n}}]
${n}: 1
`;

/** All that is said and shown, at many places, of manifests that hold the name. */
async function everything(name: string): Promise<string> {
  const files = {
    'a.yaml': manifest(name),
    'b.yaml': manifest(name),
    '.podspace.yaml': configuration(name),
    'kustomization.yaml': `resources: [a.yaml, ${name}]\n${name}: 1\n`,
  };
  const editor = await startEditor(files);
  const answers: unknown[] = [shown(editor.pair)];
  const places = [...files['a.yaml'].matchAll(new RegExp(name, 'g'))].map(({ index }) => index);
  for (const place of places.filter((_, i) => i % 8 === 0))
    answers.push(await askEverything(editor, place + 1));
  assertNothingFailed(editor.pair);
  editor.pair.dispose();
  return JSON.stringify(answers);
}

describe('a name that every object has', function () {
  this.timeout(60_000);
  for (const [name, other] of INHERITED_NAMES) {
    it(`${name} is a name like others`, async () => {
      const expected = renamed(await everything(other), other, name);
      assert.equal(await everything(name), expected);
      assert.deepEqual(Object.keys(Object.prototype), []);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pod } from './support/manifests.ts';
import { Pair } from './support/pair.ts';

const SECRET = pod('secret', 'bad');

describe('the workspace is not left', () => {
  it('by what configuration, kustomizations and manifests name', async () => {
    const pair = await Pair.start({
      folders: ['file:///work/in'],
      files: {
        'file:///work/in/web.yaml': pod('web', 'app'),
        'file:///work/in/.podspace.yaml': `ignore: ['../out/**', '/work/out/**', 'file:///work/out/*']
scopes: [['../out/*.yaml', web.yaml], ['/work/out/secret.yaml'], ['..', '.'], ['%2e%2e/out/secret.yaml', '..\\\\out\\\\secret.yaml', '\\\\\\\\host\\\\out', "..\\\\0/out"]]
images: [{image: ../../out, reads: [/work/out/secret.yaml], writes: [/../out]}]
customResources: [{group: ../out, kind: ../Secret, podSpec: [../../out]}]
`,
        'file:///work/in/kustomization.yaml': `resources: [../out, ../out/secret.yaml, /work/out/secret.yaml, 'file:///work/out/secret.yaml', '%2e%2e/out/secret.yaml', '//host/out/secret.yaml', 'web.yaml/../../out/secret.yaml', '${'../'.repeat(2000)}work/out/secret.yaml']
configMapGenerator: [{name: a, files: [../out/secret.yaml, a=/work/out/secret.yaml], envs: [../out/secret.yaml]}]
patches: [{path: ../out/secret.yaml}]
components: [../out]
`,
        'file:///work/out/secret.yaml': SECRET,
        'file:///work/.podspace.yaml': 'rules: {port-conflict: off}\n',
      },
    });
    await pair.open('file:///work/in/web.yaml', pod('web', 'app'));
    await pair.settle();
    const read = [...pair.files.reads.keys()];
    assert.ok(read.includes('file:///work/in/kustomization.yaml'), 'what is inside is read');
    assert.deepEqual(
      read.filter((uri) => !uri.startsWith('file:///work/in/')),
      [],
      'nothing outside is',
    );
    assert.ok(pair.publications.every(({ uri }) => uri.startsWith('file:///work/in/')));
    pair.dispose();
  });

  it('by what pods mount and run: what a ConfigMap holds is in a manifest, and no disk is asked', async () => {
    const program = (name: string): string =>
      `{name: ${name}, image: busybox, command: [sh, /work/in/run.sh], volumeMounts: [{name: own, mountPath: /work/in}, {name: host, mountPath: /work/out}]}`;
    const manifest = `apiVersion: v1
kind: ConfigMap
metadata: {name: scripts}
data: {run.sh: '. /work/out/more.sh; nginx -c /work/in/nginx.conf; nc -l -p 8080'}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  volumes: [{name: own, configMap: {name: scripts}}, {name: host, hostPath: {path: /work/out}}]
  containers: [${program('one')}, ${program('two')}, {name: three, image: nginx, command: [nginx, -c, file:///work/out/nginx.conf], envFrom: [{configMapRef: {name: ../out/more}}]}]
`;
    const files = {
      'file:///work/in/web.yaml': manifest,
      'file:///work/in/other.yaml': pod('other', 'app'),
      'file:///work/in/run.sh': 'nc -l -p 9090',
      'file:///work/in/nginx.conf': 'listen 9090;',
      'file:///work/out/nginx.conf': 'listen 9090;',
      'file:///work/out/more.sh': 'nc -l -p 9090',
    };
    const pair = await Pair.start({ folders: ['file:///work/in'], files });
    await pair.open('file:///work/in/web.yaml', manifest);
    await pair.settle();
    const said = pair.publications.flatMap(({ diagnostics }) => diagnostics);
    const words = JSON.stringify(said.map(({ code, message }) => [code, message]));
    assert.match(words, /"port-conflict","[^"]*8080/, 'the script of the ConfigMap is read');
    assert.doesNotMatch(words, /9090/);
    const asked = [...pair.files.reads.keys()].filter((uri) => !uri.endsWith('.podspace.yaml'));
    assert.deepEqual(asked.sort(), ['file:///work/in/other.yaml', 'file:///work/in/web.yaml']);
    pair.dispose();
  });
});

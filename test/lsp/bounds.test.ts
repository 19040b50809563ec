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
});

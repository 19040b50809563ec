import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { separateParts } from '../../../server/src/analysis/separate-parts.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const parts = (
  files: Readonly<Record<string, string>>,
  named: Parameters<typeof separateParts>[1] = [],
): ReturnType<typeof separateParts> =>
  separateParts(Object.keys(files), named, (uri) => readStream(files[uri] ?? ''));

describe('parts that share no scope', () => {
  it('are folders where nothing joins them', () => {
    assert.deepEqual(
      parts({ 'file:///a/x.yaml': '', 'file:///b/y.yaml': '', 'file:///a/z.yaml': '' }),
      [['file:///a/x.yaml', 'file:///a/z.yaml'], ['file:///b/y.yaml']],
    );
  });

  it('hold all that kustomizations list, in a row and by several', () => {
    const files = {
      'file:///base/web.yaml': '',
      'file:///over/kustomization.yaml': 'resources:\n  - ../base\n  - ../more/one.yaml\n',
      'file:///test/kustomization.yaml': 'bases: [../over]\n',
      'file:///more/one.yaml': '',
      'file:///apart/two.yaml': '',
      'file:///a%20b/kustomization.yml':
        'components: [../c d/]\npatches: [{ path: ../patches/four.yaml }]\n',
      'file:///patches/four.yaml': '',
      'file:///c%20d/three.yaml': '',
    };
    assert.deepEqual(
      parts(files).map((part) => part.length),
      [4, 1, 3],
    );
  });

  it('hold what a named scope includes, and keep untitled texts apart', () => {
    const named = [{ id: 'shop', includes: (uri: string) => uri.endsWith('x.yaml') }];
    const files = {
      'file:///a/x.yaml': '',
      'file:///b/x.yaml': '',
      'file:///b/y.yaml': '',
      'stdin:-': '',
    };
    assert.deepEqual(
      parts(files, named).map((part) => part.length),
      [3, 1],
    );
  });
});

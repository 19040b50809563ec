import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchesGlob } from '../../../server/src/rules/glob.ts';

describe('matchesGlob', () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['vendor/**', 'vendor/a/b.yaml', true],
    ['vendor/**', 'src/vendor/b.yaml', false],
    ['**/vendor/**', 'src/vendor/b.yaml', true],
    ['**/vendor/**', 'vendor/b.yaml', true],
    ['*.generated.yaml', 'deep/in/a.generated.yaml', true],
    ['*.generated.yaml', 'a.yaml', false],
    ['/a.yaml', 'a.yaml', true],
    ['/a.yaml', 'b/a.yaml', false],
    ['testdata', 'x/testdata/a.yaml', true],
    ['base/', 'base/a.yaml', true],
    ['base/*.yaml', 'base/a.yaml', true],
    ['base/*.yaml', 'base/deep/a.yaml', false],
    ['base/**/a.yaml', 'base/a.yaml', true],
    ['base/**/a.yaml', 'base/x/y/a.yaml', true],
    ['a?.yaml', 'ab.yaml', true],
    ['a?.yaml', 'a.yaml', false],
    ['a+(b).yaml', 'a+(b).yaml', true],
    ['a.yaml', 'abyaml', false],
  ];
  for (const [pattern, path, expected] of rows) {
    it(`${pattern} ${expected ? 'matches' : 'does not match'} ${path}`, () => {
      assert.equal(matchesGlob(pattern, path), expected);
    });
  }
});

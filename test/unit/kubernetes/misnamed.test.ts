import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { isKnownKind } from '../../../server/src/kubernetes/kinds.ts';
import { misnamed } from '../../../server/src/kubernetes/misnamed.ts';
import { SERVED_KINDS } from '../../../server/src/kubernetes/served-kinds.data.ts';

const MODELS = dirname(createRequire(import.meta.url).resolve('kubernetes-models/package.json'));

/** The kinds that the package has a model of, in one version. */
function modelled(version: string): readonly string[] {
  const folder = join(MODELS, version);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => {
      const found = /static\{this\.kind="(\w+)"/.exec(readFileSync(join(folder, file), 'utf8'));
      return found?.[1] ?? [];
    })
    .filter((kind) => !kind.endsWith('List') && kind !== 'ComponentStatus')
    .sort();
}

describe('kinds and their versions', () => {
  it('are those of the package that the schema is made from', () => {
    for (const [version, kinds] of Object.entries(SERVED_KINDS))
      assert.deepEqual([...kinds].sort(), modelled(version), version);
  });

  it('hold every kind that is ours', () => {
    for (const [version, kinds] of Object.entries(SERVED_KINDS))
      for (const kind of kinds) {
        assert.equal(misnamed(version, kind), undefined);
        const other = version === 'v1' ? 'apps/v1' : 'v1';
        if (isKnownKind(version, kind))
          assert.deepEqual(misnamed(other, kind)?.type, 'version', `${kind} in ${other}`);
      }
  });

  it('say nothing of names that every object has, nor of what is no name', () => {
    for (const odd of [
      '__proto__',
      'constructor',
      'toString',
      '',
      ' ',
      'a b',
      '{{ .Values.kind }}',
    ])
      for (const version of ['v1', 'apps/v1', odd, `${odd}/v1`, 'a/b/c'])
        assert.equal(misnamed(version, odd), undefined, `${odd} in ${version}`);
    assert.equal(misnamed('{{ .Values.version }}', 'Pod'), undefined);
    assert.equal(misnamed('__proto__', 'Pod')?.type, 'version');
  });
});

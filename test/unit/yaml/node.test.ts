import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { pairOf } from '../../../server/src/yaml/node.ts';
import type { YamlNode } from '../../../server/src/yaml/node.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd');
const keys = fc.array(key, { maxLength: 6 });

/** What stands under each key of a map with these keys and merges, and with so many other keys behind them. */
function valuesIn(merged: readonly string[], own: readonly string[], others: number): unknown[] {
  const base = merged.map((name, i) => `${name}: base${i}`).join(', ');
  const line = (name: string, i: number): string => `  ${name}: own${i}\n`;
  const more = Array.from({ length: others }, (_, i) => `  more${i}: ''\n`);
  const half = own.length >> 1;
  const text = `base: &base {${base}}\nmap:\n  z: ''\n${own.slice(0, half).map(line).join('')}  <<: *base\n${own.map(line).slice(half).join('')}${more.join('')}`;
  const { root } = parseDocument(text);
  const map = root?.kind === 'map' ? pairOf(root, 'map')?.value : undefined;
  return ['a', 'b', 'c', 'd', 'z', 'e'].map(
    (name) => map?.kind === 'map' && textOf(pairOf(map, name)?.value),
  );
}

const textOf = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined;

describe('the pair of a key', () => {
  it('is the last written one, else a merged one, however long the map is', () => {
    fc.assert(
      fc.property(keys, keys, (merged, own) => {
        assert.deepEqual(valuesIn(merged, own, 100), valuesIn(merged, own, 0));
      }),
      { seed: 7, numRuns: 200 },
    );
    assert.deepEqual(valuesIn(['a', 'b'], ['b', 'b', 'c'], 100), [
      'base0',
      'own1',
      'own2',
      undefined,
      '',
      undefined,
    ]);
  });
});

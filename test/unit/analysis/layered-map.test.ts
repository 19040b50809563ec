import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { LayeredMap } from '../../../server/src/analysis/layered-map.ts';

interface Value {
  readonly n: number;
}

describe('a layered map', () => {
  it('holds what a map holds after the same changes, and so do those it came from', () => {
    const key = fc.integer({ min: 0, max: 60 }).map(String);
    const value = fc.option(fc.record({ n: fc.nat(9) }), { nil: undefined });
    const batch = fc.array(fc.tuple(key, value), { maxLength: 50 });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 8 }), (batches) => {
        const plain = new Map<string, Value>();
        let layered = new LayeredMap<string, Value>();
        const before: (readonly [LayeredMap<string, Value>, Map<string, Value>])[] = [];
        for (const changes of batches) {
          layered = layered.with(new Map(changes));
          for (const [name, put] of new Map(changes)) {
            if (put) plain.set(name, put);
            else plain.delete(name);
          }
          before.push([layered, new Map(plain)]);
        }
        for (const [is, wanted] of before) assertSame(is, wanted);
      }),
    );
  });

  it('leaves what is changed in its place, whether it is copied or not', () => {
    for (const size of [3, 1000]) {
      const keys = Array.from({ length: size }, (_, index) => String(index));
      const all = new LayeredMap<string, Value>().with(new Map(keys.map((key) => [key, { n: 0 }])));
      const changed = all.with(new Map([['1', { n: 1 }]])).with(new Map([['new', { n: 2 }]]));
      assert.deepEqual([...changed.keys()], [...keys, 'new']);
      assert.equal([...changed.values()][1]?.n, 1);
    }
  });
});

function assertSame(is: LayeredMap<string, Value>, wanted: Map<string, Value>): void {
  assert.deepEqual(new Set(is.keys()), new Set(wanted.keys()));
  assert.deepEqual([...is.values()].length, wanted.size);
  for (let number = 0; number <= 60; number++) {
    const key = String(number);
    assert.equal(is.get(key), wanted.get(key));
    assert.equal(is.has(key), wanted.has(key));
  }
}

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkSchema } from '../../../server/src/kubernetes/schema-check.ts';
import type { YamlMap } from '../../../server/src/yaml/node.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { counted } from '../../support/counted.ts';

/** How often something of a pod with so many fields that nobody knows is read to say what each of them is. */
function readsFor(count: number): number {
  const fields = Array.from({ length: count }, (_, i) => `  strange${i}: 1\n`).join('');
  const { root } = parseDocument(
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n${fields}`,
  );
  assert.equal(root?.kind, 'map');
  const spec = counted<YamlMap>(root);
  assert.equal(checkSchema(spec.value, 'v1', 'Pod').length, count);
  return spec.reads();
}

describe('fields that the API does not know', () => {
  it('cost what there are of them, not the square', () => {
    const [some, twice] = [readsFor(500), readsFor(1000)];
    assert.ok(twice < 2.2 * some, `${some} reads, and ${twice} for twice as many`);
  });
});

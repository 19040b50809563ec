import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { containerAt, resourceAt } from '../../../server/src/rules/standing-at.ts';
import { spanOf } from '../../../server/src/text/span.ts';
import { counted } from '../../support/counted.ts';
import { factsOf } from '../../support/linked-pods.ts';

const MANY = 400;

describe('what a problem stands in', () => {
  it('is found without a look at the other resources and containers of the document', () => {
    const pod = (i: number): string =>
      `- {apiVersion: v1, kind: Pod, metadata: {name: pod${i}}, spec: {containers: [{name: one${i}, image: a}, {name: two${i}, image: b}]}}\n`;
    const text = `apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: MANY }, (_, i) => pod(i)).join('')}`;
    const facts = factsOf(text);
    const own = counted({ kubernetes: facts.kubernetes, pods: facts.pods });
    const document = { ...facts, ...own.value };
    for (const match of text.matchAll(/(pod|one|two)(\d+)/g)) {
      const [name, kind, number] = match;
      const at = spanOf(match.index, match.index + name.length);
      assert.equal(resourceAt(document, at)?.name?.value, `pod${number}`);
      assert.equal(containerAt(document, at), kind === 'pod' ? undefined : name);
    }
    assert.ok(own.reads() > 3 * MANY, 'what is read is counted');
    assert.ok(own.reads() < 200 * MANY, `${own.reads()} reads`);
  });

  it('is the only resource, wherever in the document, and no container that an alias brings', () => {
    const facts = factsOf(
      'apiVersion: v1\nkind: Pod\nmetadata: {annotations: {a: &a {name: x, image: b}}}\nspec: {containers: [*a]}\n# end\n',
    );
    assert.equal(resourceAt(facts, spanOf(0, 0)), facts.kubernetes.resources[0]);
    const alias = facts.chunk.text.indexOf('*a');
    assert.equal(containerAt(facts, spanOf(alias, alias + 2)), undefined);
  });
});

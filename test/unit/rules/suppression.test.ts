import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  fileSuppressionsIn,
  ignoring,
  suppressionsIn,
} from '../../../server/src/rules/suppression.ts';
import { spanOf } from '../../../server/src/text/span.ts';
import { counted } from '../../support/counted.ts';
import { factsOf } from '../../support/linked-pods.ts';

const MANY = 400;

describe('what asks to ignore a rule', () => {
  it('is found without a look at what is said of other lines', () => {
    const { reads, asked } = work(
      Array.from({ length: MANY }, (_, i) => `- a${i} # podspace-ignore one\n`).join(''),
    );
    assert.equal(asked, MANY);
    assert.ok(reads < 100 * MANY, `${reads} reads`);
  });

  it('is found without a look at all items of a list, or keys of a map', () => {
    const ignored = '# podspace-ignore one\n';
    for (const line of [(i: number) => `- a${i}\n`, (i: number) => `a${i}: b\n`]) {
      const lines = Array.from({ length: MANY }, (_, i) => line(i)).join('');
      const { reads, asked } = work(ignored + lines);
      assert.equal(asked, 1);
      assert.ok(reads < 100 * MANY, `${reads} reads`);
    }
  });

  it('is found without a look at what else is said of the file or of the same line', () => {
    const said = '# podspace-ignore-file two, three\n'.repeat(MANY);
    const lines = Array.from({ length: MANY }, (_, i) => `- a${i}\n`).join('');
    const ofFile = work(`${said}# podspace-ignore two\n${lines}`);
    assert.equal(ofFile.asked, 0);
    assert.ok(ofFile.reads < 100 * MANY, `${ofFile.reads} reads`);
    const items = Array.from({ length: MANY }, (_, i) => `a${i}`).join(', ');
    const ofLine = work(`${'# podspace-ignore two, one\n'.repeat(MANY)}- [${items}]\n`);
    assert.equal(ofLine.asked, MANY);
    assert.ok(ofLine.reads < 100 * MANY, `${ofLine.reads} reads`);
  });

  it('is found without a look at the annotations of other resources', () => {
    const resource = (name: string): string =>
      `- {apiVersion: v1, kind: Pod, metadata: {name: ${name}, annotations: {podspace.dev/ignore: one}}}\n`;
    const names = Array.from({ length: MANY }, (_, i) => resource(`a${i}`));
    const facts = factsOf(`apiVersion: v1\nkind: List\nitems:\n${names.join('')}`);
    const suppressions = suppressionsIn(facts);
    assert.equal(suppressions.length, MANY);
    const few = counted([...suppressions]);
    const ignoringOnes = ignoring(few.value, facts);
    // The very resources that the counted suppressions name.
    for (const { reach } of few.value.map(({ reach }) => ({ reach }))) {
      assert.ok(reach.type === 'resource');
      assert.equal(
        ignoringOnes({ rule: 'one', span: spanOf(0, 0), resource: reach.resource }).length,
        1,
      );
    }
    assert.ok(few.reads() < 100 * MANY, `${few.reads()} reads`);
  });
});

/** Asks at each line of a document; `asked` is how many of them something reaches. */
function work(text: string): { readonly reads: number; readonly asked: number } {
  const facts = factsOf(text);
  const root = facts.yaml.root;
  assert.ok(root);
  const tree = counted(root);
  const said = counted([...fileSuppressionsIn(facts), ...suppressionsIn(facts)]);
  const ignoringOnes = ignoring(said.value, {
    ...facts,
    yaml: { ...facts.yaml, root: tree.value },
  });
  const starts = [...text.matchAll(/a\d+/g)].map(({ index }) => index);
  const reached = starts.filter(
    (at) => ignoringOnes({ rule: 'one', span: spanOf(at, at + 1), resource: undefined }).length > 0,
  );
  assert.ok(tree.reads() > 0 && said.reads() > 0);
  return { reads: tree.reads() + said.reads(), asked: reached.length };
}

import assert from 'node:assert/strict';
import { EqualTexts, readStream } from '../../../server/src/yaml/read-stream.ts';

describe('equal texts', () => {
  const long = `kind: A\nnotes:\n${'  - the same in each variant of an operator\n'.repeat(100)}`;
  const entriesOf = (text: string, equalTexts: EqualTexts) =>
    readStream(text, undefined, equalTexts).entries;

  it('are parsed once, and stay documents of their own', () => {
    const equalTexts = new EqualTexts();
    const [, first] = entriesOf(`kind: B\n---\n${long}`, equalTexts);
    const [second, other] = entriesOf(`---\n${long}---\n${long}# no more\n`, equalTexts);
    const [third] = entriesOf(`---\n${long}`, equalTexts);
    assert.equal(first?.chunk.document, third?.chunk.document);
    assert.equal(first?.chunk.document, second?.chunk.document);
    assert.notEqual(first?.chunk, third?.chunk);
    assert.notEqual(first?.chunk.document, other?.chunk.document);
  });

  it('are read by themselves where an edit brings them in', () => {
    const equalTexts = new EqualTexts();
    const [first] = entriesOf(long, equalTexts);
    const [edited] = readStream(long, readStream('kind: B\n'), equalTexts).entries;
    assert.equal(edited?.chunk.text, first?.chunk.text);
    assert.notEqual(edited?.chunk.document, first?.chunk.document);
  });

  it('have nothing to do with each other where nobody asks for it', () => {
    const [one] = readStream(long).entries;
    const [another] = readStream(long).entries;
    assert.notEqual(one?.chunk.document, another?.chunk.document);
    assert.deepEqual(one?.chunk.document.faults, another?.chunk.document.faults);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseAllDocuments } from 'yaml';
import { cutDocuments, hasTooManyDocuments } from '../../../server/src/yaml/cut.ts';
import { LIMITS } from '../../../server/src/yaml/limits.ts';

function pieces(text: string): string[] {
  const starts = cutDocuments(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

const LINES = [
  ...['---', '--- # c', '--- a', '---\tb', '--- |', '--- {x: 1}', '--- >-', '---\r'],
  ...['...', '... # c', '....', '  ---', '---foo', '-----BEGIN'],
  ...['# c', ' # c', '', '  ', '%YAML 1.2', '\uFEFF'],
  ...['a: 1', '- b', 'k: |', '  text'],
];

describe('cutDocuments', () => {
  const cases: readonly (readonly [string, ...string[]])[] = [
    ['', ''],
    ['# c\n', '# c\n'],
    ['a: 1\n', 'a: 1\n'],
    ['a: 1\n---\nb: 2\n', 'a: 1\n', '---\nb: 2\n'],
    ['# c\n---\na: 1\n', '# c\n---\na: 1\n'],
    ['---\n---\n', '---\n', '---\n'],
    ['a: |\n  x\n---\n  y\n', 'a: |\n  x\n', '---\n  y\n'],
    ['a: 1\r\n--- # c\r\nb', 'a: 1\r\n', '--- # c\r\nb'],
    ['a\r---\rb', 'a\r', '---\rb'],
    ['a: 1\n...\n# c\n%YAML 1.1\n---\nb', 'a: 1\n', '...\n# c\n%YAML 1.1\n---\nb'],
    ['a: 1\n...\n# c\n', 'a: 1\n...\n# c\n'],
    ['a: 1\n...\nb', 'a: 1\n', '...\nb'],
    ['---foo\n-----BEGIN\n----\n', '---foo\n-----BEGIN\n----\n'],
    ['\uFEFF---\na', '\uFEFF---\na'],
    // As kubectl reads a file that begins with a brace.
    ['{"a": 1}\n{"b": 2}\n', '{"a": 1}\n', '{"b": 2}\n'],
    [' {"a": {}} {"b": ["}{"]}{}', ' {"a": {}} ', '{"b": ["}{"]}', '{}'],
    ['{"a": "\\\\"} {"b": "\\\\\\""}', '{"a": "\\\\"} ', '{"b": "\\\\\\""}'],
    ['{"a": "\\"}"}\n\n{"b": 1}', '{"a": "\\"}"}\n\n', '{"b": 1}'],
    ['{"a": 1}\n{"b": 2}\n---\nc: 3\n', '{"a": 1}\n', '{"b": 2}\n', '---\nc: 3\n'],
    ['{"a": 1}\n{"b": 2\n', '{"a": 1}\n', '{"b": 2\n'],
    ['{"a": 1\n{"b": 2}\n', '{"a": 1\n{"b": 2}\n'],
    ['{"a": 1}\n---\n{"b": 2}\n{"c": 3}', '{"a": 1}\n', '---\n{"b": 2}\n{"c": 3}'],
    ['# c\n{"a": 1}\n{"b": 2}', '# c\n{"a": 1}\n{"b": 2}'],
    ['{a: 1}\nb: 2', '{a: 1}\nb: 2'],
    ['{{ a }}\n{{ b }}', '{{ a }}\n{{ b }}'],
    ['a: {}\n{}', 'a: {}\n{}'],
  ];
  for (const [text, ...expected] of cases)
    it(JSON.stringify(text), () => assert.deepEqual(pieces(text), expected));

  it('counts documents as parseAllDocuments does, and loses no character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINES), { maxLength: 9 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (lines, lineBreak, isEnded) => {
          const text = lines.join(lineBreak) + (isEnded ? lineBreak : '');
          const documents = parseAllDocuments(text, { logLevel: 'silent' });
          assert.equal(pieces(text).length, Math.max(1, documents.length));
          assert.equal(pieces(text).join(''), text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  // A time that grows with the square of the text would be minutes, and mocha's own limit ends them.
  it('is quick on half a million objects, none of them closed or all of them', () => {
    assert.equal(cutDocuments('{"a": {}}\n'.repeat(500_000)).length, 500_000);
    assert.equal(cutDocuments('{"a": {'.repeat(500_000)).length, 1);
    assert.equal(cutDocuments(`{}${'"a'.repeat(500_000)}`).length, 1);
    assert.equal(cutDocuments(`{${'"a\\'.repeat(500_000)}`).length, 1);
    assert.equal(cutDocuments(`{"${'\\"'.repeat(5_000_000)}"}{}`).length, 2);
    assert.equal(cutDocuments(`{"${'\\'.repeat(10_000_000)}"}{}`).length, 2);
  });

  it('is quick on twenty megabytes', () => {
    const text =
      `${'# some text - - ... .. --- here\n  a: |\n    ---- x\n'.repeat(40)}---\n`.repeat(10_000);
    assert.equal(cutDocuments(text).length, 10_001);
  });
});

describe('hasTooManyDocuments', () => {
  const most = LIMITS.documents;
  for (const [name, text] of [
    ['marks', (n: number) => '---\n'.repeat(n)],
    ['marks after a comment', (n: number) => `# c\n${'---\n'.repeat(n)}`],
    ['marks between documents', (n: number) => `a: 1\n${'---\n'.repeat(n - 1)}`],
    ['end marks', (n: number) => 'a\n...\n'.repeat(n)],
    ['objects', (n: number) => '{}'.repeat(n)],
  ] as const)
    it(`counts as cutting does: ${name}`, () => {
      assert.equal(cutDocuments(text(most)).length, most);
      assert.equal(hasTooManyDocuments(text(most)), false);
      assert.equal(hasTooManyDocuments(text(most + 1)), true);
    });

  it('counts no marks inside of values', () => {
    assert.equal(hasTooManyDocuments(`a: |\n${'  ---\n-----\n'.repeat(most + 1)}`), false);
  });
});

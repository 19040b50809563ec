import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readOrdinary } from '../../../server/src/yaml/ordinary.ts';
import { parseDocument, readAnything } from '../../../server/src/yaml/parse.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';
import { fixtureFiles } from '../../support/fixture-files.ts';
import { searchedDuring } from '../../support/searched.ts';

const ORDINARY: readonly string[] = [
  '',
  '# nothing but a comment\n',
  'a: 1\nb: text with words # and a comment\nc:\nd: ~\n',
  '---\nkind: Pod\nmetadata:\n  labels: {app: web, "x": y}\n  empty: {}\n',
  'list:\n- a\n-\n- - b\n  - c\n- name: d\n  value:\n    e: f\nafter: x\n',
  'list:\n  - a\n  # between\n  - b\n\nafter: x\n',
  'text: goes on\n  in the next line\n\n  and after a blank one\nnext: "in quotes\n  too\\n" # end\n',
  'quoted: \'it\'\'s\'\n"key": "a\\tb"\nspaced : x\n',
  'script: |\n  one\n    two\n\n  three\n\nfolded: >-\n  a\n  b\nkept: |+\n  c\n\n',
  'args: [--a=b, "c", \'d\', [e]]\nlines: [\n  a,\n  "b"\n]\nurl: http://host:80/path\n',
  'args: [a, b, ]\nlabels: {a: b, c: [d,],}\nlines: [\n  a,\n]\n',
];

/** Texts that are for the other reader; many of them are right. */
const OTHER: readonly string[] = [
  'a: &x 1\nb: *x\n',
  '? a\n: b\n',
  'just text\n',
  'a: 1\n  b: 2\n',
  'a:\n\t- b\n',
  'a: b: c\n',
  'a: 1\na: 2\n',
  '%YAML 1.1\n---\na: 1\n',
  'a: "x\n',
  'a: [b\n',
  'a: [b, , c]\n',
  'a: [,]\n',
  'a: {, b: c}\n',
  'text: |2\n   a\n',
  'a: !!str 1\n',
  '<<: {a: 1}\nb: @x\n',
];

describe('ordinary documents', () => {
  for (const text of ORDINARY)
    it(`are read at once: ${JSON.stringify(text).slice(0, 60)}`, () => {
      for (const written of [text, text.replaceAll('\n', '\r\n')]) {
        assert.ok(readOrdinary(written));
        assertSame(written);
      }
    });

  for (const text of OTHER)
    it(`leave to the other reader: ${JSON.stringify(text)}`, () => {
      assert.equal(readOrdinary(text), undefined);
    });

  it('are read without a look at all that stands behind each word in quotes on a long line', () => {
    for (const word of ['"a", ', "'a', ", '"a\\n", ']) {
      const text = `a: [${word.repeat(1000)}b]\n`;
      const looked = searchedDuring(() => assert.ok(readOrdinary(text)));
      assert.ok(looked > 0, 'what is done is counted');
      assert.ok(looked < 20 * text.length, `${looked} of ${text.length} characters`);
    }
  });

  it('are read as the other reader reads them, in all fixtures', () => {
    const texts = fixtureFiles().flatMap(({ source }) =>
      readStream(source).entries.map(({ chunk }) => chunk.text),
    );
    texts.forEach(assertSame);
    assert.ok(texts.filter((text) => readOrdinary(text)).length > texts.length / 2);
  });

  it('are read as the other reader reads them, whatever is typed into them', () => {
    const typed = fc.constantFrom(
      ...['\n', '\n\n', '\n  ', '\n- ', ' ', '  ', '\t', ': ', ':', '- ', '-', '#', ' #', '"', "'"],
      ...[
        '[',
        ']',
        '{',
        '}',
        ',',
        '|',
        '>-',
        '&a ',
        '*a',
        '!',
        '? ',
        '%',
        '@',
        '<<: ',
        '---\n',
        '\\',
      ],
    );
    const edit = fc.record({ at: fc.nat(400), remove: fc.nat(3), typed });
    fc.assert(
      fc.property(fc.constantFrom(...ORDINARY), fc.array(edit, { maxLength: 4 }), (text, edits) => {
        assertSame(
          edits.reduce((now, { at, remove, typed: put }) => {
            const place = at % (now.length + 1);
            return now.slice(0, place) + put + now.slice(place + remove);
          }, text),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

/** But for who has read it. */
function assertSame(text: string): void {
  const { ordinary, ...read } = parseDocument(text);
  const { ordinary: never, ...readByOther } = readAnything(text);
  assert.deepEqual(read, readByOther);
  assert.deepEqual([ordinary, never], [readOrdinary(text) !== undefined, false]);
}

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Document, Scalar, parse } from 'yaml';
import type { YamlDocument } from '../../../server/src/yaml/document.ts';
import type { YamlScalar } from '../../../server/src/yaml/node.ts';
import { valueOf } from '../../../server/src/yaml/node.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { piecesOf, spanOfTraced, spanWithin } from '../../../server/src/yaml/scalar-position.ts';
import {
  joinTraced,
  sliceTraced,
  traceNothing,
  traceScalar,
} from '../../../server/src/yaml/traced-text.ts';

function scalarAt(document: YamlDocument, key: string): YamlScalar {
  const node = document.root?.kind === 'map' ? valueOf(document.root, key) : undefined;
  assert(node?.kind === 'scalar');
  return node;
}

/** The characters of the document that stand for `part` of the text of `a`. */
function charactersOf(text: string, part: string): string {
  const document = parseDocument(text);
  const scalar = scalarAt(document, 'a');
  const from = scalar.text.indexOf(part);
  assert(from >= 0, `no ${part} in ${scalar.text}`);
  const span = spanWithin(document, scalar, from, from + part.length);
  return text.slice(span.start, span.end);
}

function reads(text: string, value: string): boolean {
  try {
    const data: unknown = parse(text);
    return isDeepStrictEqual(data, { a: value });
  } catch {
    return false;
  }
}

describe('spanWithin', () => {
  const cases: readonly (readonly [text: string, part: string, expected: string])[] = [
    ['a: one two', 'two', 'two'],
    ['a: one\n  two three', 'two', 'two'],
    ['a: one\n  two three', 'one two', 'one\n  two'],
    ["a: 'it''s two'", 'two', 'two'],
    ["a: 'it''s two'", "'", "''"],
    ['a: "x\\ty two"', 'two', 'two'],
    ['a: "x\\ty two"', '\t', '\\t'],
    ['a: "x \\\n   two"', 'two', 'two'],
    ['a: |\n  one\n  two\n', 'two', 'two'],
    ['a: |\r\n  one\r\n  two\r\n', 'one\ntwo', 'one\r\n  two'],
    ['a: |2\n    one\n  two\n', '  one', '  one'],
    ['b:\n  a: x\na: |4-\n      one\n    two\n', 'two', 'two'],
    ['a: >\n  one\n  two\n\n  three\n', 'three', 'three'],
    ['a: >\n  one\n  two\n', 'one two', 'one\n  two'],
    ['a: |+\n  one\n\n\n', '\n\n\n', '\n\n\n'],
  ];
  for (const [text, part, expected] of cases)
    it(`${JSON.stringify(part)} in ${JSON.stringify(text)}`, () => {
      assert.equal(charactersOf(text, part), expected);
    });

  it('gives the alias for a scalar behind it', () => {
    const text = 'b: &x long text\na: *x';
    assert.equal(charactersOf(text, 'text'), '*x');
  });

  it('leads every character to a place that decodes to it, in every style', () => {
    const styles = [
      Scalar.PLAIN,
      Scalar.QUOTE_SINGLE,
      Scalar.QUOTE_DOUBLE,
      Scalar.BLOCK_LITERAL,
      Scalar.BLOCK_FOLDED,
    ] as const;
    const characters = fc.constantFrom(...'ab :#\'"\\\t\n\n-{}é😀0123 '.split(/(?:)/u));
    const values = fc.array(characters, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(values, fc.constantFrom(...styles), fc.boolean(), (value, style, isCrlf) => {
        const rendered = new Document({ a: 'x' });
        const scalar = new Scalar(value);
        scalar.type = style;
        rendered.set('a', scalar);
        const lf = rendered.toString({ lineWidth: 30, minContentWidth: 0 });
        const text = isCrlf ? lf.replaceAll('\n', '\r\n') : lf;
        // Not everything that `yaml` writes can be read again.
        fc.pre(reads(text, value));
        const document = parseDocument(text);
        const node = scalarAt(document, 'a');
        assert.equal(node.text, value);
        const pieces = piecesOf(text, node);
        let at = 0;
        for (const piece of pieces) {
          assert.equal(piece.at, at);
          const source = text.slice(piece.from, piece.to);
          const decoded = value.slice(at, at + piece.length);
          if (piece.verbatim) assert.equal(source, decoded);
          else if (decoded.trim() === '' && /[\r\n]/.test(source))
            assert.match(source, /^[\s\\]+$/);
          else assert.match(source, /^(?:\\.*|'')$/u);
          at += piece.length;
        }
        assert.equal(at, value.length);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('spanOfTraced', () => {
  const text = 'a: "one\\ttwo"\nb: three\n';
  const document = parseDocument(text);
  const a = traceScalar(scalarAt(document, 'a'));
  const b = traceScalar(scalarAt(document, 'b'));
  const at = (traced: typeof a) => {
    const span = spanOfTraced(document, traced);
    return span && text.slice(span.start, span.end);
  };

  it('covers the part of the first scalar', () => {
    assert.equal(at(sliceTraced(a, 2, 5)), 'e\\tt');
    assert.equal(at(joinTraced([sliceTraced(a, 4), traceNothing(' '), b])), 'two');
    const gap = joinTraced([sliceTraced(a, 0, 1), traceNothing('x'), sliceTraced(a, 4, 5)]);
    assert.equal(at(gap), 'one\\tt');
  });

  it('is nowhere for text that stands nowhere', () => {
    assert.equal(at(traceNothing('x')), undefined);
    assert.equal(at(joinTraced([traceNothing('x'), b])), 'three');
  });

  it('is a place of no width for empty text', () => {
    assert.deepEqual(spanOfTraced(document, sliceTraced(b, 2, 2)), { start: 19, end: 19 });
  });
});

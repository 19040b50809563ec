import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { makeConverter } from '../../../server/src/lsp/convert.ts';
import { applyEdits } from '../../../server/src/text/edit.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';
import { reviseStream } from '../../../server/src/yaml/revise-stream.ts';
import type { YamlStream } from '../../../server/src/yaml/stream.ts';

/** What decides where documents begin, whole and in pieces. */
const PIECES = [
  '---\n',
  '--- x\n',
  '---',
  '-----\n',
  '...\n',
  '... \r\n',
  '# c\n',
  '%YAML 1.2\n',
  'a: 1\n',
  'b: |\n  ---\n',
  '\n',
  '\r\n',
  '\r',
  '-',
  '.',
  ' ',
  '\uFEFF',
  'é😀\n',
  '{"a": 1}\n',
  '{',
  '}',
  '"',
] as const;

const piece = fc.constantFrom(...PIECES);
const pieces = (most: number): fc.Arbitrary<string> =>
  fc.array(piece, { maxLength: most }).map((all) => all.join(''));
const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), newText: pieces(3) });

const seen = (stream: YamlStream): unknown => ({
  text: stream.text,
  length: stream.length,
  entries: stream.entries.map(({ start, chunk }) => [start, chunk.text]),
});

describe('a stream after an edit', () => {
  it('is what reading the text anew makes of it, edit after edit', () => {
    fc.assert(
      fc.property(pieces(30), fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) => {
        let now = text;
        let stream = readStream(text);
        for (const { at, length, newText } of edits) {
          const start = at % (now.length + 1);
          const one = { span: { start, end: Math.min(now.length, start + length) }, newText };
          now = applyEdits(now, [one]);
          stream = reviseStream(stream, one);
          assert.deepEqual(seen(stream), seen(readStream(now)));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the documents that the edit leaves as they are, before and after it', () => {
    const text = Array.from({ length: 5 }, (_, index) => `a: ${index}\n`).join('---\n');
    const before = readStream(text);
    const start = text.indexOf('2');
    const after = reviseStream(before, { span: { start, end: start + 1 }, newText: '---\n22' });
    const kept = after.entries.map(({ chunk }) =>
      before.entries.findIndex((entry) => entry.chunk === chunk),
    );
    assert.deepEqual(kept, [0, 1, -1, 3, 4]);
  });

  it('has its offsets where the protocol says that positions are', () => {
    const place = fc.record({
      line: fc.integer({ min: -1, max: 40 }),
      character: fc.integer({ min: -1, max: 12 }),
    });
    fc.assert(
      fc.property(pieces(30), place, (text, position) => {
        const document = TextDocument.create('file:///a.yaml', 'yaml', 1, text);
        assert.equal(
          makeConverter('utf-16').offsetAt(readStream(text), position),
          document.offsetAt(position),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

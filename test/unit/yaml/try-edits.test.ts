import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { TextEdit } from '../../../server/src/text/edit.ts';
import { removeItem } from '../../../server/src/yaml/edit.ts';
import { excerptAround } from '../../../server/src/yaml/excerpt.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../../../server/src/yaml/node.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { readExcerpt, readWhole } from '../../../server/src/yaml/try-edits.ts';

/** What is likely to change how the lines around it are read. */
const PIECES = [
  ['', ' ', '  ', '\n', '\r\n', '\t', ':', ': ', '- ', '-\n', '#', ' # c', '"', "'", '[', ']'],
  ['{', '}', ',', '|\n', '>\n', '&a ', '*a', '? ', 'a', 'a: b', '\nname: a\n', '\n  image: b\n'],
  ['\n    - name: c', '\n- d', '\nspec:\n', '\n  containers:\n', 'kind: X\n', ', name: e', '---\n'],
].flat();

describe('trying an edit on an excerpt', () => {
  const texts = globSync('test/{fixtures,manifests}/**/*.yaml')
    .toSorted()
    .flatMap((file) => readFileSync(file, 'utf8').split(/^---\n/m));
  const documents = [
    ...texts,
    '- "a\n  "\n- " # b"\n- " # c"\n- d\n- e\n',
    'a: [{b: 1, c: 2, d: {e: 1, f: 2, g: [1, 2, 3]}, h: 3}, {b: 2}, {c: 3}, {d: 4}]\n',
    '{"a": {"b": 1, "c": 2, "d": 3, "e": 4},\n "f": [1, 2, 3,\n 4, 5], "g": 2, "h": 3}\n',
    'a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\nf:\n  - g: 1\n    h: 2\n    i: 3\n  - j\n  - k\n  - l\nm: n\no: p\n',
    'a: &a {x: 1}\nb: 1\nc: 2\nd: *a\ne: *a\nf:\n  <<: *a\n  y: 2\n  z: 3\ng: 1\n',
    'a: |\n  x\n\n  y\nb: >-\n  z\nc: 1\nd: 2\ne: |+\n  w\n\nf: 3\n',
  ]
    .map(parseDocument)
    .filter(({ faults, root }) => faults.length === 0 && root);

  it('lets nothing pass that is broken in the whole text, and finds the same scalars', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(12),
        fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }),
        (document, part, length, pieces) => {
          const start = Math.floor(part * document.text.length);
          const end = Math.min(document.text.length, start + length);
          const edits: TextEdit[] = [{ span: { start, end }, newText: pieces.join('') }];
          const excerpt = readExcerpt(document, edits);
          if (!excerpt) return;
          passed++;
          const whole = readWhole(document, edits);
          assert(whole, 'the whole text has a fault');
          for (const { span } of touchedScalars(document.root, start, end))
            assert.deepEqual(pick(excerpt.scalarAt(span.start)), pick(whole.scalarAt(span.start)));
        },
      ),
      { numRuns: 4000, seed: 7 },
    );
    assert(passed > 200, `only ${passed} excerpts told anything`);
  });

  it('reads no more of a list with many items', () => {
    const readOf = (n: number): number => {
      const text = `spec:\n  first:\n${'    - {name: a}\n'.repeat(n)}  list:\n${'    - name: b\n      value: c\n'.repeat(n)}  last: d\n`;
      const document = parseDocument(text);
      const list = mapIn(mapIn(document.root).pairs[0]?.value).pairs[1]?.value;
      assert(list?.kind === 'seq');
      const edits = removeItem(document, list, list.items[n >> 1] ?? assert.fail());
      assert(edits && readExcerpt(document, edits));
      const { cuts } = excerptAround(document, edits) ?? assert.fail();
      return text.length - cuts.reduce((sum, { start, end }) => sum + end - start, 0);
    };
    assert.equal(readOf(1000), readOf(100));
  });

  it('sees a key that stands among what was left out', () => {
    const document = parseDocument('a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n');
    const edits = [{ span: { start: 25, end: 26 }, newText: 'c' }];
    assert.equal(document.text.slice(25, 26), 'f');
    assert.equal(readExcerpt(document, edits), undefined);
    assert.equal(readWhole(document, edits), undefined);
  });
});

function mapIn(node: YamlNode | undefined): YamlMap {
  assert(node?.kind === 'map');
  return node;
}

/** The scalars ahead of which an edit does not begin. */
function touchedScalars(
  node: YamlNode | undefined,
  start: number,
  end: number,
): readonly YamlScalar[] {
  if (!node || node.aliased) return [];
  if (node.kind === 'scalar') return node.span.start <= start && node.span.end >= end ? [node] : [];
  const below =
    node.kind === 'map'
      ? node.pairs.flatMap(({ key, value }) => [key, value])
      : node.items.map(({ value }) => value);
  return below.flatMap((one) => touchedScalars(one, start, end));
}

function pick(node: YamlScalar | undefined): object | undefined {
  return node && { text: node.text, style: node.style, value: node.value };
}

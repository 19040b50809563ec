import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stringify } from 'yaml';
import { applyEdits } from '../../../server/src/text/edit.ts';
import type { YamlDocument } from '../../../server/src/yaml/document.ts';
import {
  appendItem,
  insertItem,
  insertPair,
  removeItem,
  removePair,
  replaceNode,
  replaceText,
  replaceTraced,
  replaceValue,
} from '../../../server/src/yaml/edit.ts';
import type { Edits, YamlData } from '../../../server/src/yaml/edit.ts';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../server/src/yaml/node.ts';
import { pairOf } from '../../../server/src/yaml/node.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import {
  joinTraced,
  sliceTraced,
  traceNothing,
  traceScalar,
} from '../../../server/src/yaml/traced-text.ts';
import { dataOf } from './data.ts';
import type { Data } from './data.ts';

type Path = readonly (string | number)[];
type Change = (document: YamlDocument, path: Path) => Edits;

function nodeAt(document: YamlDocument, path: Path): YamlNode {
  let node = document.root;
  for (const step of path) {
    if (node?.kind === 'map') node = pairOf(node, String(step))?.value;
    else if (node?.kind === 'seq') node = node.items[Number(step)]?.value;
  }
  assert(node, `nothing at ${path.join('.')}`);
  return node;
}

function mapAt(document: YamlDocument, path: Path): YamlMap {
  const node = nodeAt(document, path);
  assert(node.kind === 'map');
  return node;
}

function seqAt(document: YamlDocument, path: Path): YamlSeq {
  const node = nodeAt(document, path);
  assert(node.kind === 'seq');
  return node;
}

function scalarAt(document: YamlDocument, path: Path): YamlScalar {
  const node = nodeAt(document, path);
  assert(node.kind === 'scalar');
  return node;
}

/** Checks a change on the text as it is, with CRLF, and with no line break at its end. */
function check(
  name: string,
  before: string,
  change: (document: YamlDocument) => Edits,
  after: string | undefined,
): void {
  it(name, () => {
    const run = (text: string) => {
      const edits = change(parseDocument(text));
      return edits && applyEdits(text, edits);
    };
    assert.equal(run(before), after);
    const crlf = (text: string | undefined) => text?.replaceAll('\n', '\r\n');
    if (before.includes('\n')) assert.equal(run(crlf(before) ?? ''), crlf(after));
    if (!/[|>]/.test(before)) assert.equal(run(before.trimEnd())?.trimEnd(), after?.trimEnd());
  });
}

function objectOf(data: Data): object {
  assert(typeof data === 'object' && data !== null);
  return data;
}

const JSON_POD = `{
  "spec": {
    "containers": [
      {
        "name": "web"
      }
    ],
    "volumes": []
  }
}
`;

describe('insertPair', () => {
  const cases: readonly (readonly [
    string,
    string,
    Path,
    string,
    YamlData,
    { after?: string; before?: string },
    string | undefined,
  ])[] = [
    [
      'adds at the end',
      'a:\n  b: 1 # one\n\n# end\n',
      ['a'],
      'c',
      2,
      {},
      'a:\n  b: 1 # one\n  c: 2\n\n# end\n',
    ],
    ['adds after', 'a: 1\nb: 2\n', [], 'c', 'x', { after: 'a' }, 'a: 1\nc: x\nb: 2\n'],
    [
      'adds before',
      'a: 1\n# two\nb: 2\n',
      [],
      'c',
      'x',
      { before: 'b' },
      'a: 1\nc: x\n# two\nb: 2\n',
    ],
    [
      'adds before the first',
      's:\n  # one\n  a: 1\n',
      ['s'],
      'c',
      'x',
      { before: 'a' },
      's:\n  c: x\n  # one\n  a: 1\n',
    ],
    [
      'adds before the first beside a dash',
      '- a: 1\n  b: 2\n',
      [0],
      'c',
      true,
      { before: 'a' },
      '- c: true\n  a: 1\n  b: 2\n',
    ],
    ['adds to a map beside a dash', '-   a: 1\n', [0], 'c', 2, {}, '-   a: 1\n    c: 2\n'],
    [
      'adds a list as its neighbours are',
      'a:\n- x\n',
      [],
      'c',
      ['w', { d: 1, e: [2] }],
      {},
      'a:\n- x\nc:\n- w\n- d: 1\n  e:\n  - 2\n',
    ],
    [
      'adds an indented list',
      'a:\n    b:\n      - x\n',
      ['a'],
      'c',
      ['w'],
      {},
      'a:\n    b:\n      - x\n    c:\n      - w\n',
    ],
    [
      'adds a map with the indentation of others',
      'a:\n    b: 1\n',
      [],
      'c',
      { d: { e: 1 } },
      {},
      'a:\n    b: 1\nc:\n    d:\n        e: 1\n',
    ],
    ['adds empty data', 'a: 1\n', [], 'emptyDir', {}, {}, 'a: 1\nemptyDir: {}\n'],
    ['adds text of several lines', 'a: 1\n', [], 'b', 'x\ny: z\n', {}, 'a: 1\nb: |\n  x\n  y: z\n'],
    [
      'quotes what would be read as something else',
      'a: 1\n',
      [],
      'b',
      ['yes', '8080', 'x: y', '-f', 'it\'s "', '', '12:30', '0644', '#', 'a b'],
      {},
      'a: 1\nb:\n  - "yes"\n  - "8080"\n  - "x: y"\n  - -f\n  - it\'s "\n  - ""\n  - "12:30"\n  - "0644"\n  - "#"\n  - a b\n',
    ],
    [
      'fills a key without a value',
      'a: # none\nb: 1\n',
      [],
      'a',
      ['x'],
      {},
      'a: # none\n  - x\nb: 1\n',
    ],
    ['fills a key with a scalar', 'a: # none\n', [], 'a', 1, {}, 'a: 1 # none\n'],
    [
      'fills an empty list',
      'a: [] # none\nb: 1\n',
      [],
      'a',
      [{ c: 1, d: 2 }],
      {},
      'a: # none\n  - c: 1\n    d: 2\nb: 1\n',
    ],
    ['fills an empty map', 'a: {}\n', [], 'a', { b: 1 }, {}, 'a:\n  b: 1\n'],
    ['fills null', 'a: null\n', [], 'a', { b: 1 }, {}, 'a:\n  b: 1\n'],
    ['leaves a value alone', 'a: 1\n', [], 'a', 2, {}, undefined],
    ['adds in braces', 'a: {b: 1}\n', ['a'], 'c', ['x'], {}, 'a: {b: 1, c: [x]}\n'],
    [
      'adds first in braces',
      'a: { b: 1 }\n',
      ['a'],
      'c',
      2,
      { before: 'b' },
      'a: { c: 2, b: 1 }\n',
    ],
    ['adds in empty braces', 'a: [{}]\n', ['a', 0], 'c', 2, {}, 'a: [{c: 2}]\n'],
    [
      'adds in JSON',
      JSON_POD,
      ['spec', 'containers', 0],
      'ports',
      [{ containerPort: 80 }],
      {},
      JSON_POD.replace(
        '"web"',
        '"web",\n        "ports": [\n          {\n            "containerPort": 80\n          }\n        ]',
      ),
    ],
    [
      'fills in JSON',
      JSON_POD,
      ['spec'],
      'volumes',
      [{ name: 'x' }],
      {},
      JSON_POD.replace('[]', '[\n      {\n        "name": "x"\n      }\n    ]'),
    ],
    [
      'adds in JSON on one line',
      '{"a": {"b": 1}}',
      ['a'],
      'c',
      [true, 'x'],
      {},
      '{"a": {"b": 1, "c": [true, "x"]}}',
    ],
    ['does nothing behind an alias', 'a: &x {b: 1}\nc: *x\n', ['c'], 'd', 1, {}, undefined],
    [
      'adds beside a merge',
      'a: &x {b: 1}\nc:\n  <<: *x\n',
      ['c'],
      'd',
      1,
      {},
      'a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n',
    ],
    [
      'adds after text of several lines',
      'a: |\n  x\n\nb: |+\n  y\n\n',
      [],
      'c',
      1,
      {},
      'a: |\n  x\n\nb: |+\n  y\n\nc: 1\n',
    ],
  ];
  for (const [name, before, path, key, value, options, after] of cases)
    check(
      name,
      before,
      (document) => insertPair(document, mapAt(document, path), key, value, options),
      after,
    );
});

describe('items', () => {
  const append =
    (value: YamlData): Change =>
    (document, path) =>
      appendItem(document, seqAt(document, path), value);
  const insert =
    (index: number, value: YamlData): Change =>
    (document, path) =>
      insertItem(document, seqAt(document, path), index, value);
  const remove =
    (index: number): Change =>
    (document, path) => {
      const seq = seqAt(document, path);
      const item = seq.items[index];
      assert(item);
      return removeItem(document, seq, index % 2 === 0 ? item : (item.value ?? item));
    };
  const cases: readonly (readonly [string, string, Path, Change, string | undefined])[] = [
    [
      'appends',
      'a:\n- x # one\n\nb: 1\n',
      ['a'],
      append({ c: 1, d: [2] }),
      'a:\n- x # one\n- c: 1\n  d:\n  - 2\n\nb: 1\n',
    ],
    [
      'appends quoted as the others are',
      "a:\n  - 'x'\n",
      ['a'],
      append('y'),
      "a:\n  - 'x'\n  - 'y'\n",
    ],
    ['appends in brackets', 'a: ["x", "y"]\n', ['a'], append('z'), 'a: ["x", "y", "z"]\n'],
    ['appends after a last comma', 'a: [x,]\n', ['a'], append('z'), 'a: [x, z,]\n'],
    [
      'appends to brackets over lines',
      'a: [\n    x,\n    y\n  ]\n',
      ['a'],
      append('z'),
      'a: [\n    x,\n    y,\n    z\n  ]\n',
    ],
    ['appends to an empty list', 'a:\n  b: []\n', ['a', 'b'], append('z'), 'a:\n  b:\n    - z\n'],
    ['appends a list', '- - a\n', [0], append(['b', 'c']), '- - a\n  - - b\n    - c\n'],
    ['inserts', '- a\n# b\n- b\n', [], insert(1, 'x'), '- a\n- x\n# b\n- b\n'],
    ['inserts first', 's:\n  - a\n', ['s'], insert(0, 'x'), 's:\n  - x\n  - a\n'],
    ['inserts first beside a dash', '- - a\n', [0], insert(0, 'x'), '- - x\n  - a\n'],
    ['inserts first in brackets', '[a]', [], insert(0, 'x'), '[x, a]'],
    ['removes', '- a\n- b: 1\n  c: 2 # x\n- d\n', [], remove(1), '- a\n- d\n'],
    ['removes the first', 's:\n- a\n- b\n', ['s'], remove(0), 's:\n- b\n'],
    ['removes the last', 's:\n- a\n- b\n', ['s'], remove(1), 's:\n- a\n'],
    ['removes the only one', 's: # all\n  - a\n', ['s'], remove(0), 's: [] # all\n'],
    ['removes the first beside a dash', '- - a\n  - b\n', [0], remove(0), '- - b\n'],
    ['removes in brackets', '[a, b, c]', [], remove(1), '[a, c]'],
    ['removes the last in brackets', '[a, b, c]', [], remove(2), '[a, b]'],
    ['removes the only one in brackets', '[ a ]', [], remove(0), '[]'],
    ['removes in JSON', '[\n  1,\n  2\n]\n', [], remove(1), '[\n  1\n]\n'],
  ];
  for (const [name, before, path, change, after] of cases)
    check(name, before, (document) => change(document, path), after);
});

describe('removePair', () => {
  const cases: readonly (readonly [string, string, Path, string, string | undefined])[] = [
    ['removes lines', 'a: 1\nb:\n  c: 2\n  # c\nd: 3\n', [], 'b', 'a: 1\n  # c\nd: 3\n'],
    ['removes the last', 'a: 1\nb: 2 # two\n', [], 'b', 'a: 1\n'],
    ['removes beside a dash', '- a: 1\n  b: 2\n', [0], 'a', '- b: 2\n'],
    ['removes the only one beside a dash', '- a: 1\n- b\n', [0], 'a', '- {}\n- b\n'],
    ['removes the only one', 'a:\n  b: 1\nc: 2\n', ['a'], 'b', 'a: {}\nc: 2\n'],
    ['removes in braces', 'a: {b: 1, c: 2}\n', ['a'], 'b', 'a: {c: 2}\n'],
    ['removes in JSON', '{\n  "a": 1,\n  "b": 2\n}\n', [], 'a', '{\n  "b": 2\n}\n'],
    ['leaves merged pairs alone', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n', ['c'], 'b', undefined],
  ];
  for (const [name, before, path, key, after] of cases)
    check(name, before, (document) => removePair(document, mapAt(document, path), key), after);
});

describe('replaceValue', () => {
  const cases: readonly (readonly [
    string,
    string,
    string | number | boolean,
    string | undefined,
  ])[] = [
    ['a number', 'a: 8080 # x\n', 8081, 'a: 8081 # x\n'],
    ['a boolean', 'a: yes\n', false, 'a: false\n'],
    ['a string', 'a: x\n', 'w', 'a: w\n'],
    ['a string that looks like a number', 'a: x\n', '8080', 'a: "8080"\n'],
    ['a double-quoted string', 'a: "x"\n', 'y"', 'a: "y\\""\n'],
    ['a single-quoted string', "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['a single-quoted string by lines', "a: 'x'\n", 'y\nz', 'a: "y\\nz"\n'],
    ['a quoted string by a number', 'a: "x"\n', 1, 'a: 1\n'],
    ['in brackets', '{a: x}\n', 'y, z', '{a: "y, z"}\n'],
    ['a tagged string', 'a: !!str 1\n', '2', 'a: !!str "2"\n'],
    ['a block scalar', 'a: |\n  x\n  y\nb: 1\n', 'z', 'a: z\nb: 1\n'],
    ['a block scalar by lines', 'a: |\n  x\n  y\nb: 1\n', 'z\ny\n', 'a: |\n  z\n  y\nb: 1\n'],
    ['behind an alias', 'b: &x y\na: *x\n', 'z', undefined],
  ];
  for (const [name, before, value, after] of cases)
    check(
      name,
      before,
      (document) => replaceValue(document, scalarAt(document, ['a']), value),
      after,
    );

  check(
    'a key',
    'a: 1\n',
    (document) => {
      const key = mapAt(document, []).pairs[0]?.key;
      assert(key);
      return replaceValue(document, key, 'b');
    },
    'b: 1\n',
  );
});

describe('replaceText', () => {
  const cases: readonly (readonly [string, string, string, string | undefined])[] = [
    ['a: --listen=:8080 x\n', '8080', '81', 'a: --listen=:81 x\n'],
    ['a: 8080\n', '8080', '81', 'a: 81\n'],
    ['a: x8080\n', 'x', '', 'a: "8080"\n'],
    ['a: x y\n', 'x', '#', 'a: "# y"\n'],
    ["a: 'it''s x'\n", 'x', "y'", "a: 'it''s y'''\n"],
    ['a: "\\tx"\n', 'x', 'y"', 'a: "\\ty\\""\n'],
    ['a: one\n  two x # c\n', 'x', 'y', 'a: one\n  two y # c\n'],
    ['a: |\n  one\n  two x\n', 'x', 'y\nz', 'a: |\n  one\n  two y\n  z\n'],
    ['a: >\n  one\n  two x\n', 'x', 'y', 'a: >\n  one\n  two y\n'],
    ['a: |\n  x\n  two\n', 'x', ' x', undefined],
    ['b: &k x\na: *k\n', 'x', 'y', undefined],
    ['{"a": "x"}', 'x', 'y\n', '{"a": "y\\n"}'],
  ];
  for (const [before, part, by, after] of cases)
    check(
      `${JSON.stringify(part)} by ${JSON.stringify(by)} in ${JSON.stringify(before)}`,
      before,
      (document) => {
        const scalar = scalarAt(document, ['a']);
        const from = scalar.text.indexOf(part);
        return replaceText(document, scalar, from, from + part.length, by);
      },
      after,
    );

  it('replaces traced text of one scalar only', () => {
    const document = parseDocument('a: "one two"\n');
    const traced = traceScalar(scalarAt(document, ['a']));
    const edits = replaceTraced(document, sliceTraced(traced, 4), 'three');
    assert.deepEqual(edits, [{ span: { start: 8, end: 11 }, newText: 'three' }]);
    assert.equal(replaceTraced(document, joinTraced([traced, traceNothing('x')]), 'y'), undefined);
  });
});

describe('replaceNode', () => {
  const cases: readonly (readonly [string, string, Path, YamlData, string | undefined])[] = [
    ['a block by a scalar', 'a:\n  b: 1\nc: 2\n', ['a'], 1, 'a: 1\nc: 2\n'],
    ['a scalar by a block', 'a: 1 # c\nb: 2\n', ['a'], { x: [1] }, 'a: # c\n  x:\n    - 1\nb: 2\n'],
    ['an item', '- a: 1\n  b: 2\n- c\n', [0], 'x', '- x\n- c\n'],
    ['an item by a block', '- a\n', [0], { x: 1, z: 2 }, '- x: 1\n  z: 2\n'],
    ['in brackets', '[a, {b: 1}]', [1], { c: [1] }, '[a, {c: [1]}]'],
    ['the root', 'a: 1\n', [], { b: 2 }, 'b: 2\n'],
    ['what has an anchor', 'a: &x\n  b: 1\nc: *x\n', ['a'], 1, undefined],
  ];
  for (const [name, before, path, value, after] of cases)
    check(name, before, (document) => replaceNode(document, nodeAt(document, path), value), after);
});

describe('edits of any document', () => {
  const texts = fc.oneof(
    fc.constantFrom(
      'x',
      'yes',
      '8080',
      'a b',
      "it's",
      'a: b',
      '- x',
      '',
      ' x',
      '#',
      'é😀',
      '"',
      '\\',
      '{{ x }}',
      'a,b',
      '?',
      '-',
      '---',
      '<<',
      '0644',
      '=',
      '!x',
      'x:',
      'x #y',
      '~',
    ),
    fc.constantFrom(
      'line\nline',
      'line\n',
      'a\n\nb\n\n',
      ' indented\nline\n',
      'tab\t\nx',
      '\n',
      '# not\n# a comment\n',
    ),
  );
  const leaves = fc.oneof(
    texts,
    fc.integer({ min: -9, max: 70000 }),
    fc.boolean(),
    fc.constant(null),
  );
  const { data } = fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaves,
      fc.array(tie('data'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'name', 'yes', 'x y', '8080'), tie('data'), {
        maxKeys: 4,
      }),
    ),
  }));
  const roots = fc.dictionary(fc.constantFrom('spec', 'kind', 'items', 'x'), data, {
    minKeys: 1,
    maxKeys: 4,
  });
  const looks = fc.constantFrom(
    (value: unknown) => stringify(value),
    (value: unknown) => stringify(value, { indentSeq: false }),
    (value: unknown) =>
      stringify(value, { indent: 4, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' }),
    (value: unknown) => stringify(value, { collectionStyle: 'flow' }),
    (value: unknown) => stringify(value, { collectionStyle: 'flow', lineWidth: 20 }),
    (value: unknown) => `${JSON.stringify(value, null, 2)}\n`,
    (value: unknown) => JSON.stringify(value),
  );

  function collections(node: YamlNode | undefined): (YamlMap | YamlSeq)[] {
    if (!node || node.kind === 'scalar') return [];
    const children = node.kind === 'map' ? node.pairs : node.items;
    return [node, ...children.flatMap((child) => collections(child.value))];
  }

  /** Applies a change to a random collection, and the same one to its data. */
  function run(
    change: (
      document: YamlDocument,
      node: YamlMap | YamlSeq,
      pick: number,
    ) => { edits: Edits; expected: (data: Data) => void } | undefined,
  ): void {
    let done = 0;
    fc.assert(
      fc.property(
        roots,
        looks,
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (root, look, which, pick, isCrlf) => {
          const lf = look(root);
          const text = isCrlf ? lf.replaceAll('\n', '\r\n') : lf;
          const document = parseDocument(text);
          // Not everything that `yaml` writes can be read again as kubectl reads it.
          if (document.faults.length > 0) return;
          const nodes = collections(document.root);
          const index = which % nodes.length;
          const node = nodes[index];
          assert(node);
          const changed = change(document, node, pick);
          if (!changed?.edits) return;
          const after = parseDocument(applyEdits(text, changed.edits));
          assert.deepEqual(after.faults, []);
          const expected = structuredClone(dataOf(document.root));
          const targets: Data[] = [];
          const visit = (value: Data): void => {
            if (typeof value !== 'object' || value === null) return;
            targets.push(value);
            Object.values(value).forEach(visit);
          };
          visit(expected);
          // Keys that are numbers come first in data, not in the text.
          if (targets.length !== nodes.length || JSON.stringify(root).includes('"8080":')) return;
          changed.expected(targets[index]);
          assert.deepEqual(dataOf(after.root), expected);
          if (isCrlf && lf !== text)
            assert.doesNotMatch(applyEdits(text, changed.edits), /[^\r]\n/);
          done++;
        },
      ),
      { numRuns: 300 },
    );
    assert(done > 5, `only ${done} runs changed anything`);
  }

  const added: YamlData = { name: 'new', list: ['x', { y: 1 }], text: 'a\nb\n', quoted: '8080' };

  it('insertPair', () => {
    run((document, node, pick) => {
      if (node.kind !== 'map') return undefined;
      const after = node.pairs[pick % (node.pairs.length || 1)]?.key.text;
      const options = after === undefined ? {} : pick % 2 === 0 ? { after } : { before: after };
      const edits = insertPair(document, node, 'added', added, options);
      assert(edits, 'nothing inserted');
      if (node.pairs.length > 0)
        for (const edit of edits) assert.equal(edit.span.start, edit.span.end);
      return { edits, expected: (data) => Object.assign(data ?? {}, { added }) };
    });
  });

  it('insertItem', () => {
    run((document, node, pick) => {
      if (node.kind !== 'seq') return undefined;
      const index = pick % (node.items.length + 1);
      const edits = insertItem(document, node, index, added);
      assert(edits, 'nothing inserted');
      if (node.items.length > 0)
        for (const edit of edits) assert.equal(edit.span.start, edit.span.end);
      return {
        edits,
        expected: (data) =>
          assert(Array.isArray(data) && data.splice(index, 0, structuredClone(added) as Data)),
      };
    });
  });

  it('removePair and removeItem', () => {
    run((document, node, pick) => {
      if (node.kind === 'seq') {
        const index = pick % (node.items.length || 1);
        const item = node.items[index];
        if (!item) return undefined;
        const edits = removeItem(document, node, item);
        assert(edits, 'nothing removed');
        return { edits, expected: (data) => assert(Array.isArray(data) && data.splice(index, 1)) };
      }
      const pair = node.pairs[pick % (node.pairs.length || 1)];
      if (!pair) return undefined;
      const edits = removePair(document, node, pair);
      assert(edits, 'nothing removed');
      return {
        edits,
        expected: (data) => assert(Reflect.deleteProperty(objectOf(data), pair.key.text)),
      };
    });
  });

  it('replaceNode', () => {
    run((document, node) => {
      const isOther = node === document.root || node.kind === 'seq';
      const edits = isOther ? undefined : replaceNode(document, node, added);
      return {
        edits,
        expected: (data) => {
          if (Array.isArray(data)) return;
          for (const key of Object.keys(objectOf(data)))
            Reflect.deleteProperty(objectOf(data), key);
          Object.assign(objectOf(data), added);
        },
      };
    });
  });
});

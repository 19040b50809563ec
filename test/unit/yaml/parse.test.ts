import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LIMITS } from '../../../server/src/yaml/limits.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { dataOf } from './data.ts';
import type { Data } from './data.ts';

/** Text, what is read of it, and each fault as its code and the characters it points at. */
type Case = readonly [text: string, data: Data, ...faults: string[]];

function check(cases: readonly Case[]): void {
  for (const [text, data, ...faults] of cases)
    it(JSON.stringify(text).slice(0, 90), () => {
      const document = parseDocument(text);
      assert.deepEqual(dataOf(document.root), data);
      const found = document.faults.map(
        ({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`,
      );
      assert.deepEqual(found, faults);
    });
}

describe('parseDocument', () => {
  describe('whole text', () => {
    check([
      ['', null],
      ['# only a comment', null],
      ['a: 1', { a: 1 }],
      ['\uFEFFa: 1\r\nb: x\r\n', { a: 1, b: 'x' }],
      ['a: 1\rb: 2\r', { a: 1, b: 2 }],
      ['--- # comment\na: 1\n', { a: 1 }],
      ['--- {a: 1}', { a: 1 }],
      ['---\ttext', 'text'],
      ['...\n# between\n%YAML 1.1\n---\na: 1\n', { a: 1 }],
      ['a:\nb:\n- x\n-\n- - w\n  - z\n', { a: null, b: ['x', null, ['w', 'z']] }],
      ['a: {b: 1, c, "d":2, e: [f, g: h]}', { a: { b: 1, c: null, d: 2, e: ['f', { g: 'h' }] } }],
      ['{"a": 1,\n"b": [1,\n"c\\/d"]}', { a: 1, b: [1, 'c/d'] }],
      ['? a\n: b\n', { a: 'b' }],
      ["a: 'it''s'\nb: \"\\x41\\u0042\\tc\"\n", { a: "it's", b: 'AB\tc' }],
      ['a: "one\n  two\n\n  three \\\n  four"\n', { a: 'one two\nthree four' }],
      ['a: one\n  two\n\n  three\n', { a: 'one two\nthree' }],
      ['a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z\n', { a: 'x\n y\n', b: 'x y\nz' }],
      ['a: |2-\n    x\n  y\n', { a: '  x\ny' }],
      ['a: |+\n  x\n\n\nb: 1', { a: 'x\n\n\n', b: 1 }],
      ['a: |\r\n  x\r\n  y\r\n', { a: 'x\ny\n' }],
      ['a: |\n  x', { a: 'x' }],
      ['a: !!str 1\nb: !!int "2"\nc: !custom yes\nd: ! 3', { a: '1', b: 2, c: 'yes', d: '3' }],
      ['a: "yes"\nb: yes\nc: \'1\'', { a: 'yes', b: true, c: '1' }],
      ['a: 12:30\nb: 2001-12-14', { a: '12:30', b: '2001-12-14' }],
      [
        'constructor: 1\ntoString: 2',
        Object.fromEntries([
          ['constructor', 1],
          ['toString', 2],
        ]),
      ],
    ]);
  });

  describe('aliases and merges', () => {
    check([
      ['a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
      ['a: &x\nb: *x', { a: null, b: null }],
      ['a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3', { a: { b: 1, c: 2 }, d: { c: 2, b: 3 } }],
      ['a:\n  <<: [{b: 1}, {b: 2, c: 3}]', { a: { b: 1, c: 3 } }],
      ['a:\n  <<: 5', { a: {} }, 'syntax: 5'],
      ['a: *x', { a: null }, 'unknown-alias: *x'],
      ['&x [*x]', [], 'unknown-alias: *x'],
      ['*x : 1', {}, 'unknown-alias: *x'],
    ]);
  });

  describe('duplicate keys', () => {
    check([
      ['a: 1\na: 2', { a: 2 }, 'duplicate-key: a'],
      ['{a: 1, "a": 2}', { a: 2 }, 'duplicate-key: "a"'],
      ['1: a\n"1": b', { 1: 'b' }, 'duplicate-key: "1"'],
      [
        '__proto__: 1\n__proto__: 2',
        Object.fromEntries([['__proto__', 2]]),
        'duplicate-key: __proto__',
      ],
    ]);
  });

  describe('text as it is typed', () => {
    check([
      ['spec:\n  rep\n  foo: 1\nb: 2\n', { spec: { rep: null, foo: 1 }, b: 2 }, 'syntax: rep'],
      ['a: 1\nrep\nb: 2\n', { a: 1, rep: null, b: 2 }, 'syntax: rep'],
      [
        'a: 1\ncontainers\n  - name: x\n',
        { a: 1, containers: [{ name: 'x' }] },
        'syntax: containers',
      ],
      ['metadata\n  name: x\nb: 1', { metadata: { name: 'x' }, b: 1 }, 'syntax: metadata'],
      ['a: 1\n  b: 2\nc: 3\n', { a: 1, b: 2, c: 3 }, 'syntax: b'],
      ['  a: 1\nb: 2\n', { a: 1, b: 2 }, 'syntax: b: 2'],
      ['a:\n    b: 1\n  c: 2\nd: 3', { a: { b: 1 }, c: 2, d: 3 }, 'syntax: c'],
      ['a:\n  - b: 1\n   c: 2\n  - d', { a: [{ b: 1, c: 2 }, 'd'] }, 'syntax: c'],
      ['a: note: foo\nb: 1\n', { a: 'note: foo', b: 1 }, 'syntax: :'],
      ['a: b:\n  - c: x\nd: 1\n', { a: { b: [{ c: 'x' }] }, d: 1 }, 'syntax: :'],
      ['a: - b\nc: 1\n', { a: null, c: 1 }, 'syntax: -'],
      ['a: "x\nb: 1\n', { a: 'x', b: 1 }, 'syntax: "x'],
      ['a: "x\nb: "y"\n', { a: 'x', b: 'y' }, 'syntax: "x'],
      ["a: ['x\nb: 1\n", { a: ['x'], b: 1 }, 'syntax: ['],
      ['a: [1, 2\nb: 1\n', { a: [1, 2], b: 1 }, 'syntax: ['],
      ['a: {b: c', { a: { b: 'c' } }, 'syntax: {'],
      ['a: [b, ]\nc: [d, , e]', { a: ['b'], c: ['d', 'e'] }, 'syntax: ,'],
      ['a: [b c: "d" "e"]\n', { a: [{ 'b c': 'd' }] }, 'syntax: "e"'],
      ['a: }\nb: 1', { a: null, b: 1 }, 'syntax: }'],
      ['a: "x" y\nb: 1', { a: 'x', b: 1 }, 'syntax: y'],
      ['- a\nb: 1\n', ['a'], 'syntax: b: 1'],
      [': x\na: 1', { a: 1 }, 'syntax: :'],
      ['a: "\\d"', { a: '\\d' }, 'syntax: \\d'],
      ['a: @x\nb: `y`', { a: '@x', b: '`y`' }, 'syntax: @', 'syntax: `'],
      ['a: \u0007', { a: '\u0007' }, 'syntax: \u0007'],
      ['{{ .x }}: 1', { '{{ .x }}': 1 }, 'syntax: {{ .x }}'],
    ]);
  });

  describe('tabs', () => {
    check([
      [
        'a:\n\tb: 1\n\tc: 2\nd: 3\n',
        { a: { b: 1, c: 2 }, d: 3 },
        'tab-indentation: \t',
        'tab-indentation: \t',
      ],
      ['a:\tb\nc: [\t1,\n  \t2]\nd: |\n  \tx\n', { a: 'b', c: [1, 2], d: '\tx\n' }],
    ]);
  });

  describe('text that only stricter parsers refuse', () => {
    check([
      ['a:\n- "x\r\n"\n- "y"\n', { a: ['x ', 'y'] }, 'strict-parser-only: "x\r\n"'],
      ['a:\n  b: "x\ny"\n  c: 1', { a: { b: 'x y', c: 1 } }, 'strict-parser-only: "x\ny"'],
      [
        "a:\n  b: 'x\n\n y: z # '\n  c: 1",
        { a: { b: 'x\ny: z # ', c: 1 } },
        "strict-parser-only: 'x\n\n y: z # '",
      ],
      [
        'a:\n  b: [1, # one\n"x]", 2\n]\n  c: 1',
        { a: { b: [1, 'x]', 2], c: 1 } },
        'strict-parser-only: [1, # one\n"x]", 2\n]',
      ],
    ]);
  });

  it('marks everything reached through an alias, at the alias', () => {
    const text = 'a: &x {b: [1]}\nc: *x\nd: {<<: *x}\n';
    const { root } = parseDocument(text);
    assert(root?.kind === 'map');
    const [, c, d] = root.pairs;
    assert(c?.value?.kind === 'map' && d?.value?.kind === 'map');
    const at = text.indexOf('*x');
    assert.deepEqual(c.value.span, { start: at, end: at + 2 });
    assert.deepEqual(c.value.pairs[0]?.value?.span, { start: at, end: at + 2 });
    assert(c.value.aliased && c.value.pairs[0].key.aliased && c.value.pairs[0].value.aliased);
    const merged = text.lastIndexOf('*x');
    assert.deepEqual(d.value.pairs[0]?.key.span, { start: merged, end: merged + 2 });
    assert(!d.value.aliased && d.value.pairs[0].key.aliased);
  });

  it('gives every node its own characters', () => {
    const text = 'a: !t &x  b # c\nd:\n  - |\n    e\n\n  - "f"\n  -  g: h\n';
    const { root, comments } = parseDocument(text);
    const seen: string[] = [];
    const visit = (node: typeof root): void => {
      if (!node) return;
      seen.push(text.slice(node.span.start, node.span.end));
      if (node.kind === 'map') node.pairs.forEach((pair) => visit(pair.value));
      if (node.kind === 'seq') node.items.forEach((item) => visit(item.value));
    };
    visit(root);
    assert.deepEqual(seen, [
      text.trim(),
      'b',
      '- |\n    e\n\n  - "f"\n  -  g: h',
      '|\n    e',
      '"f"',
      'g: h',
      'h',
    ]);
    assert.deepEqual(comments, [{ span: { start: 12, end: 15 }, text: 'c', ownLine: false }]);
  });

  describe('bounds', () => {
    const quick: readonly (readonly [string, string, string | undefined])[] = [
      ['nested brackets', '['.repeat(10_000), 'too-deep'],
      ['nested dashes', '- '.repeat(10_000), 'too-deep'],
      [
        'nested maps',
        Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
        'too-deep',
      ],
      ['many keys', Array.from({ length: 40_000 }, (_, i) => `k${i}: 1`).join('\n'), undefined],
      [
        'many anchors',
        Array.from({ length: 20_000 }, (_, i) => `- &a${i} x`).join('\n'),
        undefined,
      ],
      [
        'a billion laughs',
        [
          'a0: &a0 [x, x]',
          ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
        ].join('\n'),
        'too-large',
      ],
      ['much text', 'x'.repeat(11_000_000), 'too-large'],
      [
        'quotes that never end',
        Array.from({ length: 3000 }, (_, i) => `a${i}: "x`).join('\n'),
        'syntax',
      ],
      [
        'brackets that never end',
        Array.from({ length: 3000 }, (_, i) => `a${i}: [x`).join('\n'),
        'syntax',
      ],
      [
        'text that belongs to nothing',
        Array.from({ length: 900 }, (_, i) => `${' '.repeat(900 - i)}a: x`).join('\n'),
        'syntax',
      ],
      ['braces of a template', '{{ if x }}\na: {{ .b }}\n{{ end }}\n'.repeat(2000), 'syntax'],
    ];
    // The parser alone takes minutes for some of these, or ends the process; mocha's limit is the bound.
    for (const [name, text, code] of quick)
      it(`reads ${name} at once`, () => {
        const { faults } = parseDocument(text);
        assert.equal(faults[0]?.code, code);
        assert(faults.length <= 100);
      });

    const most = LIMITS.entries;
    const shapes: readonly (readonly [string, (n: number) => string])[] = [
      ['items', (n) => '- a\n'.repeat(n)],
      ['keys in braces', (n) => `{${Array.from({ length: n }, (_, i) => `k${i}: a`).join(',')}}`],
      ['items in items', (n) => `${'- - a\n'.repeat(n >> 1)}${n % 2 ? '-\n' : ''}`],
    ];
    for (const [name, text] of shapes)
      it(`reads ${most} ${name}, and says once that it reads no more`, () => {
        const last = parseDocument(text(most));
        assert.deepEqual(last.faults, []);
        assert.ok(last.root);
        const beyond = parseDocument(text(most + 1));
        assert.equal(beyond.root, undefined);
        assert.deepEqual(
          beyond.faults.map(({ code, message }) => `${code}: ${message}`),
          ['too-large: This document has more than 300,000 keys and items and is not read.'],
        );
      }).timeout(60_000);

    it('says once that it reads no more words and marks of what is written in a rare way', () => {
      // The first line is six to the parser, each comment two.
      const text = (comments: number): string => `!a b\n${'#\n'.repeat(comments)}`;
      const comments = (LIMITS.tokens - 6) / 2;
      const beyond = parseDocument(text(comments + 1));
      assert.equal(beyond.root, undefined);
      assert.deepEqual(
        beyond.faults.map(({ code, message }) => `${code}: ${message}`),
        ['too-large: This document has more than 1,800,000 words and marks and is not read.'],
      );
    }).timeout(60_000);
  });
});

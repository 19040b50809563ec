import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { nodePathAt } from '../../../server/src/yaml/path.ts';

/** The path at the bar in the text, in short: `a:` on a key, `a=` on its value, `1` an item, `+` something new. */
function pathAt(marked: string): string {
  const offset = marked.indexOf('¦');
  const document = parseDocument(marked.replace('¦', ''));
  return nodePathAt(document, offset)
    .map((step) => {
      switch (step.kind) {
        case 'map':
          return step.pair ? step.pair.key.text + (step.part === 'key' ? ':' : '=') : '{+}';
        case 'seq':
          return step.item ? String(step.index) : `[+${step.index}]`;
        case 'scalar':
          return `(${step.scalar.text})`;
      }
    })
    .join(' ');
}

describe('nodePathAt', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['¦', ''],
    ['¦a: 1', 'a: (a)'],
    ['a¦: 1', 'a: (a)'],
    ['a:¦ 1', 'a='],
    ['a: ¦1', 'a= (1)'],
    ['a: 1¦', 'a= (1)'],
    ['a: 1 ¦ # c', 'a='],
    ['a: ¦\nb: 1', 'a='],
    ['a:\n  ¦\nb: 1', 'a='],
    ['a:\n  b: 1\n  ¦\nc: 1', 'a= {+}'],
    ['a:\n  b: 1\n¦\nc: 1', '{+}'],
    ['a:\n  b: 1\n    ¦\nc: 1', 'a= b='],
    ['a:\n  - b: 1\n    ¦\n', 'a= 0 {+}'],
    ['a:\n  - b: 1\n  ¦\n', 'a= [+1]'],
    ['a:\n  - b: 1\n¦\n', '{+}'],
    ['a:\n- b: 1\n¦\n', '{+}'],
    ['a:\n- b: 1\n  ¦\n', 'a= 0 {+}'],
    ['a:\n  -¦\n', 'a= 0'],
    ['a:\n  - ¦\n', 'a= 0'],
    ['a:\n  - x: |\n      text¦\n', 'a= 0 x= (text\n)'],
    ['a: {b: 1,¦ c: 2}', 'a= {+}'],
    ['a: {b: 1, c:¦ 2}', 'a= c='],
    ['a: [b¦, c]', 'a= 0 (b)'],
    ['a: [b, ¦]', 'a= [+1]'],
    ['a: [¦]', 'a= [+0]'],
    ['x: &x {b: 1}\na: *¦x', 'a='],
    ['- a: 1\n  b¦: 2\n- c', '0 b: (b)'],
    ['a:\r\n  b: 1\r\n  ¦\r\n', 'a= {+}'],
  ];
  for (const [text, expected] of cases)
    it(JSON.stringify(text), () => assert.equal(pathAt(text), expected));
});

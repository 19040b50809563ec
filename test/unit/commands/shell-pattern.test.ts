import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchesShellPattern } from '../../../server/src/commands/shell-pattern.ts';

describe("a shell's pattern", () => {
  for (const [pattern, text, expected] of [
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['a*', 'abc', true],
    ['*c', 'abcbc', true],
    ['*b*', 'ac', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a?c', 'abc', true],
    ['a?', 'a', false],
    ['**', 'a', true],
    ['[ab]c', 'bc', true],
    ['[a-c]', 'b', true],
    ['[!a-c]', 'b', false],
    ['[^a]', 'b', true],
    ['[]]', ']', true],
    ['[a', '[a', true],
    ['a.c', 'abc', false],
    ['(a|b)+$', '(a|b)+$', true],
  ] as const)
    it(`${pattern || 'of nothing'} is ${expected ? '' : 'not '}like ${text || 'nothing'}`, () => {
      assert.equal(matchesShellPattern(pattern, text), expected);
    });

  it('takes no more work than its length times that of the text, and is not known beyond', () => {
    // Each star can stand for any of the characters: all ways to do so are 10^30.
    assert.equal(matchesShellPattern(`${'*a'.repeat(50)}b`, 'a'.repeat(190)), false);
    assert.equal(matchesShellPattern(`${'*a'.repeat(50)}b`, 'a'.repeat(200)), 'unknown');
  });
});

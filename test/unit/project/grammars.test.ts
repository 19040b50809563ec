import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { configs } from 'eslint-plugin-regexp';
import { describe, it } from 'mocha';
import { projectRoot } from '../../../scripts/editor/paths.ts';

/** An editor matches the patterns of a grammar against each line, however long it is, and again at each place in it. */
describe('the patterns of the grammars', () => {
  const patterns = globSync('syntaxes/*.json', { cwd: projectRoot })
    .sort()
    .flatMap((file) => patternsIn(JSON.parse(readFileSync(join(projectRoot, file), 'utf8'))));

  it('repeat nothing in two ways, nor anew from each place of a line', () => {
    assert.ok(patterns.length > 10);
    assert.deepEqual(patterns.flatMap(superLinear), []);
    assert.equal(superLinear('(?<=port: )[a-z0-9-]*[a-z][a-z0-9-]*(?=")').length, 1);
    assert.equal(superLinear('a*b').length, 1);
  });

  it('look no further than a word or a gap, unless the number is bounded', () => {
    assert.deepEqual(patterns.flatMap(overWords), []);
    for (const reaching of ['a(?=[^:]*$)', '#.*', '(?:[a-z]+ )*', '[\\s\\S]{2,}x', '(?:a|\\s)+'])
      assert.equal(overWords(reaching).length, 1, reaching);
    for (const near of ['\\s*#', '[^:]{0,9}', '[^\\s:]+ a', '(?:[a-z]+\\.)+'])
      assert.deepEqual(overWords(near), []);
  });
});

function patternsIn(grammar: unknown): readonly string[] {
  if (typeof grammar !== 'object' || grammar === null) return [];
  return Object.entries(grammar).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? ['match', 'begin', 'end', 'while'].includes(key)
        ? [value]
        : []
      : patternsIn(value),
  );
}

/** What the linter says of it that asks the same of the project's own regular expressions. */
function superLinear(pattern: string): readonly string[] {
  // `\G` holds at one place of a line, as `^` does.
  const code = `/${pattern.replaceAll('\\G', '^').replaceAll(/(?<!\\)\//g, '\\/')}/;`;
  const messages = new Linter().verify(code, {
    plugins: configs['flat/recommended'].plugins,
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  });
  return messages.map(({ message }) => `${pattern}: ${message}`);
}

/** What is repeated without a bound and takes both blanks and what is none. */
function overWords(pattern: string): readonly string[] {
  const repeated =
    /(?<what>\[(?:\\.|[^\]\\])+\]|\\.|\.|\((?:\\.|\[(?:\\.|[^\]\\])+\]|[^()\\[])*\))(?:[*+]|\{\d+,\})/g;
  return [...pattern.matchAll(repeated)]
    .map(({ groups }) => groups?.['what'] ?? '')
    .filter((what) => {
      const atoms = what.match(/\[(?:\\.|[^\]\\])+\]|\\.|[^()?:*+|]/g) ?? [];
      const takes = (text: string): boolean =>
        atoms.some((atom) => new RegExp(`^${atom}$`).test(text));
      const isBlank = takes(' ') || takes('\t');
      return isBlank && ['a', '0', '/', '-', ':', '#', '"'].some(takes);
    });
}

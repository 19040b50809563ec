import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import type { DocumentFacts } from '../../../server/src/analysis/facts.ts';
import { triedTogether } from '../../../server/src/features/tried-together.ts';
import type { Fix, Problem, SoundTogether } from '../../../server/src/rules/rule.ts';
import { spanOf } from '../../../server/src/text/span.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const TEXT = 'apiVersion: v1\nkind: Pod\n';
const [entry] = readStream(TEXT).entries;
assert.ok(entry);
const DOCUMENT = readFacts(entry.chunk);

interface Tried {
  readonly tries: string[][];
  readonly offered: readonly string[][];
}

/** What is tried, and offered then, of problems with these fixes; a set of titles is sound if `isSound` says so. */
function tryThem(
  problems: readonly (readonly Fix[])[],
  isSound: (titles: readonly string[]) => boolean,
): Tried {
  const tries: string[][] = [];
  const soundTogether: SoundTogether = (fixes) => {
    const titles = fixes.map(({ title }) => title);
    tries.push(titles);
    const sound = isSound(titles) ? fixes : fixes.slice(0, fixes.length === 1 ? 0 : 1);
    return { fixes: sound, tries: 1 };
  };
  const found = problems.map((fixes) => ({ problem: problemWith(fixes, soundTogether) }));
  const tried = triedTogether(found);
  assert.deepEqual(tries, [], 'nothing is tried before a fix is asked for');
  const offered = tried.map(({ problem }) => problem.fixes().map(({ title }) => title));
  return { tries, offered };
}

function problemWith(fixes: readonly Fix[], soundTogether: Problem['soundTogether']): Problem {
  return {
    rule: 'a-rule',
    document: DOCUMENT,
    span: spanOf(0, 1),
    severity: 'error',
    certainty: 'certain',
    message: 'Something is wrong.',
    related: [],
    resource: undefined,
    container: undefined,
    fixes: () => assert.fail('each would be tried alone'),
    candidates: () => fixes,
    soundTogether,
  };
}

function fix(title: string, at: number, document: DocumentFacts = DOCUMENT): Fix {
  return { title, safe: false, edits: [{ document, span: spanOf(at, at + 1), newText: '' }] };
}

describe('fixes that are tried together', () => {
  it('are tried once, as far as they do not meet', () => {
    const problems = [[fix('a', 0)], [fix('b', 5)], [fix('c', 5)], [fix('d', 9)]];
    assert.deepEqual(
      tryThem(problems, () => true),
      { tries: [['a', 'b', 'd'], ['c']], offered: [['a'], ['b'], ['c'], ['d']] },
    );
  });

  it('are never two of one problem', () => {
    const problems = [[fix('a', 0), fix('another', 7)], [fix('b', 5)]];
    assert.deepEqual(tryThem(problems, () => true).tries, [['a', 'b'], ['another']]);
  });

  it('are tried alone where they are not sound together', () => {
    const problems = [[fix('a', 0)], [fix('b', 5)], [fix('c', 9)]];
    const { tries, offered } = tryThem(
      problems,
      (titles) => titles.length === 1 && titles[0] !== 'c',
    );
    assert.deepEqual(tries, [['a', 'b', 'c'], ['b'], ['c']]);
    assert.deepEqual(offered, [['a'], ['b'], []]);
  });
});

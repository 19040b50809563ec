import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DocumentFacts } from '../../../server/src/analysis/facts.ts';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import { NO_CONFIGURATION } from '../../../server/src/rules/configuration.ts';
import { defineRule } from '../../../server/src/rules/rule.ts';
import type { Fix, Problem } from '../../../server/src/rules/rule.ts';
import { checkDocument } from '../../../server/src/rules/run.ts';
import { soundFixes } from '../../../server/src/rules/sound-fixes.ts';
import { spanOf } from '../../../server/src/text/span.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const URI = 'file:///a.yaml';

/** How often rules ran and fixes were made when each of many problems of a text was asked twice for its fixes. */
function workOf(text: string): { runs: number; made: number; withFixes: number } {
  const work = { runs: 0, made: 0, withFixes: 0 };
  const rule = defineRule({
    meta: {
      id: 'many-problems',
      severity: 'error',
      summary: 'A problem at each character',
      why: '',
      source: '',
      fix: 'safe',
      messages: { fault: 'fault {n}' },
    },
    checkDocument({ facts }, report) {
      work.runs++;
      for (let n = 0; n < 50; n++)
        report({
          at: spanOf(n, n + 1),
          message: 'fault',
          data: { n },
          certainty: 'certain',
          fixes() {
            work.made++;
            const edits = [{ document: facts, span: spanOf(0, 0), newText: '# fixed\n' }];
            return [{ title: 'Fix it', safe: true, edits }];
          },
        });
    },
  });
  const snapshot = emptySnapshot({ readStream, readFacts, linkDocument }).withFiles([
    { uri: URI, text },
  ]);
  const [facts] = snapshot.file(URI)?.documents ?? [];
  assert.ok(facts);
  const onFailure = (id: string, error: unknown): never => {
    throw new Error(`${id} failed`, { cause: error });
  };
  const problems = checkDocument(snapshot.link(facts), NO_CONFIGURATION, onFailure, [rule]);
  assert.equal(problems.length, 50);
  for (const problem of problems) {
    const fixes = problem.fixes();
    assert.equal(problem.fixes(), fixes, 'they are made once');
    work.withFixes += fixes.length;
  }
  return work;
}

function errorIn(document: DocumentFacts, at: number): Problem {
  return {
    rule: 'a',
    document,
    span: spanOf(at, at + 3),
    severity: 'error',
    certainty: 'certain',
    message: 'bad',
    related: [],
    resource: undefined,
    container: undefined,
    fixes: () => [],
    candidates: () => [],
    soundTogether: (fixes) => ({ fixes, tries: 0 }),
  };
}

describe('trying fixes', () => {
  const pod = (comment: string): string => `apiVersion: v1\nkind: Pod\n${comment}`;
  const long = `# ${'x'.repeat(600_000)}\n`;

  it('makes and tries each once', () => {
    // Once to find the problems, and once for each fix.
    assert.deepEqual(workOf(pod('')), { runs: 51, made: 50, withFixes: 50 });
  });

  it('goes on as far as 4 million characters are read again, and finds no fixes then', () => {
    assert.deepEqual(workOf(pod(long)), { runs: 7, made: 50, withFixes: 6 });
  });

  it('tries those of a document together, and halves them to find the ones that are not sound', () => {
    let checks = 0;
    const text = Array.from({ length: 64 }, (_, i) => `a${i}\n`).join('');
    const snapshot = emptySnapshot({ readStream, readFacts, linkDocument }).withFiles([
      { uri: URI, text },
    ]);
    const [facts] = snapshot.file(URI)?.documents ?? [];
    assert.ok(facts);
    const { soundTogether } = soundFixes(snapshot.link(facts), {
      found: () => [],
      check: (linked) => {
        checks++;
        const at = linked.facts.chunk.text.indexOf('bad');
        return at < 0 ? [] : [errorIn(linked.facts, at)];
      },
    });
    const fixes = Array.from({ length: 64 }, (_, i): Fix => {
      const at = text.indexOf(`a${i}\n`);
      const newText = i === 40 ? 'bad' : 'good';
      return {
        title: '',
        safe: true,
        edits: [{ document: facts, span: spanOf(at, at + 1), newText }],
      };
    });
    assert.deepEqual(soundTogether(fixes), { fixes: fixes.filter((_, i) => i !== 40), tries: 11 });
    assert.equal(checks, 11);
    assert.equal(soundTogether(fixes).tries, 11);
    assert.equal(checks, 11, 'what is asked again is not tried again');
  });

  it('tries a tenth as much where the text is broken, and makes a fiftieth, as all of it is read for each', () => {
    assert.deepEqual(workOf(pod(`${long.slice(0, 60_000)}\na: [\n`)), {
      runs: 7,
      made: 26,
      withFixes: 6,
    });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chooseFixes } from '../../../server/src/features/fix-rounds.ts';
import type { FixRound } from '../../../server/src/features/fix-rounds.ts';
import type { Project } from '../../../server/src/features/project.ts';
import type { Problem } from '../../../server/src/rules/rule.ts';
import { applyEdits } from '../../../server/src/text/edit.ts';
import { projectRoot } from '../../../scripts/editor/paths.ts';
import { sourcesIn } from '../../fuzz/sources.ts';
import { projectOf } from '../../support/project-of.ts';

const URI = 'file:///work/a.yaml';

interface Mended {
  readonly text: string;
  readonly rounds: number;
  readonly fixes: number;
}

/** All unsafe fixes of one file, each round with those of `some` of its problems. */
function mend(
  before: string,
  some: (problems: readonly Problem[]) => Iterable<readonly Problem[]>,
): Mended {
  let text = before;
  const seen = new Set([text]);
  for (let rounds = 0, fixes = 0; ; rounds++) {
    const project = projectOf('file:///work', new Map([[URI, text]]));
    const round = firstRound(project, some(problemsOf(project)));
    const next = applyEdits(text, round?.edits.get(URI) ?? []);
    if (!round || seen.has(next)) return { text, rounds, fixes };
    seen.add(next);
    text = next;
    fixes += round.fixes;
  }
}

const together = (text: string): Mended => mend(text, (problems) => [problems]);
const oneByOne = (text: string): Mended =>
  mend(text, (problems) => problems.map((problem) => [problem]));

function firstRound(
  { snapshot }: Project,
  tries: Iterable<readonly Problem[]>,
): FixRound | undefined {
  for (const problems of tries) {
    const round = chooseFixes(
      {
        problems,
        place(document) {
          const start = snapshot.locate(document)?.start;
          return start === undefined ? undefined : { file: URI, start };
        },
      },
      'unsafe',
    );
    if (round.fixes > 0) return round;
  }
  return undefined;
}

function problemsOf(project: Project): readonly Problem[] {
  const file = project.snapshot.file(URI);
  return file ? project.problemsOf(file).flat() : [];
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const pod = (spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n${spec}`;

describe('rounds of fixes that are not safe', () => {
  it('make those of one document at once that are about different places', () => {
    const misspelled = pod(
      `  containers:\n${numbers(40)
        .map(
          (i) =>
            `    - name: c${i}\n      image: nginx\n      volumeMounts: [{name: data${i}x, mountPath: /data}]\n`,
        )
        .join('')}  volumes:\n${numbers(40)
        .map((i) => `    - {name: data${i}, emptyDir: {}}\n`)
        .join('')}`,
    );
    const { text, rounds, fixes } = together(misspelled);
    assert.equal(fixes, 40);
    assert.equal(rounds, 1);
    assert.equal(text, oneByOne(misspelled).text);
  });

  it('cure a conflict from one side', () => {
    const conflict = pod(
      '  containers:\n    - {name: a, image: example.com/a, args: ["--listen=:8080"]}\n    - {name: b, image: example.com/b, args: ["--listen=:8080"]}\n',
    );
    const { text, fixes } = together(conflict);
    assert.equal(fixes, 1);
    assert.equal(text.match(/:8080/g)?.length, 1);
  });

  it('leave a list as they would one after the other', () => {
    const unused = pod(
      `  containers:\n    - name: a\n      image: nginx\n  volumes:\n${numbers(9)
        .map((i) => `    - name: v${i}\n      emptyDir: {}\n`)
        .join('')}`,
    );
    const { text, rounds, fixes } = together(unused);
    assert.equal(fixes, 9);
    assert.equal(text, oneByOne(unused).text);
    assert.ok(rounds < 9, `${rounds} rounds`);
  });

  it('end in the same text as one by one, on all examples and fixtures', function () {
    this.timeout(120_000);
    let tried = 0;
    for (const { name, files } of sourcesIn(projectRoot, undefined)) {
      const [text = ''] = Object.values(files);
      const all = together(text);
      if (all.fixes < 2) continue;
      tried++;
      assert.equal(all.text, oneByOne(text).text, name);
    }
    assert.ok(tried > 10, `${tried} with several fixes`);
  });
});

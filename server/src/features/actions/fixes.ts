import type { Fix, Problem } from '../../rules/rule.ts';
import { groupBy } from '../../text/group-by.ts';
import { soundAmong } from '../tried-together.ts';
import type { Action, ActionFamily } from './action.ts';
import { problemKey, problemsAt } from './problems-at.ts';

/** The fixes that the rules themselves have for what they found. */
export const fixes: ActionFamily = {
  name: 'fix',
  kinds: ['quickfix'],
  offer(place) {
    const byDocument = groupBy(problemsAt(place), ({ document }) => document);
    return [...byDocument.values()].flatMap(fixesOfAll);
  },
};

/** Of few problems each fix is tried once and for all; those of a long selection are tried together. */
function fixesOfAll(problems: readonly Problem[]): readonly Action[] {
  if (problems.length <= FEW) return problems.flatMap((one) => fixesOf(one, one.fixes()));
  const sound = soundAmong(problems);
  return problems.flatMap((problem) =>
    fixesOf(
      problem,
      problem.candidates().filter((fix) => sound.has(fix)),
    ),
  );
}

const FEW = 8;

function fixesOf(problem: Problem, all: readonly Fix[]): readonly Action[] {
  return all.map((fix) => ({
    id: `fix:${problemKey(problem)}`,
    title: fix.title,
    kind: 'quickfix',
    problems: [problem],
    preferred: fix.safe && all.length === 1,
    createsFile: false,
    change: () => ({ edits: fix.edits }),
  }));
}

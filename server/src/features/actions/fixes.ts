import type { Problem } from '../../rules/rule.ts';
import type { Action, ActionFamily } from './action.ts';
import { problemKey, problemsAt } from './problems-at.ts';

/** The fixes that the rules themselves have for what they found. */
export const fixes: ActionFamily = {
  name: 'fix',
  kinds: ['quickfix'],
  offer: (place) => problemsAt(place).flatMap(fixesOf),
};

function fixesOf(problem: Problem): readonly Action[] {
  const all = problem.fixes();
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

import type { Problem } from '../../rules/rule.ts';
import { intersects } from '../../text/span.ts';
import type { ActionPlace } from './action.ts';

/** The problems that a selection touches, in the order of the text. */
export function problemsAt({ project, file, selection }: ActionPlace): readonly Problem[] {
  const problems = project.problemsOf(file);
  return selection.flatMap(({ index, span }) =>
    (problems[index] ?? []).filter((problem) => intersects(problem.span, span)),
  );
}

/** Tells a problem from the others of its document, but for those that a rule finds twice at one place. */
export function problemKey({ rule, span }: Problem): string {
  return `${rule}@${span.start}-${span.end}`;
}

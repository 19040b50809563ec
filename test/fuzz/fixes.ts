import type { Project } from '../../server/src/features/project.ts';
import type { Fix, Problem } from '../../server/src/rules/rule.ts';
import { shifted } from '../../server/src/text/span.ts';
import type { TextEdit } from '../../server/src/text/edit.ts';
import {
  applied,
  commentsIn,
  lostComments,
  newErrors,
  problemsIn,
  rewrittenLines,
} from './change-faults.ts';
import type { Applied, ChangeFault, TriedChanges } from './change-faults.ts';

/**
 * Makes every fix that is offered in a file, each by itself, and looks at what comes of it: the text is read as well as
 * before, by us and by the `yaml` package; the problem is gone, and with it the fix; no error is new in all files that
 * belong together; every comment is kept; and no line is written anew that stays as it was.
 */
export function tryFixesOf(project: Project, uri: string): TriedChanges {
  const file = project.snapshot.file(uri);
  if (!file) return { tried: 0, refused: [], faults: [] };
  let tried = 0;
  const faults: ChangeFault[] = [];
  for (const problem of project.problemsOf(file).flat()) {
    for (const fix of problem.fixes()) {
      tried++;
      for (const fault of faultsOf(project, problem, fix)) {
        const at = (project.snapshot.locate(problem.document)?.start ?? 0) + problem.span.start;
        const line = file.text.slice(0, at).split('\n').length;
        faults.push({ uri, line, origin: problem.rule, title: fix.title, fault });
      }
    }
  }
  return { tried, refused: [], faults };
}

function faultsOf(project: Project, problem: Problem, fix: Fix): readonly string[] {
  const change = applied(project, fix.edits);
  const faults = [...change.faults, ...lostComments(change, keptComments(change, problem))];
  faults.push(...rewrittenLines(change), ...newErrors(change));
  const left = leftOf(change, problem);
  if (left) faults.push(`there is still: ${left.message}`);
  if (left?.fixes().some(({ title }) => title === fix.title)) faults.push('it is offered again');
  return faults;
}

/** All but those inside of what the fix takes out, and those that are what is to be mended. */
function keptComments(change: Applied, { rule }: Problem): readonly string[] {
  return commentsIn(change.before, change.edits, 'beside what is taken out').filter(
    (text) => !(rule === 'unused-suppression' && text.startsWith('podspace-ignore')),
  );
}

/** A problem of the same rule where the problem was. */
function leftOf({ before, after, edits }: Applied, problem: Problem): Problem | undefined {
  const home = before.snapshot.locate(problem.document);
  if (!home) return undefined;
  const span = shifted(problem.span, home.start);
  let { start, end } = span;
  for (const edit of edits.get(home.file.uri) ?? ([] as readonly TextEdit[])) {
    const growth = edit.newText.length - (edit.span.end - edit.span.start);
    if (edit.span.end <= span.start) start += growth;
    if (edit.span.start < span.end || edit.span.end <= span.start) end += growth;
  }
  return problemsIn(after, home.file.uri).find((other) => {
    if (other.rule !== problem.rule) return false;
    const at = shifted(other.span, after.snapshot.locate(other.document)?.start ?? 0);
    return at.start < Math.max(start, end) && at.end > start;
  });
}

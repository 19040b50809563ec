import type { PlacedEdit } from '../../server/src/analysis/facts.ts';
import type { Fix, Problem } from '../../server/src/rules/rule.ts';
import { applyEdits } from '../../server/src/text/edit.ts';
import type { TextEdit } from '../../server/src/text/edit.ts';
import { indexLines, positionAt } from '../../server/src/text/line-index.ts';
import { shifted } from '../../server/src/text/span.ts';
import type { CheckedFiles } from './check-files.ts';
import type { ShownProblem } from './fixture.ts';

/** Problems in lines and characters, with their fixes' titles. */
export function showProblems(
  files: ReadonlyMap<string, string>,
  checked: CheckedFiles,
): readonly ShownProblem[] {
  return checked.problems.map((problem) => {
    const { path, start } = checked.place(problem.document);
    const text = files.get(path) ?? '';
    const index = indexLines(text);
    const from = positionAt(index, start + problem.span.start);
    const to = positionAt(index, start + problem.span.end);
    const runsOn = to.line > from.line;
    return {
      path,
      line: from.line,
      from: from.character,
      to: runsOn ? lineLength(text, from.line) : to.character,
      runsOn,
      severity: problem.severity,
      rule: problem.rule,
      message: problem.message,
      related: problem.related.map((related) => {
        const place = checked.place(related.document);
        const span = shifted(related.span, place.start);
        const where = files.get(place.path) ?? '';
        return {
          path: place.path,
          line: positionAt(indexLines(where), span.start).line,
          text: firstLine(where.slice(span.start, span.end)),
          message: related.message,
        };
      }),
      fixes: problem.fixes().map((fix) => fix.title),
    };
  });
}

/** All files after a fix. */
export function applyFix(
  files: ReadonlyMap<string, string>,
  checked: CheckedFiles,
  fix: Fix,
): ReadonlyMap<string, string> {
  const byPath = editsByPath(checked, fix.edits);
  return new Map(
    [...files].map(([path, text]) => [path, applyEdits(text, byPath.get(path) ?? [])]),
  );
}

/** Where a problem's place has come to after a fix: in which file, and between which offsets. */
export function placeAfter(
  checked: CheckedFiles,
  problem: Problem,
  fix: Fix,
): { readonly path: string; readonly start: number; readonly end: number } {
  const { path, start } = checked.place(problem.document);
  const span = shifted(problem.span, start);
  let from = span.start;
  let to = span.end;
  for (const edit of editsByPath(checked, fix.edits).get(path) ?? []) {
    const growth = edit.newText.length - (edit.span.end - edit.span.start);
    if (edit.span.end <= span.start) from += growth;
    if (edit.span.start < span.end || edit.span.end <= span.start) to += growth;
  }
  return { path, start: from, end: Math.max(from, to) };
}

function editsByPath(
  checked: CheckedFiles,
  edits: readonly PlacedEdit[],
): ReadonlyMap<string, readonly TextEdit[]> {
  const byPath = new Map<string, TextEdit[]>();
  for (const { document, span, newText } of edits) {
    const { path, start } = checked.place(document);
    const list = byPath.get(path) ?? [];
    list.push({ span: shifted(span, start), newText });
    byPath.set(path, list);
  }
  return byPath;
}

function lineLength(text: string, line: number): number {
  return (text.split('\n')[line] ?? '').replace(/\r$/, '').length;
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}

import type { Severity } from '../rules/rule.ts';
import type { Checked, FoundProblem } from './check-manifests.ts';
import { counted, rangeOf, resourceLabel, seenFrom } from './places.ts';
import { templateOf } from './rendered-source.ts';
import type { Reported, ReportLook } from './report-model.ts';

/**
 * Commands that GitHub Actions makes annotations of, as in
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions. Files are named from the root of the
 * repository's checkout there.
 */
export function githubReport({ problems, files }: Reported): string {
  const lines = problems.map(({ entry }) => entry);
  const found = counted(problems.length, 'problem');
  return [...lines, `${found} in ${counted(files, 'file')}.`, ''].join('\n');
}

/** The annotation for one problem. */
export function githubEntry(
  { problem, home }: FoundProblem,
  checked: Checked,
  { root }: ReportLook,
): string {
  const { start, end } = rangeOf(home, problem.span);
  const oneLine = start.line === end.line;
  const place =
    home.file === '-'
      ? { file: templateOf(home, root) }
      : {
          file: seenFrom(root, home.file),
          line: start.line + 1,
          endLine: end.line + 1,
          // Columns count only for an annotation of one line.
          col: oneLine ? start.character + 1 : undefined,
          endColumn: oneLine ? end.character + 1 : undefined,
        };
  const properties = Object.entries({ ...place, title: `podspace: ${problem.rule}` }).flatMap(
    ([key, value]) => (value === undefined ? [] : [`${key}=${escapedProperty(String(value))}`]),
  );
  const where = [
    ...(problem.resource ? [resourceLabel(problem.resource)] : []),
    ...(problem.container === undefined ? [] : [`container ${problem.container}`]),
  ];
  const related = problem.related.map(({ document, span, message }) => {
    const other = checked.home(document);
    const line = rangeOf(other, span).start.line + 1;
    return other.file === '-'
      ? `${other.source ?? `Line ${line} of what was checked`}: ${message}`
      : `${seenFrom(root, other.file)}:${line} ${message}`;
  });
  const text = [
    problem.message,
    ...(where.length === 0 ? [] : [`In ${where.join(', ')}.`]),
    ...related,
  ].join('\n');
  return `::${command(problem.severity)} ${properties.join(',')}::${escaped(text)}`;
}

function command(severity: Severity): 'error' | 'warning' | 'notice' {
  switch (severity) {
    case 'error':
    case 'warning':
      return severity;
    case 'information':
    case 'hint':
      return 'notice';
  }
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

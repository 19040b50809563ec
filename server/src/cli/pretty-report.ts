import type { Severity } from '../rules/rule.ts';
import { listed } from '../rules/messages.ts';
import { SEVERITIES } from '../rules/severity.ts';
import { positionAt } from '../text/line-index.ts';
import type { CheckedManifests, FoundProblem } from './check-manifests.ts';
import { resourceLabel } from './json-report.ts';

/** For people: each file's problems under its name, lines and columns counting from one. */
export function prettyReport(
  checked: CheckedManifests,
  { colours }: { readonly colours: boolean },
): string {
  const paint = colours ? painted : (_: keyof typeof CODES, text: string) => text;
  const blocks: string[] = [];
  for (const [file, problems] of byFile(checked.problems)) {
    const rows = problems.flatMap((found) => problemRows(found, paint));
    blocks.push([paint('underline', file), ...rows, ''].join('\n'));
  }
  return `${[...blocks, summary(checked)].join('\n')}\n`;
}

type Paint = (style: keyof typeof CODES, text: string) => string;

const CODES = {
  error: 31,
  warning: 33,
  information: 36,
  hint: 90,
  faint: 90,
  underline: 4,
} as const;

function painted(style: keyof typeof CODES, text: string): string {
  return `\u001b[${CODES[style]}m${text}\u001b[0m`;
}

function byFile(problems: readonly FoundProblem[]): ReadonlyMap<string, readonly FoundProblem[]> {
  const files = new Map<string, FoundProblem[]>();
  for (const found of problems) {
    const list = files.get(found.home.file);
    if (list) list.push(found);
    else files.set(found.home.file, [found]);
  }
  return files;
}

function problemRows({ problem, home }: FoundProblem, paint: Paint): readonly string[] {
  const { line, character } = positionAt(home.lines, home.start + problem.span.start);
  const place = `${line + 1}:${character + 1}`.padEnd(8);
  const where = [
    problem.resource && resourceLabel(problem.resource),
    problem.container !== undefined && `container ${problem.container}`,
  ].filter((part) => typeof part === 'string');
  const indent = ' '.repeat(10);
  return [
    `  ${paint('faint', place)}${paint(problem.severity, problem.severity)} ${problem.message} ${paint('faint', problem.rule)}`,
    ...(where.length > 0 ? [paint('faint', `${indent}in ${where.join(', ')}`)] : []),
    ...problem.fixes().map(({ title }) => paint('faint', `${indent}fix: ${title}`)),
  ];
}

function summary({ problems, files, skipped }: CheckedManifests): string {
  const count = (severity: Severity): number =>
    problems.filter(({ problem }) => problem.severity === severity).length;
  const counts = SEVERITIES.toReversed().flatMap((severity) =>
    count(severity) > 0 ? [counted(count(severity), NOUNS[severity])] : [],
  );
  const found = counts.length === 0 ? 'No problems' : listed(counts);
  const passed = skipped.length === 0 ? '' : `; ${skipped.length} skipped`;
  return `${found} in ${counted(files, 'file')}${passed}.`;
}

const NOUNS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'remark',
  hint: 'hint',
};

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

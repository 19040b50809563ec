import type { Place } from '../analysis/facts.ts';
import type { Severity } from '../rules/rule.ts';
import { holdsSecret } from '../rules/secret-words.ts';
import { listed } from '../rules/messages.ts';
import { SEVERITIES } from '../rules/severity.ts';
import type { Span } from '../text/span.ts';
import type { Checked, FoundProblem, SkippedFile } from './check-manifests.ts';
import { frame, printable } from './code-frame.ts';
import type { FrameLook } from './code-frame.ts';
import { painter } from './colours.ts';
import type { Paint } from './colours.ts';
import { counted, rangeOf, resourceLabel } from './places.ts';
import type { Home } from './places.ts';
import type { Reported, ReportLook } from './report-model.ts';

/** For people: each problem with the lines that it is about; lines and columns count from one. */
export function prettyReport(reported: Reported, { colours }: ReportLook): string {
  const blocks = reported.problems.map(({ entry }) => entry);
  return `${[...blocks, summary(reported, painter(colours))].join('\n')}\n`;
}

/** One problem's part of the report. */
export function prettyEntry(
  found: FoundProblem,
  checked: Checked,
  { colours }: ReportLook,
): string {
  return `${block(found, checked, painter(colours)).join('\n')}\n`;
}

function block({ problem, home }: FoundProblem, checked: Checked, paint: Paint): readonly string[] {
  const where = whereabouts({ problem, home });
  return [
    `${paint('place', place(home, problem.span))} ${paint(problem.severity, problem.severity)} ${printable(problem.message)} ${paint('faint', problem.rule)}`,
    ...frameOf(problem, home, { before: 1, style: problem.severity, paint }),
    ...(where === '' ? [] : [paint('faint', `  in ${where}`)]),
    ...problem.related.flatMap(({ document, span, message }) => {
      const other = checked.home(document);
      return [
        `  ${paint('place', place(other, span))} ${printable(message)}`,
        ...frameOf({ document, span }, other, { before: 0, style: 'faint', paint }).map(
          (line) => `  ${line}`,
        ),
      ];
    }),
    ...problem
      .fixes()
      .map(({ title, safe }) =>
        paint('faint', `  ${safe ? 'fix' : 'fix (unsafe)'}: ${printable(title)}`),
      ),
  ];
}

function frameOf({ document, span }: Place, home: Home, look: FrameLook): readonly string[] {
  return holdsSecret(document) ? [] : frame(home, span, look);
}

/** What a problem is about, in the author's names: `Deployment/web, container app, from shop/templates/web.yaml`. */
function whereabouts({ problem, home }: FoundProblem): string {
  return [
    problem.resource && resourceLabel(problem.resource),
    problem.container !== undefined && `container ${problem.container}`,
    home.source !== undefined && `from ${home.source}`,
  ]
    .filter((part) => typeof part === 'string')
    .map(printable)
    .join(', ');
}

/** As editors' terminals make a link of it. */
function place(home: Home, span: Span): string {
  const { line, character } = rangeOf(home, span).start;
  return `${printable(home.file)}:${line + 1}:${character + 1}`;
}

function summary({ problems, files, skipped, known }: Reported, paint: Paint): string {
  const count = (severity: Severity): number =>
    problems.filter((problem) => problem.severity === severity).length;
  const counts = SEVERITIES.toReversed().flatMap((severity) =>
    count(severity) > 0 ? [paint(severity, counted(count(severity), NOUNS[severity]))] : [],
  );
  const found = counts.length === 0 ? 'No problems' : listed(counts);
  const apart = [
    ...(known === undefined || known === 0 ? [] : [`${known} known to the baseline`]),
    ...(skipped.length === 0 ? [] : [`${skipped.length} skipped (${reasons(skipped)})`]),
  ];
  const checked = files === 0 ? 'No manifest was checked' : `${found} in ${counted(files, 'file')}`;
  const rendered = skipped.some(({ reason }) => reason === 'template') ? [RENDER] : [];
  return [`${[checked, ...apart].join('; ')}.`, ...rendered].join('\n');
}

/** `2 not rendered and 1 partial`; without a number where there is one reason. */
function reasons(skipped: readonly SkippedFile[]): string {
  const counts = new Map<SkippedFile['reason'], number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const words = [...counts].map(([reason, count]) =>
    counts.size === 1 ? REASONS[reason] : `${count} ${REASONS[reason]}`,
  );
  return listed(words);
}

const RENDER =
  'Templates can be checked when they are rendered, for example: helm template CHART | podspace check -';

const REASONS: Readonly<Record<SkippedFile['reason'], string>> = {
  template: 'not rendered',
  patch: 'partial',
  'not-kubernetes': 'of another kind',
  'too-large': 'too large',
  binary: 'no text',
  unreadable: 'not readable',
};

const NOUNS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'remark',
  hint: 'hint',
};

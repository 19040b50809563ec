import type { Checked } from './check-manifests.ts';
import { identityOf } from './fingerprints.ts';
import { githubEntry } from './github-report.ts';
import { jsonEntry } from './json-report.ts';
import { prettyEntry } from './pretty-report.ts';
import type { Reported, ReportedProblem, ReportLook } from './report-model.ts';
import { sarifEntry } from './sarif-report.ts';
import { triedTogether } from '../features/tried-together.ts';
import { compareText } from '../text/compare-text.ts';

/** Everything that a report of these manifests needs. */
export function reported(checked: Checked, look: ReportLook): Reported {
  return {
    files: checked.files,
    skipped: checked.skipped,
    problems: triedTogether(checked.problems).map((found) => ({
      ...identityOf(found),
      file: found.home.file,
      offset: found.home.start + found.problem.span.start,
      severity: found.problem.severity,
      entry: entryOf(look)(found, checked, look),
    })),
  };
}

/** One of several, whose files are others. */
export function joinReported(parts: readonly Reported[]): Reported {
  return {
    files: parts.reduce((sum, { files }) => sum + files, 0),
    problems: parts.flatMap(({ problems }) => problems).sort(byFileAndPlace),
    skipped: parts.flatMap(({ skipped }) => skipped).sort((a, b) => compareText(a.file, b.file)),
  };
}

function entryOf({ format }: ReportLook): typeof prettyEntry {
  switch (format) {
    case 'pretty':
      return prettyEntry;
    case 'json':
      return jsonEntry;
    case 'sarif':
      return sarifEntry;
    case 'github':
      return githubEntry;
  }
}

function byFileAndPlace(a: ReportedProblem, b: ReportedProblem): number {
  return compareText(a.file, b.file) || a.offset - b.offset || compareText(a.rule, b.rule);
}

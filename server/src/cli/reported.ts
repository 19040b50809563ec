import type { Severity } from '../rules/rule.ts';
import type { Checked, SkippedFile } from './check-manifests.ts';
import { identityOf } from './fingerprints.ts';
import type { Identity } from './fingerprints.ts';
import { githubEntry } from './github-report.ts';
import { jsonEntry } from './json-report.ts';
import { prettyEntry } from './pretty-report.ts';
import { sarifEntry } from './sarif-report.ts';
import { triedTogether } from '../features/tried-together.ts';

export type Format = 'pretty' | 'json' | 'sarif' | 'github';

/** How problems are to be shown. */
export interface ReportLook {
  readonly format: Format;
  readonly colours: boolean;
  /** The folder that reports for a forge name files from. */
  readonly root: string;
}

/**
 * What checking came to, as plain data: the manifests that it was read from need not be kept, and it can go from one
 * thread to another.
 */
export interface Reported {
  /** How many files were checked; those that were skipped are not among them. */
  readonly files: number;
  /** Ordered by file, place and rule. */
  readonly problems: readonly ReportedProblem[];
  readonly skipped: readonly SkippedFile[];
  /** How many problems were left out because the baseline knows them; undefined where there is none. */
  readonly known?: number;
}

export interface ReportedProblem extends Identity {
  readonly file: string;
  /** Of its first character in the file. */
  readonly offset: number;
  readonly severity: Severity;
  /** What the report of the format says of it. */
  readonly entry: string;
}

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
    skipped: parts.flatMap(({ skipped }) => skipped).sort((a, b) => compare(a.file, b.file)),
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
  return compare(a.file, b.file) || a.offset - b.offset || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Severity } from '../rules/rule.ts';
import type { SkippedFile } from './check-manifests.ts';
import type { Identity } from './fingerprints.ts';

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

import { writeFileSync } from 'node:fs';
import type { FixKind } from '../features/fix-rounds.ts';
import { NO_CONFIGURATION, withRules } from '../rules/configuration.ts';
import type { Severity } from '../rules/rule.ts';
import { isAtLeast } from '../rules/severity.ts';
import type { RuleSetting } from '../rules/severity.ts';
import { readBaseline, writeBaseline } from './baseline.ts';
import { manifestChecker } from './check-manifests.ts';
import type { CheckedManifests, ConfigurationFor } from './check-manifests.ts';
import { painter, wantsColours } from './colours.ts';
import { configurationFinder, readConfigurationFile } from './configuration-files.ts';
import { unifiedDiff } from './diff.ts';
import { findManifests } from './find-manifests.ts';
import { fixManifests } from './fix-manifests.ts';
import type { FileChange, FixedManifests } from './fix-manifests.ts';
import { githubReport } from './github-report.ts';
import { jsonReport } from './json-report.ts';
import { counted } from './places.ts';
import { prettyReport } from './pretty-report.ts';
import { progressOn } from './progress.ts';
import { readStandardInput } from './read-manifest.ts';
import { sarifReport } from './sarif-report.ts';
import { UsageError } from './usage-error.ts';

export type Format = 'pretty' | 'json' | 'sarif' | 'github';

export interface CheckOptions {
  /** Files, folders, patterns and `-`. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly failOn: Severity;
  readonly rules: readonly (readonly [string, RuleSetting])[];
  readonly configFile: string | undefined;
  readonly fix: FixKind | undefined;
  /** Whether fixes are kept or only shown. */
  readonly fixTo: 'files' | 'diff';
  readonly baseline: { readonly file: string; readonly use: 'read' | 'write' } | undefined;
}

/** Checks what the paths lead to, prints it, and tells the code to end with. Throws a UsageError. */
export async function check(options: CheckOptions): Promise<number> {
  const { baseline, failOn } = options;
  if (options.fix && options.paths.includes('-')) {
    throw new UsageError('standard input can be checked, not fixed');
  }
  const known = baseline?.use === 'read' ? readBaseline(baseline.file) : undefined;
  const { checked: all, changes, fixes } = await checkOrFix(options);
  if (baseline?.use === 'write') {
    const count = writeBaseline(baseline.file, all);
    tell(`${counted(count, 'problem')} written to ${baseline.file}`);
    return 0;
  }
  const checked = known ? known.without(all) : all;
  if (options.fix) keep(changes, fixes, options);
  const isDiff = options.fix && options.fixTo === 'diff';
  process.stdout.write(isDiff ? diff(changes) : report(checked, options.format));
  return checked.problems.some(({ problem }) => isAtLeast(problem.severity, failOn)) ? 1 : 0;
}

async function checkOrFix(options: CheckOptions): Promise<FixedManifests> {
  const configurationFor = configurations(options);
  const found = await findManifests(options.paths, readStandardInput);
  const progress = progressOn(process.stderr);
  const checkAll = manifestChecker({
    configurationFor,
    onProgress: (done, total) => progress.step(done, total),
  });
  const result = options.fix
    ? fixManifests(found, checkAll, options.fix)
    : { checked: checkAll(found), changes: [], fixes: 0 };
  progress.end();
  return result;
}

function configurations({ configFile, rules }: CheckOptions): (path: string) => ConfigurationFor {
  const fixed = configFile === undefined ? undefined : readConfigurationFile(configFile);
  const find = configurationFinder(fixed);
  return (path) => {
    const file = find(path);
    return { file, configuration: withRules(file?.configuration ?? NO_CONFIGURATION, rules) };
  };
}

function keep(changes: readonly FileChange[], fixes: number, { fixTo }: CheckOptions): void {
  const made = fixes === 1 ? '1 fix' : `${fixes} fixes`;
  const words = `${made} in ${counted(changes.length, 'file')}`;
  if (fixTo === 'diff') {
    tell(`${words}, shown and not made`);
    return;
  }
  for (const { path, after } of changes) writeText(path, after);
  tell(words);
}

function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot write ${path}: ${reason}`);
  }
}

function diff(changes: readonly FileChange[]): string {
  return unifiedDiff(changes, painter(wantsColours(process.stdout, process.env)));
}

function report(checked: CheckedManifests, format: Format): string {
  switch (format) {
    case 'pretty':
      return prettyReport(checked, { colours: wantsColours(process.stdout, process.env) });
    case 'json':
      return jsonReport(checked);
    case 'sarif':
      return sarifReport(checked, repository());
    case 'github':
      return githubReport(checked, repository());
  }
}

/** Where paths in reports for a forge begin: the checkout, where its machine tells. */
function repository(): string {
  return process.env['GITHUB_WORKSPACE'] ?? process.cwd();
}

/** Beside the report, which may go into a file. */
function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}

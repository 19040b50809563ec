import { writeFileSync } from 'node:fs';
import type { FixKind } from '../features/fix-rounds.ts';
import { listed } from '../rules/messages.ts';
import type { Severity } from '../rules/rule.ts';
import { isAtLeast } from '../rules/severity.ts';
import { readBaseline, writeBaseline } from './baseline.ts';
import { manifestChecker } from './check-manifests.ts';
import { configurationFilesOf, partsOf } from './check-parts.ts';
import { painter, wantsColours } from './colours.ts';
import { configurations } from './configuration-files.ts';
import type { ConfigurationChoice, ConfigurationFor } from './configuration-files.ts';
import { checkConfigurationFile } from './configuration-problems.ts';
import { unifiedDiff } from './diff.ts';
import { findFiles, readFound } from './find-manifests.ts';
import type { FoundManifest } from './find-manifests.ts';
import { fixManifests } from './fix-manifests.ts';
import type { FileChange, FixedManifests } from './fix-manifests.ts';
import { githubReport } from './github-report.ts';
import { jsonReport } from './json-report.ts';
import { counted } from './places.ts';
import { prettyReport } from './pretty-report.ts';
import { progressOn } from './progress.ts';
import type { Progress } from './progress.ts';
import { readStandardInput } from './read-manifest.ts';
import { joinReported, reported } from './reported.ts';
import type { Format, Reported, ReportLook } from './report-model.ts';
import { sarifReport } from './sarif-report.ts';
import { Helpers } from './threads.ts';
import { UsageError } from './usage-error.ts';

export interface CheckOptions extends ConfigurationChoice {
  /** Files, folders, patterns and `-`. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly failOn: Severity;
  readonly fix: FixKind | undefined;
  /** Whether fixes are kept or only shown. */
  readonly fixTo: 'files' | 'diff';
  /** How many threads to use; undefined for as many as pays. */
  readonly threads: number | undefined;
  readonly baseline: { readonly file: string; readonly use: 'read' | 'write' } | undefined;
}

/** Checks what the paths lead to, prints it, and tells the code to end with. Throws a UsageError. */
export async function check(options: CheckOptions): Promise<number> {
  const { baseline, failOn } = options;
  if (options.fix && options.paths.includes('-')) {
    throw new UsageError('standard input can be checked, not fixed');
  }
  const known = baseline?.use === 'read' ? readBaseline(baseline.file) : undefined;
  const look: ReportLook = {
    format: options.format,
    colours: wantsColours(process.stdout, process.env),
    root: repository(),
  };
  const { reported: all, ...fixed } = await checkOrFix(options, look);
  if (baseline?.use === 'write') {
    const count = writeBaseline(baseline.file, all);
    tell(`${counted(count, 'problem')} written to ${baseline.file}`);
    return 0;
  }
  const checked = known ? known.without(all) : all;
  if (options.fix) keep(fixed, options);
  const isDiff = options.fix && options.fixTo === 'diff';
  process.stdout.write(isDiff ? diff(fixed.changes) : report(checked, look));
  return checked.problems.some(({ severity }) => isAtLeast(severity, failOn)) ? 1 : 0;
}

async function checkOrFix(options: CheckOptions, look: ReportLook): Promise<Outcome> {
  const files = await findFiles(options.paths, readStandardInput);
  const helpers = new Helpers();
  const progress = progressOn(process.stderr);
  try {
    if (!options.fix) helpers.expect(files.length, options.threads);
    const configurationFor = configurations(options);
    const configurationFiles = configurationFilesOf(files, configurationFor);
    const asked = options.fix
      ? fixAll(files.map(readFound), options.fix, { configurationFor, progress, look })
      : {
          ...NO_FIXES,
          reported: await helpers.checkAllParts(
            {
              parts: partsOf(files, configurationFor, configurationFiles),
              choice: { configFile: options.configFile, rules: options.rules },
              look,
              threads: options.threads,
            },
            progress,
          ),
        };
    const inConfiguration = [...configurationFiles].map((file) =>
      reported(checkConfigurationFile(file), look),
    );
    return { ...asked, reported: joinReported([...inConfiguration, asked.reported]) };
  } finally {
    progress.end();
    helpers.end();
  }
}

const NO_FIXES: Fixed = { changes: [], fixes: 0, left: 0, unfinished: [] };

interface Outcome extends Fixed {
  readonly reported: Reported;
}

type Fixed = Omit<FixedManifests, 'checked'>;

function fixAll(
  found: readonly FoundManifest[],
  kind: FixKind,
  { configurationFor, progress, look }: FixParts,
): Outcome {
  const check = manifestChecker({
    configurationFor,
    onProgress: (done, total) => progress.step(done, total),
  });
  const { checked, ...fixed } = fixManifests(found, check, kind);
  return { reported: reported(checked, look), ...fixed };
}

interface FixParts {
  readonly configurationFor: (path: string) => ConfigurationFor;
  readonly progress: Progress;
  readonly look: ReportLook;
}

function keep({ changes, fixes, left, unfinished }: Fixed, { fixTo }: CheckOptions): void {
  const made = fixes === 1 ? '1 fix' : `${fixes} fixes`;
  const words = `${made} in ${counted(changes.length, 'file')}`;
  const more = left === 0 ? '' : `; --fix-unsafe can cure ${counted(left, 'problem')} more`;
  if (fixTo === 'files') for (const { path, after } of changes) writeText(path, after);
  tell(`${words}${fixTo === 'diff' ? ', not made' : ''}${more}`);
  for (const line of unfinishedWords(unfinished, changes)) tell(line);
}

/** Says of files in which not all fixes were tried what can be done about it. */
function* unfinishedWords(
  unfinished: readonly string[],
  changes: readonly FileChange[],
): Generator<string> {
  const changed = new Set(changes.map(({ file }) => file));
  const begun = unfinished.filter((file) => changed.has(file));
  const others = unfinished.filter((file) => !changed.has(file));
  if (begun.length > 0)
    yield `not all fixes were tried in ${listed(begun)}: fix again for the rest`;
  if (others.length > 0)
    yield `not all fixes were tried in ${listed(others)}, where there is too much text for that`;
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
  const colours = painter(wantsColours(process.stdout, process.env));
  const { text, hidden } = unifiedDiff(changes, colours);
  if (hidden > 0) tell(`${counted(hidden, 'change')} beside or in a Secret not shown`);
  return text;
}

function report(all: Reported, look: ReportLook): string {
  switch (look.format) {
    case 'pretty':
      return prettyReport(all, look);
    case 'json':
      return jsonReport(all);
    case 'sarif':
      return sarifReport(all, look);
    case 'github':
      return githubReport(all);
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

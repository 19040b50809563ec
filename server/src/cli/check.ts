import { UsageError } from './usage-error.ts';
import { NO_CONFIGURATION, withRules } from '../rules/configuration.ts';
import type { Severity } from '../rules/rule.ts';
import { isAtLeast } from '../rules/severity.ts';
import type { RuleSetting } from '../rules/severity.ts';
import { checkManifests } from './check-manifests.ts';
import type { CheckedManifests } from './check-manifests.ts';
import { configurationFinder, readConfigurationFile } from './configuration-files.ts';
import { findManifests } from './find-manifests.ts';
import { jsonReport } from './json-report.ts';
import { prettyReport } from './pretty-report.ts';
import { readStandardInput } from './read-manifest.ts';

export type Format = 'pretty' | 'json' | 'sarif' | 'github';

export interface CheckOptions {
  /** Files, folders and `-`. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly failOn: Severity;
  readonly rules: readonly (readonly [string, RuleSetting])[];
  readonly configFile: string | undefined;
}

/** Checks what the paths lead to, prints it, and tells the code to end with. Throws a UsageError. */
export async function check(options: CheckOptions): Promise<number> {
  const report = reportFor(options.format);
  const fixed =
    options.configFile === undefined ? undefined : readConfigurationFile(options.configFile);
  const find = configurationFinder(fixed);
  const found = await findManifests(options.paths, readStandardInput);
  const checked = checkManifests(found, (path) => {
    const file = find(path);
    return {
      file,
      configuration: withRules(file?.configuration ?? NO_CONFIGURATION, options.rules),
    };
  });
  process.stdout.write(report(checked));
  const failed = checked.problems.some(({ problem }) =>
    isAtLeast(problem.severity, options.failOn),
  );
  return failed ? 1 : 0;
}

function reportFor(format: Format): (checked: CheckedManifests) => string {
  switch (format) {
    case 'pretty':
      return (checked) => prettyReport(checked, { colours: wantsColours() });
    case 'json':
      return jsonReport;
    case 'sarif':
    case 'github':
      throw new UsageError(`the format ${format} is not built yet`);
  }
}

/** As https://no-color.org asks. */
function wantsColours(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'];
}

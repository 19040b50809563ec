import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { catalog } from '../rules/catalog.ts';
import { ruleSetting, SEVERITIES } from '../rules/severity.ts';
import type { RuleSetting } from '../rules/severity.ts';
import type { Severity } from '../rules/rule.ts';
import { check } from './check.ts';
import type { Format } from './check.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { UsageError } from './usage-error.ts';
import { nearest } from '../text/nearest.ts';

/** What a process that used the program wrongly ends with; 1 means that problems were found. */
const BAD_USAGE = 2;

/** Runs the command line and tells the code to end with. `args` come without the interpreter and the script. */
export async function runProgram(args: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command('podspace')
    .description('Finds where the containers of a pod count on sharing what they do not share.')
    .version(packageJson.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('(podspace --help tells more)')
    .exitOverride();
  program
    .command('check')
    .description('check manifests: files, folders, patterns, or - for standard input')
    .argument('[path...]', 'files, folders and patterns; the working folder if there is none')
    .addOption(
      new Option('--format <format>', 'how to print what is found')
        .choices(['pretty', 'json', 'sarif', 'github'])
        .default('pretty'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the mildest problem to end with 1 for')
        .choices(SEVERITIES)
        .default('error'),
    )
    .option('--rule <id=severity>', 'cap a rule, or turn it off; may be repeated', addRule, [])
    .option('--config <file>', 'use this file in place of the nearest .podspace.yaml')
    .option('--fix', 'make the fixes by which nothing else can change')
    .option('--fix-unsafe', 'make the others too; look at what they did')
    .option('--dry-run', 'with --fix: print what would change as a diff, and change nothing')
    .option('--baseline <file>', 'leave out the problems that this file knows')
    .option('--update-baseline', 'with --baseline: write all problems to the file instead')
    .showHelpAfterError('(podspace check --help tells more)')
    .exitOverride()
    .action(async (paths: readonly string[], options: CheckFlags) => {
      const { format, failOn, rule, config, baseline } = options;
      const fix = options.fixUnsafe ? 'unsafe' : options.fix ? 'safe' : undefined;
      if (options.dryRun && !fix) throw new UsageError('--dry-run goes with --fix');
      if (options.updateBaseline && baseline === undefined) {
        throw new UsageError('--update-baseline goes with --baseline FILE');
      }
      if (options.updateBaseline && fix) {
        throw new UsageError('--update-baseline writes down problems; --fix cures them');
      }
      code = await check({
        paths: paths.length > 0 ? paths : ['.'],
        format,
        failOn,
        rules: rule,
        configFile: config,
        fix,
        fixTo: options.dryRun ? 'diff' : 'files',
        baseline:
          baseline === undefined
            ? undefined
            : { file: baseline, use: options.updateBaseline ? 'write' : 'read' },
      });
    });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`podspace: ${error.message}\n`);
      return BAD_USAGE;
    }
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : BAD_USAGE;
  }
  return code;
}

interface CheckFlags {
  readonly format: Format;
  readonly failOn: Severity;
  readonly rule: readonly (readonly [string, RuleSetting])[];
  readonly config?: string;
  readonly fix?: true;
  readonly fixUnsafe?: true;
  readonly dryRun?: true;
  readonly baseline?: string;
  readonly updateBaseline?: true;
}

function addRule(
  word: string,
  before: readonly (readonly [string, RuleSetting])[],
): readonly (readonly [string, RuleSetting])[] {
  const [id = '', setting = ''] = word.split('=');
  const ids = catalog.map(({ meta }) => meta.id);
  if (!ids.includes(id)) {
    const like = nearest(id, ids);
    throw new InvalidArgumentError(
      `There is no rule "${id}".${like === undefined ? '' : ` Is "${like}" meant?`}`,
    );
  }
  const severity = ruleSetting(setting);
  if (severity === undefined) {
    throw new InvalidArgumentError(
      `Set it as in ${id}=warning; it can be off, ${SEVERITIES.join(', ')}.`,
    );
  }
  return [...before, [id, severity]];
}

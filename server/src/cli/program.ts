import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ruleSetting, SEVERITIES } from '../rules/severity.ts';
import type { RuleSetting } from '../rules/severity.ts';
import type { Severity } from '../rules/rule.ts';
import { check } from './check.ts';
import type { Format } from './report-model.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { UsageError } from './usage-error.ts';
import { explain, rulesJson, rulesTable, unknownRule } from './explain.ts';
import { addMapCommand } from './map.ts';
import { painter, wantsColours } from './colours.ts';

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
    .addOption(
      new Option('--rule <id=severity>', 'cap a rule, or turn it off; may be repeated')
        .argParser(addRule)
        .default([], 'none'),
    )
    .option('--config <file>', 'use this file in place of the nearest .podspace.yaml')
    .option('--fix', 'make the fixes by which nothing else can change')
    .option('--fix-unsafe', 'make the others too; look at what they did')
    .option('--dry-run', 'with --fix: print what would change as a diff, and change nothing')
    .option('--baseline <file>', 'leave out the problems that this file knows')
    .option('--update-baseline', 'with --baseline: write all problems to the file instead')
    .addOption(
      new Option(
        '--threads <number>',
        'how many threads to use; as many as pays otherwise',
      ).argParser(threadCount),
    )
    .showHelpAfterError('(podspace check --help tells more)')
    .addHelpText('after', CHECK_EXAMPLES)
    .exitOverride()
    .action(async (paths: readonly string[], options: CheckFlags, command: Command) => {
      const { format, failOn, rule, config, baseline } = options;
      const fix = options.fixUnsafe ? 'unsafe' : options.fix ? 'safe' : undefined;
      if (options.dryRun && !fix) throw new UsageError('--dry-run goes with --fix');
      if (options.dryRun && command.getOptionValueSource('format') === 'cli') {
        throw new UsageError('--dry-run prints a diff, and so takes no --format');
      }
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
        threads: options.threads,
        baseline:
          baseline === undefined
            ? undefined
            : { file: baseline, use: options.updateBaseline ? 'write' : 'read' },
      });
    });
  program
    .command('explain')
    .description('tell what a rule is about, why, with an example and the source')
    .argument('<rule>', 'its id, as in port-conflict')
    .exitOverride()
    .action((id: string) => {
      process.stdout.write(explain(id, painter(wantsColours(process.stdout, process.env))));
    });
  program
    .command('rules')
    .description('list the rules')
    .addOption(new Option('--format <format>').choices(['pretty', 'json']).default('pretty'))
    .exitOverride()
    .action(({ format }: { readonly format: 'pretty' | 'json' }) => {
      process.stdout.write(format === 'json' ? rulesJson() : rulesTable());
    });
  addMapCommand(program);
  program.addHelpText('after', EXAMPLES);
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

const EXAMPLES = `
Examples:
  podspace check                    all manifests of the working folder
  podspace check deploy web.yaml    a folder and a file
  helm template shop | podspace check -
  podspace check --fix --dry-run    what the safe fixes would change
  podspace explain port-conflict    what a rule is about
  podspace map web.yaml             its pods as a picture, for Mermaid
  podspace rules                    all of them

podspace check --help shows every option with examples.

Ends with 0 if there is no error, 1 if there is one (or what --fail-on names), 2 if it could not check.`;

const CHECK_EXAMPLES = `
Examples:
  podspace check 'apps/**/*.yaml'               files by a pattern
  kustomize build overlays/live | podspace check -
  podspace check --fix --dry-run                what the safe fixes would change
  podspace check --format sarif > podspace.sarif
  podspace check --format github                annotations in GitHub Actions
  podspace check --fail-on warning --rule unused-volume=off
  podspace check --baseline known.json --update-baseline
  podspace check --baseline known.json          only what is new since then

Ends with 0 if nothing is as grave as --fail-on, 1 if something is, 2 if it could not check.
The nearest .podspace.yaml upward configures it; flags go before it.
Colours: on a terminal; NO_COLOR=1 takes them away, FORCE_COLOR=1 forces them.
All about the configuration: https://github.com/podspace/podspace/blob/main/docs/configuration.md`;

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
  readonly threads?: number;
}

function threadCount(word: string): number {
  if (!/^[1-9]\d?$/.test(word)) throw new InvalidArgumentError('Give a number from 1 to 99.');
  return Number(word);
}

function addRule(
  word: string,
  before: readonly (readonly [string, RuleSetting])[],
): readonly (readonly [string, RuleSetting])[] {
  const [id = '', setting = ''] = word.split('=');
  const unknown = unknownRule(id);
  if (unknown !== undefined) throw new InvalidArgumentError(unknown);
  const severity = ruleSetting(setting);
  if (severity === undefined) {
    throw new InvalidArgumentError(
      `Set it as in ${id}=warning; it can be off, ${SEVERITIES.join(', ')}.`,
    );
  }
  return [...before, [id, severity]];
}

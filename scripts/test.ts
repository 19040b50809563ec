/**
 * `npm test`: the static checks, then every suite, quick ones first; all of them, so that one run
 * shows all there is to mend. `npm test -- unit lint` runs only the steps that are named, or of one
 * in parts (`workbench/tree`) all. What drives an editor is run again if it fails, and every run is
 * shown: its parts answer each other at their own pace, which no test of ours decides. The last line
 * is the sum of the suites' tests.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseTally, type Tally } from '../test/support/tally.ts';

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether it runs tests, and so leaves a tally. */
  readonly isSuite: boolean;
  /** How often it is run at most until it passes. */
  readonly attempts: number;
}

const mocha = ['--forbid-only', '--forbid-pending', '--reporter', 'test/support/tally-reporter.ts'];

const check = (name: string, command: string, ...args: string[]): Step => ({
  name,
  command,
  args,
  isSuite: false,
  attempts: 1,
});
const suite = (name: string, command: string, ...args: string[]): Step => ({
  name,
  command,
  args,
  isSuite: true,
  attempts: 1,
});
const editorSuite = (...step: Parameters<typeof suite>): Step => ({
  ...suite(...step),
  attempts: 3,
});

/** Each file of a folder for itself, so that one that fails is run again alone. */
const editorSuites = (name: string, pattern: string): Step[] =>
  globSync(pattern)
    .sort()
    .map((file) =>
      editorSuite(
        `${name}/${basename(file, '.test.ts')}`,
        'mocha',
        ...mocha,
        '--timeout',
        '120000',
        file,
      ),
    );

/** Two at once: each is one process that waits little for others. */
const quickSteps = [
  check('build', 'node', 'scripts/build.ts'),
  check('format:check', 'prettier', '--check', '.'),
  suite('unit', 'mocha', ...mocha, 'test/unit/**/*.test.ts'),
  suite('lsp', 'mocha', ...mocha, 'test/lsp/**/*.test.ts'),
  suite('cli', 'mocha', ...mocha, 'test/cli/**/*.test.ts'),
  check('typecheck', 'tsc'),
  check('typecheck:webview', 'tsc', '--project', 'client/webview'),
  check('deadcode', 'knip'),
  check('lint', 'eslint', '--max-warnings', '0', '.'),
];

/** One at a time: they measure what a person would wait for, or drive what others run beside us. */
const slowSteps = [
  editorSuite('vscode', 'node', 'test/vscode/run.ts'),
  editorSuite('web', 'node', 'test/web/run.ts'),
  ...editorSuites('workbench', 'test/workbench/*.test.ts'),
  suite('grammar', 'mocha', ...mocha, '--timeout', '120000', 'test/grammar/**/*.test.ts'),
  suite('neovim', 'node', 'scripts/neovim.ts', '--reporter', 'test/support/tally-reporter.ts'),
  suite('pods', 'node', 'scripts/pods.ts', '--reporter', 'test/support/tally-reporter.ts'),
  // It replaces what the others run, so it comes last; what it makes is installed into an editor.
  editorSuite('package', 'mocha', ...mocha, 'test/package/**/*.test.ts'),
];

const wanted = process.argv.slice(2);
const isWanted = (step: Step): boolean =>
  (wanted.length === 0 || wanted.some((name) => `${step.name}/`.startsWith(`${name}/`))) &&
  hasTests(step);

const scratch = mkdtempSync(join(tmpdir(), 'podspace-tally-'));
const failed: string[] = [];
const total: Tally = { passes: 0, failures: 0 };

const [first, ...others] = quickSteps.filter(isWanted);
if (first !== undefined) {
  // The others may need what the first has built.
  await run(first);
}
await Promise.all([drain(others), drain(others)]);
await drain(slowSteps.filter(isWanted));
rmSync(scratch, { recursive: true, force: true });

for (const name of failed) {
  console.log(`Failed: ${name}`);
}
console.log(`${total.passes} passed, ${total.failures} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function drain(steps: Step[]): Promise<void> {
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    await run(step);
  }
}

/** Prints a step's output when it is over, so that two at once don't mix; all of it only if it failed. */
async function run(step: Step, attempt = 1): Promise<void> {
  const tallyFile = join(scratch, step.name.replace('/', '-'));
  const start = Date.now();
  const { code, output } = await outputOf(step, tallyFile);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const tally = step.isSuite ? readTally(tallyFile) : { passes: 0, failures: 0 };
  const tests = step.isSuite ? `, ${tally.passes} of ${tally.passes + tally.failures} tests` : '';
  const which = attempt === 1 ? '' : `, attempt ${attempt}`;
  const report = `${step.name} (${seconds} s${tests}${which})`;
  if (code !== 0 && attempt < step.attempts) {
    console.log(`AGAIN   ${report}\n\n${output.trim()}\n`);
    rmSync(tallyFile, { force: true });
    await run(step, attempt + 1);
    return;
  }
  total.passes += tally.passes;
  total.failures += tally.failures;
  if (code === 0) {
    console.log(`ok      ${report}`);
    return;
  }
  failed.push(step.name);
  console.log(`FAILED  ${report}\n\n${output.trim()}\n`);
}

/** A suite that died before it could count is one failure. */
function readTally(file: string): Tally {
  return existsSync(file) ? parseTally(readFileSync(file, 'utf8')) : { passes: 0, failures: 1 };
}

async function outputOf(step: Step, tally: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    // npm puts node_modules/.bin first on PATH; a shell is what finds the .cmd files there.
    const child = spawn([step.command, ...step.args.map(quoted)].join(' '), {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PODSPACE_TALLY: tally },
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function quoted(argument: string): string {
  return /^[\w./:=-]+$/.test(argument) ? argument : `"${argument}"`;
}

function hasTests(step: Step): boolean {
  const pattern = step.args.findLast((argument) => argument.endsWith('.test.ts'));
  return pattern === undefined || globSync(pattern).length > 0;
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a machine of continuous integration says of itself would change what is printed. */
const outside = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:GITHUB_WORKSPACE|(?:FORCE|NO)_COLOR)$/.test(name),
  ),
);

/** Runs the built command line in a folder. */
export function runCli(
  folder: string,
  args: readonly string[],
  input = '',
  environment: NodeJS.ProcessEnv = { NO_COLOR: '1' },
): CliRun {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('dist/cli.js'), ...args],
    {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { ...outside, ...environment },
      maxBuffer: 100_000_000,
    },
  );
  return { code: status, out: stdout, err: stderr };
}

/** A folder with these files, for the time of one test. */
export function withFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (folder: string) => void,
): void {
  const folder = mkdtempSync(join(tmpdir(), 'podspace-cli-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `--format json` prints. */
export interface JsonReport {
  readonly version: number;
  readonly files: number;
  readonly problems: readonly {
    readonly file: string;
    readonly document: number;
    readonly source?: string;
    readonly resource: string | null;
    readonly container: string | null;
    readonly rule: string;
    readonly severity: string;
    readonly certainty: string;
    readonly message: string;
    readonly range: JsonRange;
    readonly related: readonly {
      file: string;
      source?: string;
      range: JsonRange;
      message: string;
    }[];
    readonly fixes: readonly {
      title: string;
      safe: boolean;
      edits: readonly { file: string; range: JsonRange; newText: string }[];
    }[];
  }[];
  readonly known?: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

interface JsonRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export function checkJson(
  folder: string,
  args: readonly string[],
  input?: string,
): { readonly code: number | null; readonly report: JsonReport } {
  const { code, out, err } = runCli(folder, ['check', '--format', 'json', ...args], input);
  if (out === '') throw new Error(`nothing on standard output; standard error: ${err}`);
  return { code, report: JSON.parse(out) as JsonReport };
}

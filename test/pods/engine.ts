import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/editor/paths.ts';

/** A problem as `podspace check --format json` prints it; of what it prints, what is needed here. */
export interface FoundProblem {
  readonly file: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly fixes: readonly FoundFix[];
}

export interface FoundFix {
  readonly title: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** What the built command line says of each manifest by itself; one run for all of them. */
export function problemsOf(manifests: readonly string[]): readonly (readonly FoundProblem[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'podspace-manifests-'));
  try {
    // A folder of its own is a scope of its own.
    manifests.forEach((text, index) => {
      mkdirSync(join(folder, String(index)));
      writeFileSync(join(folder, String(index), 'manifest.yaml'), text);
    });
    const problems = check(folder);
    return manifests.map((_, index) =>
      problems.filter(({ file }) => file === `${index}/manifest.yaml`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function check(folder: string): readonly FoundProblem[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(projectRoot, 'dist/cli.js'), 'check', '--format', 'json', '.'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 },
  );
  if (status !== 0 && status !== 1) {
    throw new Error(`podspace check failed (${status ?? 'no exit code'}): ${stderr}`);
  }
  return (JSON.parse(stdout) as { readonly problems: readonly FoundProblem[] }).problems;
}

/** The manifest with the fix applied. */
export function withFix(manifest: string, fix: FoundFix): string {
  const starts = lineStarts(manifest);
  const offset = ({ line, character }: Position): number => (starts[line] ?? 0) + character;
  return (
    fix.edits
      .map(({ range, newText }) => ({ from: offset(range.start), to: offset(range.end), newText }))
      .sort((a, b) => a.from - b.from)
      // From the end, so that offsets stay true; insertions at one place then keep their order.
      .reduceRight(
        (text, { from, to, newText }) => text.slice(0, from) + newText + text.slice(to),
        manifest,
      )
  );
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/editor/paths.ts';

/** A problem as `podspace check --format json` prints it; of what it prints, what is needed here. */
export interface FoundProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly container: string | null;
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

/** What the built command line says of a manifest. */
export function problemsOf(manifest: string): readonly FoundProblem[] {
  const cli = join(projectRoot, 'dist/cli.js');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [cli, 'check', '--format', 'json', '-'],
    { input: manifest, encoding: 'utf8' },
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

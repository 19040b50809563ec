import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { FoundProblem } from '../server/src/cli/check-manifests.ts';
import { isAtLeast } from '../server/src/rules/severity.ts';
import { positionAt } from '../server/src/text/line-index.ts';

/** A place that a person judged. */
export interface KeyEntry {
  readonly id: string;
  readonly path: string;
  readonly doc: number;
  readonly problem: string;
  readonly verdict: 'real' | 'look-alike';
  /** Counting from one. */
  readonly lines: readonly number[];
  readonly explanation: string;
}

/** Which rules may answer to a word of the key. */
const RULES_FOR: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^dup-port-across$|^listen-conflict-/, ['port-conflict']],
  [/^dup-port-within$/, ['duplicate-container-port']],
  [/^dup-port-name-/, ['duplicate-port-name']],
  [/^hostport-dup$/, ['host-port-conflict']],
  [/^mount-no-volume$/, ['volume-not-found']],
  [/^volume-unused$/, ['unused-volume']],
  [/^write-to-readonly-mount$/, ['read-only-write']],
  [/^localhost-port$/, ['localhost-nothing-listens']],
  [/^sibling-name$/, ['sibling-by-name']],
  [/^cross-container-signal$/, ['signal-across-containers']],
  [/^multi-process$/, ['multiple-processes']],
  [/^probe-port-name-/, ['probe-port-not-found']],
  [/^probe-port-in-sibling$/, ['probe-port-not-found', 'probe-port-not-listening']],
  [/^dup-mount-path$/, ['duplicate-mount-path']],
  [/^file-not-shared$|^unshared-/, ['file-not-shared']],
  [/^parse-error$|^parse-disagreement$/, ['yaml-syntax', 'tab-indentation', 'strict-parser-only']],
  [/^dup-key$/, ['duplicate-key']],
  [/^dup-container-name$/, ['duplicate-name']],
];

export function readKey(file: string): readonly KeyEntry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as KeyEntry);
}

/** Recall and precision by rule, and every miss and false alarm. */
export function compareWithKey(
  key: readonly KeyEntry[],
  root: string,
  problems: readonly FoundProblem[],
): readonly string[] {
  const lines: string[] = ['', 'answer key:'];
  const totals = new Map<string, { real: number; found: number; alike: number; alarms: number }>();
  for (const entry of key) {
    const rules = RULES_FOR.find(([words]) => words.test(entry.problem))?.[1];
    const hits = problems.filter((found) => answers(found, entry, root, rules));
    const total = totals.get(entry.problem) ?? { real: 0, found: 0, alike: 0, alarms: 0 };
    totals.set(entry.problem, total);
    if (entry.verdict === 'real') {
      const seen = hits.some(({ problem }) => isAtLeast(problem.severity, 'information'));
      total.real++;
      if (seen) total.found++;
      else lines.push(missLine('missed', entry, hits));
    } else {
      const alarm = hits.some(({ problem }) => isAtLeast(problem.severity, 'warning'));
      total.alike++;
      if (alarm) total.alarms++;
      if (alarm) lines.push(missLine('false alarm', entry, hits));
    }
  }
  for (const [problem, { real, found, alike, alarms }] of [...totals].sort()) {
    lines.push(`${problem.padEnd(30)} found ${found} of ${real}, alarms ${alarms} of ${alike}`);
  }
  return lines;
}

/** Whether a problem is about the entry's place; for words that no rule is named for, whatever is reported there. */
function answers(
  { problem, home }: FoundProblem,
  entry: KeyEntry,
  root: string,
  rules: readonly string[] | undefined,
): boolean {
  if (relative(resolve(root), resolve(home.file)) !== entry.path) return false;
  if (rules && !rules.includes(problem.rule)) return false;
  const from = positionAt(home.lines, home.start + problem.span.start).line + 1;
  const to = positionAt(home.lines, home.start + problem.span.end).line + 1;
  // A person points at an entry, a rule at a value in it.
  return entry.lines.some((line) => from - 3 <= line && line <= to + 3);
}

function missLine(what: string, entry: KeyEntry, hits: readonly FoundProblem[]): string {
  const { id, problem, path, lines, explanation } = entry;
  const said = hits.map(({ problem: hit }) => `${hit.severity} ${hit.rule}`).join(', ');
  const but = said === '' ? '' : ` (${said})`;
  return `${what} ${id} ${problem} ${path}:${lines.join(',')}${but}: ${explanation}`;
}

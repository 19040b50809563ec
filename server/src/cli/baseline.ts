import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Identity } from './fingerprints.ts';
import { seenFrom } from './places.ts';
import type { Reported, ReportedProblem } from './report-model.ts';
import { UsageError } from './usage-error.ts';

/** Problems that were there when somebody began to check, by what does not change when lines move. */
export interface Baseline {
  /** What is left of the problems, with the number of those left out. */
  without(reported: Reported): Reported;
}

interface Entry extends Identity {
  /** Relative to the baseline's folder. */
  readonly file: string;
  readonly count: number;
}

/** Throws a UsageError if it cannot be read. */
export function readBaseline(path: string): Baseline {
  const folder = dirname(resolve(path));
  const entries = readEntries(path);
  return {
    without(reported) {
      const left = new Map(entries.map((entry) => [keyOf(entry), entry.count]));
      const problems = reported.problems.filter((found) => {
        const key = keyOf(entryOf(found, folder));
        const count = left.get(key) ?? 0;
        if (count > 0) left.set(key, count - 1);
        return count === 0;
      });
      return { ...reported, problems, known: reported.problems.length - problems.length };
    },
  };
}

/** Writes all problems; tells how many they are. */
export function writeBaseline(path: string, { problems }: Reported): number {
  const folder = dirname(resolve(path));
  const entries = new Map<string, Entry>();
  for (const found of problems) {
    const entry = entryOf(found, folder);
    const count = (entries.get(keyOf(entry))?.count ?? 0) + 1;
    entries.set(keyOf(entry), { ...entry, count });
  }
  const text = JSON.stringify({ version: 1, problems: [...entries.values()] }, null, 2);
  try {
    writeFileSync(path, `${text}\n`);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`);
  }
  return problems.length;
}

function entryOf(found: ReportedProblem, folder: string): Entry {
  const { rule, resource, container, text } = found;
  return { file: seenFrom(folder, found.file), rule, resource, container, text, count: 1 };
}

function keyOf({ file, rule, resource, container, text }: Entry): string {
  return JSON.stringify([file, rule, resource, container, text]);
}

function readEntries(path: string): readonly Entry[] {
  if (!existsSync(path)) {
    throw new UsageError(`there is no baseline ${path}; --update-baseline writes it`);
  }
  try {
    const read = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    if (isBaseline(read)) return read.problems;
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
  throw new UsageError(`${path} is no baseline; --update-baseline writes it anew`);
}

function isBaseline(read: unknown): read is { readonly problems: readonly Entry[] } {
  if (typeof read !== 'object' || read === null || !('version' in read) || read.version !== 1) {
    return false;
  }
  return 'problems' in read && Array.isArray(read.problems) && read.problems.every(isEntry);
}

function isEntry(entry: unknown): entry is Entry {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'file' in entry &&
    'rule' in entry &&
    'resource' in entry &&
    'container' in entry &&
    'text' in entry &&
    'count' in entry &&
    typeof entry.count === 'number'
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

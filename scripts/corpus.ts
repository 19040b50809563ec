/**
 * Checks a folder of manifests and prints how often each rule fires: `npm run corpus -- PATH [options]`.
 *
 * --rule ID     only this rule, and where it fires
 * --sample N    of those, N picked at even distances
 * --key FILE    an answer key (JSON lines): what of it was found, and what was reported that it calls a look-alike
 * --seed N      puts single faults into these pods, picked by N, and tells how many are found
 * --json FILE   writes all problems there
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkManifests } from '../server/src/cli/check-manifests.ts';
import type { FoundProblem } from '../server/src/cli/check-manifests.ts';
import { findManifests } from '../server/src/cli/find-manifests.ts';
import { NO_CONFIGURATION } from '../server/src/rules/configuration.ts';
import { SEVERITIES } from '../server/src/rules/severity.ts';
import { positionAt } from '../server/src/text/line-index.ts';
import { compareWithKey, readKey } from './corpus-key.ts';
import { seedFaults } from './corpus-seed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rule: { type: 'string' },
    sample: { type: 'string' },
    key: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string' },
  },
});
/** At most this many faults of each kind are put in, one at a time. */
const SEEDED = 200;

const [root] = positionals;
if (root === undefined) throw new Error('give the folder of manifests');

const failures = new Map<string, { count: number; readonly first: unknown }>();
if (values.seed !== undefined) {
  await printSeeded(root, Number(values.seed));
  process.exit();
}
const begin = performance.now();
const found = await findManifests([root], () => {
  throw new Error('the corpus is not read from standard input');
});
const read = performance.now();
const checked = checkManifests(
  found,
  () => ({ file: undefined, configuration: NO_CONFIGURATION }),
  (rule, error) => {
    const failure = failures.get(rule) ?? { count: 0, first: error };
    failure.count++;
    failures.set(rule, failure);
  },
);
const done = performance.now();

const problems =
  values.rule === undefined
    ? checked.problems
    : checked.problems.filter(({ problem }) => problem.rule === values.rule);

printRules();
if (values.rule !== undefined) printSample(problems, Number(values.sample ?? 20));
printSkipped();
console.log(
  `\n${checked.files} files checked in ${Math.round(done - read)} ms (read in ${Math.round(read - begin)} ms)`,
);
printSlowest();
for (const [rule, { count, first }] of failures)
  console.log(`${rule} threw ${count} times:`, first);
console.log(`${failures.size === 0 ? 'nothing' : failures.size} rules threw`);
if (values.key !== undefined) printKey(values.key, root);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(problems.map(rowOf)));

function printRules(): void {
  const rules = new Map<string, Map<string, number>>();
  for (const { problem } of problems) {
    const row = rules.get(problem.rule) ?? new Map<string, number>();
    row.set(problem.severity, (row.get(problem.severity) ?? 0) + 1);
    rules.set(problem.rule, row);
  }
  const columns = SEVERITIES.toReversed();
  console.log(['rule'.padEnd(32), ...columns.map((name) => name.padStart(12))].join(''));
  for (const [rule, row] of [...rules].sort(([a], [b]) => a.localeCompare(b))) {
    const counts = columns.map((severity) => String(row.get(severity) ?? '').padStart(12));
    console.log([rule.padEnd(32), ...counts].join(''));
  }
}

function printSample(all: readonly FoundProblem[], size: number): void {
  const step = Math.max(1, all.length / size);
  for (let at = 0; at < all.length; at += step) {
    const item = all[Math.floor(at)];
    if (!item) continue;
    const { file, line, severity, message } = rowOf(item);
    console.log(`${file}:${line} ${severity} ${message}`);
  }
}

function printSkipped(): void {
  const reasons = new Map<string, number>();
  for (const { reason } of checked.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const words = [...reasons].map(([reason, count]) => `${count} ${reason}`);
  console.log(`\nskipped: ${words.join(', ') || 'none'}`);
}

function printSlowest(): void {
  let slowest = { path: '', time: 0 };
  for (const manifest of found) {
    const start = performance.now();
    checkManifests([manifest], () => ({ file: undefined, configuration: NO_CONFIGURATION }));
    const time = performance.now() - start;
    if (time > slowest.time) slowest = { path: manifest.path, time };
  }
  console.log(`slowest by itself: ${slowest.path}, ${Math.round(slowest.time)} ms`);
}

function printKey(file: string, folder: string): void {
  for (const line of compareWithKey(readKey(file), folder, checked.problems)) console.log(line);
}

function rowOf({ problem, home }: FoundProblem) {
  const { line, character } = positionAt(home.lines, home.start + problem.span.start);
  return {
    file: home.file,
    document: home.index,
    line: line + 1,
    column: character + 1,
    rule: problem.rule,
    severity: problem.severity,
    certainty: problem.certainty,
    message: problem.message,
    related: problem.related.map(({ message }) => message),
    fixes: problem.fixes().map(({ title }) => title),
  };
}

async function printSeeded(folder: string, seed: number): Promise<void> {
  const manifests = await findManifests([folder], () => {
    throw new Error('the corpus is not read from standard input');
  });
  const files = manifests.flatMap(({ path, content }) =>
    content.type === 'text' ? [{ path, text: content.text }] : [],
  );
  const seeded = seedFaults(files, seed, SEEDED);
  for (const fault of new Set(seeded.map((one) => one.fault))) {
    const all = seeded.filter((one) => one.fault === fault);
    const found = all.filter((one) => one.found);
    console.log(`${fault}: found ${found.length} of ${all.length}`);
    for (const miss of all.filter((one) => !one.found).slice(0, 10)) {
      console.log(`  missed ${miss.where}`);
    }
  }
}

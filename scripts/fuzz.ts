/**
 * `npm run fuzz -- [--minutes N | --tasks N] [--seed S] [FOLDER]`: tries hostile, broken and strange input on the
 * server, over the examples, the fixtures and the manifests of FOLDER. Each step runs in a process of its own kind that
 * may hang or run out of memory without ending the run; what failed is printed with what repeats it. Without --minutes
 * and --tasks it tries every hostile family at its full size, once, and then some of everything else.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ALL_FAMILIES } from '../test/fuzz/families.ts';
import { cpuOf } from './bench/process.ts';
import type { Task, TaskResult } from './fuzz-task.ts';

/** A step that takes so much of a processor's time hangs: the slowest known takes a tenth of it. In milliseconds. */
const LONGEST = 60_000;
/** So many times as long may pass on a machine that does other things too. */
const LEAST_SHARE = 10;
/** Megabytes of memory that the server may fill; the largest inputs are themselves 10 MB and more. */
const MEMORY = 1024;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string' },
    tasks: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const [folder] = positionals;
const seed = Number(values.seed);
const until =
  values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000;
const most = Number(
  values.tasks ?? (values.minutes === undefined ? ALL_FAMILIES.length * 2 : Infinity),
);

const tried = new Map<string, number>();
const faults: string[] = [];
let worker: ChildProcess | undefined;

let tasks = 0;
for (const task of tasksFrom(seed)) {
  if (tasks >= most || Date.now() >= until) break;
  if (values.only !== undefined && !nameOf(task).includes(values.only)) {
    if (tasks++ > 100_000) break;
    continue;
  }
  tasks++;
  await attempt(task);
}
worker?.kill('SIGKILL');

for (const [type, count] of tried) console.log(`${type}: ${count} tried`);
console.log(`${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** All hostile families at their full size between steps of random ones; the same for the same seed. */
function* tasksFrom(first: number): Generator<Task> {
  for (let i = 0; ; i++) {
    const family = (first + i) % ALL_FAMILIES.length;
    yield { type: 'hostile', family, size: ALL_FAMILIES[family]?.most ?? 1 };
    if (i % 3 === 0) yield { type: 'edited', seed: first * 1_000_003 + i, runs: 10 };
    if (i % 3 === 0) yield { type: 'workspace', seed: first * 1_000_003 + i, runs: 10 };
    if (i % 3 === 1) yield { type: 'typed', source: first * 7919 + i * 104_729 };
    if (i % 3 === 2) yield { type: 'any text', seed: first * 1_000_003 + i, runs: 10 };
  }
}

async function attempt(task: Task): Promise<void> {
  const running = (worker ??= await startWorker());
  const taken = stopwatch(running);
  const result = await new Promise<TaskResult>((resolve) => {
    const timer = setInterval(() => {
      if (taken() > LONGEST) finish({ type: 'fault', message: 'it does not end' });
    }, 1000);
    const died = (): void => finish({ type: 'fault', message: 'the process died' });
    const finish = (outcome: TaskResult): void => {
      clearInterval(timer);
      running.off('message', finish);
      running.off('exit', died);
      resolve(outcome);
    };
    running.on('message', finish);
    running.on('exit', died);
    running.send(task);
  });
  const seconds = taken() / 1000;
  if (seconds > 5) console.log(`slow: ${nameOf(task)}: ${seconds.toFixed(0)} s`);
  if (result.type === 'done') {
    tried.set(task.type, (tried.get(task.type) ?? 0) + result.inputs);
    return;
  }
  const message = result.type === 'fault' ? result.message : '';
  faults.push(message);
  console.log(`\nFAULT in ${nameOf(task)}: ${JSON.stringify(task)}\n${message.slice(0, 4000)}\n`);
  running.kill('SIGKILL');
  worker = undefined;
}

/**
 * Tells how many milliseconds of a processor's time a process has taken from now on: whoever waits for an answer that
 * never comes takes none, so at least a part of the time that has passed; all of it where the system does not tell.
 */
function stopwatch({ pid }: ChildProcess): () => number {
  const start = Date.now();
  const before = cpuOf(pid);
  return () => {
    const passed = Date.now() - start;
    const now = before === undefined ? undefined : cpuOf(pid);
    if (before === undefined || now === undefined) return passed;
    return Math.max(now - before, passed / LEAST_SHARE);
  };
}

function startWorker(): Promise<ChildProcess> {
  const child = fork(
    new URL('fuzz-worker.ts', import.meta.url),
    folder === undefined ? [] : [folder],
    {
      execArgv: [`--max-old-space-size=${MEMORY}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code ?? 'a signal'}`)));
  });
}

function nameOf(task: Task): string {
  const family = task.type === 'hostile' ? (ALL_FAMILIES[task.family]?.name ?? '') : '';
  return `${task.type} ${family}`.trim();
}

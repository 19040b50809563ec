import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { checkPart } from './check-parts.ts';
import type { Part } from './check-parts.ts';
import { configurationsByFile } from './configuration-files.ts';
import type { ConfigurationChoice } from './configuration-files.ts';
import type { Progress } from './progress.ts';
import { joinReported } from './reported.ts';
import type { Reported, ReportLook } from './report-model.ts';
import { UsageError } from './usage-error.ts';

/** What each thread is given. */
export interface Work {
  readonly parts: readonly Part[];
  readonly choice: ConfigurationChoice;
  readonly look: ReportLook;
  /** How many threads to use; undefined for as many as pays. */
  readonly threads: number | undefined;
}

interface SharedWork extends Work {
  /** How many parts have been taken, and how many files have been checked. */
  readonly counts: Int32Array;
}

type Answer =
  | { readonly type: 'checked'; readonly reported: Reported }
  | { readonly type: 'unusable'; readonly message: string };

/** Threads that help with one check. Each loads this program while there is nothing for it to do yet. */
export class Helpers {
  readonly #helpers: Helper[] = [];

  /**
   * Starts the first one where what has been found so far will be worth it: what it has to load takes as long as it does
   * to see which files belong together.
   */
  expect(files: number, threads: number | undefined): void {
    if (threads === undefined && files >= FILES_FOR_A_HELPER && availableParallelism() > 1)
      this.#ask(1);
  }

  /**
   * Checks all parts, on as many threads as that pays for; this one is among them. Throws a UsageError for a file that
   * cannot be read.
   */
  async checkAllParts(work: Work, progress: Progress): Promise<Reported> {
    const shared: SharedWork = { ...work, counts: new Int32Array(new SharedArrayBuffer(8)) };
    const total = work.parts.reduce((sum, { files }) => sum + files.length, 0);
    const helping = this.#ask(threadsFor(work) - 1);
    for (const { worker } of helping) worker.postMessage(shared);
    const own = checkShare(shared, (done) => progress.step(done, total));
    const others = await Promise.all(helping.map(({ answer }) => answer));
    return joinReported([own, ...others]);
  }

  end(): void {
    for (const { worker } of this.#helpers) void worker.terminate();
  }

  #ask(count: number): readonly Helper[] {
    while (this.#helpers.length < count) this.#helpers.push(helper());
    return this.#helpers.slice(0, count);
  }
}

/** In a thread that `Helpers` has started: does its share of the work when it is told what there is. */
export function runHelper(): void {
  parentPort?.once('message', (work: SharedWork) => parentPort?.postMessage(answer(work)));
}

export function isHelper(): boolean {
  return !isMainThread;
}

function answer(work: SharedWork): Answer {
  try {
    return { type: 'checked', reported: checkShare(work, () => undefined) };
  } catch (error) {
    if (error instanceof UsageError) return { type: 'unusable', message: error.message };
    throw error;
  }
}

/** Takes parts until none is left; whoever is quicker takes more. */
function checkShare(
  { parts, choice, look, counts }: SharedWork,
  onProgress: (done: number) => void,
): Reported {
  const configurationOf = configurationsByFile(choice);
  const checked: Reported[] = [];
  for (;;) {
    const part = parts[Atomics.add(counts, TAKEN, 1)];
    if (!part) return joinReported(checked);
    checked.push(checkPart(part, configurationOf, look));
    onProgress(Atomics.add(counts, DONE, part.files.length) + part.files.length);
  }
}

const TAKEN = 0;
const DONE = 1;

interface Helper {
  readonly worker: Worker;
  readonly answer: Promise<Reported>;
}

function helper(): Helper {
  const worker = new Worker(process.argv[1] ?? '');
  const answer = new Promise<Reported>((resolve, reject) => {
    worker.once('message', (answer: Answer) => {
      if (answer.type === 'checked') resolve(answer.reported);
      else reject(new UsageError(answer.message));
    });
    worker.once('error', reject);
  });
  // While this thread works, nobody listens yet.
  answer.catch(() => undefined);
  return { worker, answer };
}

function threadsFor({ parts, threads }: Work): number {
  if (threads !== undefined) return Math.min(threads, Math.max(1, parts.length));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  // More threads than the largest part leaves work for would wait for it.
  const useful = Math.ceil(size / (parts[0]?.size ?? 1));
  return Math.max(
    1,
    Math.min(availableParallelism(), useful, Math.floor(size / BYTES_FOR_A_THREAD)),
  );
}

/** A thread has to load and compile all of this program, which takes as long as some manifests. */
const BYTES_FOR_A_THREAD = 1_000_000;

/** The open corpus has 6 kB in a file; where files are small, fewer would start a thread for nothing. */
const FILES_FOR_A_HELPER = 1_000;

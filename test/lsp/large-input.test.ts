import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { describe, it } from 'mocha';
import type { LargeCost, LargeInput } from '../fuzz/large-worker.ts';

/** Megabytes for all that the server, its client and the text itself need. */
const MEMORY = 512;
/** Calls of functions for each character: a bound on work, whatever the machine. */
const CALLS = 500;

/** Some of what `npm run fuzz` tries at this size and beyond, in each run of the tests. */
const LARGE: readonly (readonly [string, number])[] = [
  ['brackets inside each other', 10_000],
  ['braces inside each other', 10_000],
  ['JSON inside each other', 10_000],
  ['brackets that are never closed', 1_000_000],
  ['lists inside each other on one line', 100_000],
  ['a million items', 1_000_000],
  ['a million items on one line', 1_000_000],
  ['aliases of aliases', 1_000],
  ['merges of merges', 1_000],
  ['containers that are aliases', 10_000],
  ['a plain scalar of a megabyte', 1_000_000],
  ['a literal of many lines', 200_000],
  ['halves of characters', 100_000],
  ['keys that are the same', 10_000],
  ['documents', 5_000],
];

describe('input as large as that', function () {
  this.timeout(300_000);

  for (const [name, size] of LARGE)
    it(`costs so many calls a character, and no more memory: ${size} ${name}`, async () => {
      const { calls, characters } = await costOf({ name, size });
      assert.ok(calls <= CALLS * characters, `${calls} calls for ${characters} characters`);
    });

  it('is measured: a process that needs more memory dies', async () => {
    await assert.rejects(costOf({ name: 'documents', size: 5_000 }, 24), /the process died/);
  });
});

function costOf(input: LargeInput, megabytes = MEMORY): Promise<LargeCost> {
  const child = fork(new URL('../fuzz/large-worker.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${megabytes}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise<LargeCost>((resolve, reject) => {
    child.once('message', (cost: LargeCost) => resolve(cost));
    child.once('exit', (code) => reject(new Error(`the process died with ${code ?? 'a signal'}`)));
    child.send(input);
  }).finally(() => child.kill('SIGKILL'));
}

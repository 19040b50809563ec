import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

/** What one run of a command took: milliseconds, and MB at the most. */
export interface Usage {
  readonly time: number;
  readonly cpu: number;
  readonly memory: number;
}

/** Runs a script with this Node to its end, whatever it ends with; what it prints is thrown away. */
export async function runScript(args: readonly string[]): Promise<Usage> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', REPORTER, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const said = await text(child.stdio[3] as Readable);
  await ended;
  const time = performance.now() - start;
  const [cpu = Number.NaN, memory = Number.NaN] = said.split(' ').map(Number);
  return { time, cpu, memory };
}

/** Has the process tell its own use at its end; its threads, which are given this too, say nothing. */
const REPORTER = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, [(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024].join(' '));
});`)}`;

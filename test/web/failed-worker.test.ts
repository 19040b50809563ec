import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands } from 'vscode';
import {
  moveDown,
  openFile,
  restore,
  until,
  waitForMovedProblem,
} from '../vscode/suite/vscode-helpers.ts';

interface ScriptWorker {
  postMessage(message: unknown): void;
}

type WorkerClass = new (script: string) => ScriptWorker;

/** The worker's script, after one that throws what nobody catches when it is told to. */
const failing = (script: string): string => `
  addEventListener('message', (event) => {
    if (event.data !== 'fail') return;
    event.stopImmediatePropagation();
    throw new Error('told to fail');
  });
  importScripts(${JSON.stringify(script)});`;

/** A script that hears everything and never says anything. */
const HANGING = "addEventListener('message', () => undefined);";

const global = globalThis as unknown as {
  Worker: WorkerClass;
  setTimeout: (call: () => void, delay?: number) => unknown;
};

describe('a server in a worker that fails', () => {
  it('is back by itself, twice, with all that was open and typed meanwhile', async () => {
    const document = await openFile('log-shipper.yaml');
    await waitForMovedProblem(document);
    await withWorkers(failing, async (workers) => {
      await commands.executeCommand('podspace.restartServer');
      for (let times = 1; times <= 2; times += 1) {
        await until(() => workers.length === times, `server ${times} is started`);
        workers[times - 1]?.postMessage('fail');
        await moveDown(document);
        await waitForMovedProblem(document);
      }
      await until(() => workers.length === 3, 'a third server is started');
      await restore(document);
      await waitForMovedProblem(document);
      assert.equal(workers.length, 3);
    });
    await waitForMovedProblem(document);
  });

  it('is back by itself where it hangs from its start, and is the only one', async () => {
    const document = await openFile('log-shipper.yaml');
    await waitForMovedProblem(document);
    const { setTimeout } = global;
    const healed = (script: string, number: number): string => {
      if (number === 1) return HANGING;
      global.setTimeout = setTimeout;
      return failing(script);
    };
    await withWorkers(healed, async (workers) => {
      // The patience with a server, for the one that is not worth it.
      global.setTimeout = (call, delay) => setTimeout(call, delay === 15_000 ? 100 : delay);
      try {
        await commands.executeCommand('podspace.restartServer');
        await until(() => workers.length === 2, 'a second server is started');
      } finally {
        global.setTimeout = setTimeout;
      }
      await moveDown(document);
      await waitForMovedProblem(document);
      await openFile('port-conflict.yaml');
      await restore(document);
      await waitForMovedProblem(document);
      assert.equal(workers.length, 2);
    });
    await waitForMovedProblem(document);
  });
});

/** Lets workers run other scripts, by their own and by how many there were; in the end the server is a usual one. */
async function withWorkers(
  scriptFor: (script: string, number: number) => string,
  use: (workers: readonly ScriptWorker[]) => Promise<void>,
): Promise<void> {
  const { Worker } = global;
  const workers: ScriptWorker[] = [];
  global.Worker = class extends Worker {
    constructor(script: string) {
      const source = scriptFor(script, workers.length + 1);
      super(URL.createObjectURL(new Blob([source])));
      workers.push(this);
    }
  };
  try {
    await use(workers);
  } finally {
    global.Worker = Worker;
    await commands.executeCommand('podspace.restartServer');
  }
}

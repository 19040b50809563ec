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

describe('a server in a worker that fails', () => {
  it('is back by itself, twice, with all that was open and typed meanwhile', async () => {
    const document = await openFile('log-shipper.yaml');
    await waitForMovedProblem(document);
    const global = globalThis as unknown as { Worker: WorkerClass };
    const { Worker } = global;
    const workers: ScriptWorker[] = [];
    global.Worker = class extends Worker {
      constructor(script: string) {
        super(URL.createObjectURL(new Blob([failing(script)])));
        workers.push(this);
      }
    };
    try {
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
    } finally {
      global.Worker = Worker;
      await commands.executeCommand('podspace.restartServer');
    }
    await waitForMovedProblem(document);
    assert.equal(workers.length, 3);
  });
});

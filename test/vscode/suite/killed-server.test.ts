import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { serversBelow } from '../../support/server-processes.ts';
import { moveDown, openFile, restore, waitForMovedProblem } from './vscode-helpers.ts';

describe('a server that is killed', () => {
  it('is back by itself, twice, with all that was open and typed meanwhile', async () => {
    if (process.platform !== 'linux') return;
    const document = await openFile('log-shipper.yaml');
    await waitForMovedProblem(document);
    const killed: number[] = [];
    for (let times = 0; times < 2; times += 1) {
      const [server] = await untilSome(() => serversBelow().filter((pid) => !killed.includes(pid)));
      assert.ok(server);
      process.kill(server, 'SIGKILL');
      killed.push(server);
      await moveDown(document);
      await waitForMovedProblem(document);
    }
    await restore(document);
    await waitForMovedProblem(document);
  });
});

async function untilSome<T>(look: () => readonly T[]): Promise<readonly T[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const found = look();
    if (found.length > 0 || Date.now() > until) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { moveDown, openFile, restore, waitForMovedProblem } from './vscode-helpers.ts';

describe('a server that is killed', () => {
  it('is back by itself, twice, with all that was open and typed meanwhile', async () => {
    if (process.platform !== 'linux') return;
    const document = await openFile('log-shipper.yaml');
    await waitForMovedProblem(document);
    const killed: number[] = [];
    for (let times = 0; times < 2; times += 1) {
      const [server] = await untilSome(() => servers().filter((pid) => !killed.includes(pid)));
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

/** The language servers that this extension host has started. */
function servers(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isServer(name))
    .map(Number);
}

function isServer(pid: string): boolean {
  try {
    // Behind the name in brackets, which can hold anything: the state, and the parent.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return parent === String(process.pid) && command.includes('dist/server.js');
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

async function untilSome<T>(look: () => readonly T[]): Promise<readonly T[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const found = look();
    if (found.length > 0 || Date.now() > until) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

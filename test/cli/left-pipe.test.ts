import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'mocha';

describe('a report that nobody reads to its end', () => {
  it('ends with what was found, and says nothing of it', async () => {
    const manifest = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n`;
    const wrong = Array.from({ length: 5_000 }, (_, i) => `  field${i}: 1\n`).join('');
    const run = spawn(process.execPath, [resolve('dist/cli.js'), 'check', '-']);
    const said = text(run.stderr);
    run.stdout.destroy();
    run.stdin.end(`${manifest}${wrong}`);
    const [status] = (await once(run, 'close')) as [number];
    assert.equal(await said, '');
    assert.equal(status, 1);
  });
});

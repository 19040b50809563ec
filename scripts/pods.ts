/**
 * `npm run test:pods`: plays real pods with podman, apart from the rest of the machine, and sees the
 * faults that Podspace tells of happen, and its fixes cure them. `npm run test:pods -- -g PATTERN`
 * plays only some; whatever follows `--` goes to mocha.
 *
 * Where no podman can run at all it says so and passes, unless PODSPACE_PODS=always.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPodman } from './pods/find-podman.ts';
import { whyNoNamespaces } from './pods/machine.ts';
import { runApart } from './pods/sandbox.ts';
import { skipped } from './skipped.ts';

const given = process.argv.slice(2);
const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--forbid-only',
  '--forbid-pending',
  '--require',
  'test/pods/harness/setup.ts',
  '--timeout',
  '60000',
  ...(given.includes('--reporter') ? [] : ['--reporter', 'spec']),
  ...given,
  'test/pods/**/*.test.ts',
];

process.exitCode = await main();

async function main(): Promise<number> {
  const obstacle = await whyNoNamespaces();
  if (obstacle !== undefined) {
    return skipped('no pods played', obstacle);
  }
  const podman = await findPodman();
  if (podman.found) {
    return play(podman.nginx);
  }
  if (podman.isOurs && process.env['PODSPACE_PODS'] !== 'always') {
    return skipped('no pods played', podman.why);
  }
  console.error(`No pods played: ${podman.why}`);
  return 1;
}

async function play(nginx: string): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'podspace-pods-'));
  try {
    return await runApart([process.execPath, ...mocha], {
      PODSPACE_SCRATCH: scratch,
      PODSPACE_NGINX: nginx,
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

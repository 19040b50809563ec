import { writeFileSync } from 'node:fs';

/** Says so where people look, and leaves a tally, so that `npm test` counts no suite as dead. */
export function skipped(what: string, why: string): 0 {
  console.log(`SKIPPED, ${what}: ${why}`);
  const tally = process.env['PODSPACE_TALLY'];
  if (tally !== undefined) {
    writeFileSync(tally, `${JSON.stringify({ passes: 0, failures: 0 })}\n`);
  }
  return 0;
}

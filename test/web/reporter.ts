import type { Test } from 'mocha';

/** What the page's console shows before the counts of a run, as JSON. */
export const TALLY_MARK = 'podspace-tally ';

/** The part of mocha's runner that is listened to. */
interface Run {
  on(event: 'pass', heard: (test: Test) => void): void;
  on(event: 'fail', heard: (test: Test, error: Error) => void): void;
  on(event: 'end', heard: () => void): void;
}

/** Reports on the console, which is all that a worker has: a line for each test, the counts at the end. */
export function report(run: Run): void {
  const tally = { passes: 0, failures: 0, pending: 0 };
  run.on('pass', (test) => {
    tally.passes += 1;
    console.log(`  ✔ ${test.fullTitle()}`);
  });
  run.on('fail', (test, error) => {
    tally.failures += 1;
    console.log(`  ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
  });
  run.on('end', () => console.log(`${TALLY_MARK}${JSON.stringify(tally)}`));
}

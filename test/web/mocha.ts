/** What the suite's files import as `mocha`, in a worker: its build for browsers, set up when this is loaded. */
import 'mocha/mocha.js';
import type * as Mocha from 'mocha';
import { report } from './reporter.ts';

mocha.setup({ ui: 'bdd', timeout: 60_000 });
// The usual report wants a page to write to.
mocha.reporter('min');
mocha.forbidOnly();
mocha.forbidPending();

const globals = globalThis as unknown as typeof Mocha;
export const { after, afterEach, before, beforeEach, describe, it } = globals;

/** How many tests failed. */
export function runMocha(): Promise<number> {
  return new Promise((resolve) => report(mocha.run(resolve)));
}

import { appendFileSync } from 'node:fs';
import { Runner, reporters, type MochaOptions } from 'mocha';

/**
 * mocha's usual report, and one line of JSON with the counts in the file that PODSPACE_TALLY names,
 * so that one total can be printed for several runs.
 */
export default class TallyReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const path = process.env['PODSPACE_TALLY'];
      if (path !== undefined) {
        appendFileSync(path, `${JSON.stringify({ passes, failures, pending })}\n`);
      }
    });
  }
}

import { afterEach } from 'mocha';
import type { Workbench } from './workbench.ts';

/** Leaves a picture of the window, in `test-results/failed TITLE.png`, after each test of the suite that fails. */
export function pictureFailures(workbench: () => Workbench): void {
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true)
      await workbench().screenshot(`failed ${this.currentTest.title}`);
  });
}

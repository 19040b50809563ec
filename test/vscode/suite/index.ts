import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import TallyReporter from '../../support/tally-reporter.ts';

/** Called by VS Code inside the extension host, as `extensionTestsPath` asks. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    color: false,
    forbidOnly: true,
    forbidPending: true,
    reporter: TallyReporter,
    timeout: 60_000,
  });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) {
      mocha.addFile(join(__dirname, file));
    }
  }
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) {
        resolve();
      } else {
        reject(new Error(`${failures} of the tests in VS Code failed.`));
      }
    });
  });
}

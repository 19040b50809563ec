/**
 * Says which fixtures differ from what the rules find: `npm run fixtures -- [--update] [RULE…]`. With `--update` the
 * marker lines and after-texts are written into the files, for a person to judge by the difference that git shows.
 */
import { writeFileSync } from 'node:fs';
import { fixtureFiles } from '../test/support/fixture-files.ts';
import { runFixture } from '../test/support/run-fixture.ts';

const update = process.argv.includes('--update');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

for (const { folder, name, path, source } of fixtureFiles()) {
  if (wanted.length > 0 && !wanted.includes(folder)) continue;
  try {
    const { rendered } = runFixture(name, source);
    if (rendered === source) continue;
    if (update) writeFileSync(path, rendered);
    console.log(`${path} ${update ? 'written' : 'differs'}\n${update ? '' : rendered}`);
  } catch (error) {
    console.log(`${path} fails:`, error);
    process.exitCode = 1;
  }
}

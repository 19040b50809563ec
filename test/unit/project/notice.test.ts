import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { notice } from '../../../scripts/notice.ts';

/** Licences that let us ship what is under them, for a word in NOTICE. */
const KNOWN = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

describe('NOTICE', () => {
  it('names all that is bundled, with its licence; `npm run docs` makes it so', async () => {
    assert.equal(readFileSync('NOTICE', 'utf8'), await notice());
  }).timeout(120_000);

  it('has licences only that let us', () => {
    const packages = [...readFileSync('NOTICE', 'utf8').matchAll(/^- (\S+) \S+ \((.+)\)$/gm)];
    assert.ok(packages.length > 5);
    for (const [, name, license = ''] of packages) assert.ok(KNOWN.includes(license), name);
  });
});

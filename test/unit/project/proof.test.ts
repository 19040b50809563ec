import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { proofPage } from '../../../scripts/proof-page.ts';
import { allCases, manifestPath } from '../../pods/cases/all.ts';
import { checkFiles } from '../../support/check-files.ts';

describe('what is played', () => {
  it('is told in docs/proof.md; `npm run docs` makes it so', () => {
    assert.equal(readFileSync('docs/proof.md', 'utf8'), proofPage());
  });

  it('is every manifest that was written for it', () => {
    const written = globSync('test/pods/manifests/*/*.yaml');
    assert.ok(written.length > 0);
    const played = new Set(allCases.map(manifestPath));
    assert.deepEqual(
      written.map((path) => path.replaceAll('\\', '/')).filter((path) => !played.has(path)),
      [],
    );
  });

  // `npm run test:pods` asks the same of the command line and then plays it; this tells at once what has changed.
  for (const one of allCases) {
    it(`${one.type === 'fault' ? 'is told of' : 'is nothing to tell of'}: ${manifestPath(one)}`, () => {
      const text = readFileSync(manifestPath(one), 'utf8');
      const { problems } = checkFiles(new Map([['manifest.yaml', text]]));
      if (one.type === 'look-alike') {
        const grave = problems.filter(({ severity }) => /error|warning/.test(severity));
        assert.deepEqual(
          grave.map(({ message }) => message),
          [],
        );
        return;
      }
      const told = problems.filter(({ rule }) => rule === one.rule);
      assert.deepEqual(new Set(told.map(({ severity }) => severity)), new Set([one.severity]));
      const titles = told.flatMap(({ fixes }) => fixes().map(({ title }) => title));
      for (const { fix } of one.cures) {
        assert.ok(titles.includes(fix), `"${fix}" is not among: ${titles.join('; ')}`);
      }
    });
  }
});

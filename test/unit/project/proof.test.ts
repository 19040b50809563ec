import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { proofPage } from '../../../scripts/proof-page.ts';
import { catalog } from '../../../server/src/rules/catalog.ts';
import { allCases, manifestPath } from '../../pods/cases/all.ts';

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

  it('is about rules that there are', () => {
    const rules = new Set(catalog.map(({ meta }) => meta.id));
    assert.deepEqual(
      allCases.map(({ rule }) => rule).filter((rule) => !rules.has(rule)),
      [],
    );
  });
});

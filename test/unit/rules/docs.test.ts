import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { configurationSchema, rulesPage } from '../../../scripts/docs-pages.ts';
import { ruleExamplesFile } from '../../../scripts/rule-examples.ts';

describe('pages made from the rules', () => {
  it('docs/rules.md is current; `npm run docs` makes it so', () => {
    assert.equal(readFileSync('docs/rules.md', 'utf8'), rulesPage());
  });

  it('what `podspace explain` shows is current; `npm run docs` makes it so', () => {
    assert.equal(readFileSync('server/src/cli/rule-examples.json', 'utf8'), ruleExamplesFile());
  });

  it("the configuration's schema is current; `npm run docs` makes it so", () => {
    assert.equal(
      readFileSync('schemas/podspace-configuration.json', 'utf8'),
      configurationSchema(),
    );
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import {
  configurationPage,
  configurationSchema,
  packageJson,
  packageTexts,
} from '../../../scripts/configuration-pages.ts';
import { catalog } from '../../../server/src/rules/catalog.ts';
import { rulesPage } from '../../../scripts/docs-pages.ts';
import { ruleExamplesFile } from '../../../scripts/rule-examples.ts';

describe('pages made from the rules', () => {
  it('docs/rules.md is current; `npm run docs` makes it so', () => {
    assert.equal(readFileSync('docs/rules.md', 'utf8'), rulesPage());
  });

  it('docs/rules.md has each rule once, where its code links to, and in one topic', () => {
    const page = readFileSync('docs/rules.md', 'utf8');
    const times = (id: string, pattern: string): number =>
      page.match(new RegExp(pattern.replace('ID', id), 'gm'))?.length ?? 0;
    for (const { meta } of catalog) {
      assert.equal(times(meta.id, '^## ID$'), 1, meta.id);
      assert.equal(times(meta.id, '^\\| \\[ID\\]\\(#ID\\) '.replaceAll('ID', meta.id)), 1, meta.id);
      assert.match(meta.source, /^https:\/\//);
    }
  });

  it('what `podspace explain` shows is current; `npm run docs` makes it so', () => {
    assert.equal(readFileSync('server/src/cli/rule-examples.json', 'utf8'), ruleExamplesFile());
  });

  it("the configuration's schema, page and settings are current; `npm run docs` makes them so", () => {
    for (const [path, made] of [
      ['schemas/podspace-configuration.json', configurationSchema()],
      ['docs/configuration.md', configurationPage()],
      ['package.json', packageJson()],
      ['package.nls.json', packageTexts()],
    ] as const) {
      assert.equal(readFileSync(path, 'utf8'), made, path);
    }
  });
});

/**
 * `npm run docs`: writes docs/rules.md from the rules and their fixtures; docs/configuration.md, the schema of
 * `.podspace.yaml` and the settings in package.json from what can be configured; docs/proof.md from the cases that are
 * played; NOTICE from what is bundled.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  configurationPage,
  configurationSchema,
  packageJson,
  packageTexts,
} from './configuration-pages.ts';
import { rulesPage } from './docs-pages.ts';
import { ruleExamplesFile } from './rule-examples.ts';
import { notice } from './notice.ts';
import { proofPage } from './proof-page.ts';

mkdirSync('docs', { recursive: true });
mkdirSync('schemas', { recursive: true });
writeFileSync('docs/rules.md', rulesPage());
writeFileSync('docs/proof.md', proofPage());
writeFileSync('NOTICE', await notice());
writeFileSync('docs/configuration.md', configurationPage());
writeFileSync('package.json', packageJson());
writeFileSync('package.nls.json', packageTexts());
writeFileSync('schemas/podspace-configuration.json', configurationSchema());
writeFileSync('server/src/cli/rule-examples.json', ruleExamplesFile());

/**
 * `npm run docs`: writes docs/rules.md and the schema of `.podspace.yaml` from the rules and their fixtures, docs/proof.md
 * from the cases that are played.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { configurationSchema, rulesPage } from './docs-pages.ts';
import { ruleExamplesFile } from './rule-examples.ts';
import { proofPage } from './proof-page.ts';

mkdirSync('docs', { recursive: true });
mkdirSync('schemas', { recursive: true });
writeFileSync('docs/rules.md', rulesPage());
writeFileSync('docs/proof.md', proofPage());
writeFileSync('schemas/podspace-configuration.json', configurationSchema());
writeFileSync('server/src/cli/rule-examples.json', ruleExamplesFile());

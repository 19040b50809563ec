/** Writes docs/rules.md and the schema of `.podspace.yaml` from the rules and their fixtures: `npm run docs`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { configurationSchema, rulesPage } from './docs-pages.ts';

mkdirSync('docs', { recursive: true });
mkdirSync('schemas', { recursive: true });
writeFileSync('docs/rules.md', rulesPage());
writeFileSync('schemas/podspace-configuration.json', configurationSchema());

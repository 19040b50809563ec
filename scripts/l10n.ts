/**
 * Writes `l10n/bundle.l10n.json`, the sentences of the client that translations translate: `npm run l10n`. VS Code finds
 * a sentence by its English words.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './editor/paths.ts';
import { clientSentences } from './l10n/sentences.ts';

const sentences = clientSentences();
writeFileSync(
  join(projectRoot, 'l10n/bundle.l10n.json'),
  `${JSON.stringify(Object.fromEntries(sentences.map((one) => [one, one])), undefined, 2)}\n`,
);

/** Parses every manifest of a folder with the `yaml` package and does nothing else: `node parse-with-yaml.ts FOLDER`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const [folder = '.'] = process.argv.slice(2);
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (/\.ya?ml$/.test(name)) parseAllDocuments(readFileSync(join(folder, name), 'utf8'));
}

/** `node scripts/release-notes.ts v1.2.3`: what the changelog says of the version, if package.json has it too. */
import { readFileSync } from 'node:fs';
import packageJson from '../package.json' with { type: 'json' };
import { notesOf } from './changelog.ts';

const version = process.argv[2]?.replace(/^v/, '') ?? '';
if (version !== packageJson.version) {
  throw new Error(`package.json has version ${packageJson.version}, not "${version}".`);
}
process.stdout.write(notesOf(readFileSync('CHANGELOG.md', 'utf8'), version));

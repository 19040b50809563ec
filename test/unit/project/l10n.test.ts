import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { projectRoot } from '../../../scripts/editor/paths.ts';
import { clientSentences } from '../../../scripts/l10n/sentences.ts';

type Table = Readonly<Record<string, string>>;

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const table = (path: string): Table => JSON.parse(read(path)) as Table;
const keys = (path: string): readonly string[] => Object.keys(table(path)).sort();
/** What stands for a value, a command, a setting or a piece of code in a sentence, in the order of the letters. */
const slots = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\d+\}|\$\([a-z-]+\)|\((?:command|https?):[^)]+\)|`[^`]+`/g)]
    .map(([slot]) => slot)
    .sort();

describe('what the client says', () => {
  it('is in the bundle that translations are made from (npm run l10n)', () => {
    assert.deepEqual(keys('l10n/bundle.l10n.json'), clientSentences());
  });

  it('is l10n.t wherever a person reads it', () => {
    for (const file of globSync('client/src/**/*.ts', { cwd: projectRoot })) {
      const bare = /show(?:Information|Warning|Error)Message\(\s*['"]|placeHolder: ['"]/.exec(
        read(file),
      );
      assert.equal(bare, null, `${file}: ${bare?.[0]}`);
    }
  });

  it('has in package.nls.json what package.json refers to, and nothing else', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual(keys('package.nls.json'), [...new Set(used)].sort());
  });
});

for (const file of globSync('{package.nls,l10n/bundle.l10n}.*.json', { cwd: projectRoot })) {
  const english = file.replace(/\.\w+\.json$/, '.json');
  describe(`the translation ${file}`, () => {
    it('is complete', () => assert.deepEqual(keys(file), keys(english)));

    it('keeps what stands for values, commands and code', () => {
      const source = table(english);
      for (const [key, sentence] of Object.entries(table(file)))
        assert.deepEqual(slots(sentence), slots(source[key] ?? ''), sentence);
    });

    it('says every sentence in another language', () => {
      const source = table(english);
      const same = Object.entries(table(file)).filter(
        ([key, sentence]) => sentence === source[key] && sentence.includes(' '),
      );
      assert.deepEqual(same, []);
    });
  });
}

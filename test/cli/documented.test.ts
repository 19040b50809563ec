import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { runCli } from './run-cli.ts';

const PAGES = ['README.md', 'docs/ci.md', 'docs/configuration.md', '.pre-commit-hooks.yaml'];

describe('what the pages tell people to type', () => {
  const known = new Map<string, string>();
  const helpOf = (command: string): string => {
    const help = known.get(command) ?? runCli('.', [command, '--help']).out;
    known.set(command, help);
    return help;
  };

  for (const page of PAGES) {
    it(`is what the command line knows: ${page}`, () => {
      const lines = readFileSync(page, 'utf8').match(
        /podspace(?:@[\d.]+)? (?:check|map|explain|rules)\b[^#`'|)\n]*/g,
      );
      assert.ok(lines && lines.length > 0);
      for (const line of lines) {
        const [, command = '', ...words] = line.trim().split(/\s+/);
        for (const word of words.filter((each) => each.startsWith('--'))) {
          assert.ok(helpOf(command).includes(`${word} `), `${line.trim()}: ${word}`);
        }
      }
    });
  }
});

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { projectRoot } from '../../../scripts/editor/paths.ts';

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
}

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const { contributes } = JSON.parse(read('package.json')) as { contributes: Contributions };
const commands = contributes.commands.map(({ command }) => command);

describe('what package.json contributes', () => {
  it('is there, where it is a file', () => {
    const paths = [
      ...read('package.json').matchAll(
        /"(?:\.\/)?((?:images|syntaxes|snippets|schemas|l10n)[^"]*)"/g,
      ),
    ];
    assert.ok(paths.length > 8);
    for (const [, path = ''] of paths) assert.ok(existsSync(join(projectRoot, path)), path);
  });

  it('has in its menus commands of its own', () => {
    for (const { command } of Object.values(contributes.menus).flat())
      assert.ok(commands.includes(command), command);
  });

  it('has commands that the client knows', () => {
    const client = globSync('client/src/**/*.ts', { cwd: projectRoot }).map(read).join('\n');
    for (const command of commands)
      assert.ok(client.includes(`'${command.replace(/\.current$/, '')}`), command);
  });

  it('links, in welcome and walkthrough, to commands and examples that exist', () => {
    const links = [
      ...read('package.nls.json').matchAll(/\(command:([\w.]+)(?:\?%22([^)]*)%22)?\)/g),
    ];
    assert.ok(links.length > 8);
    for (const [, command = '', argument] of links) {
      if (!command.startsWith('podspace.') || command.endsWith('.focus')) continue;
      assert.ok(commands.includes(command), command);
      if (command === 'podspace.openExample' && argument !== undefined)
        assert.ok(
          existsSync(join(projectRoot, 'examples', decodeURIComponent(argument))),
          argument,
        );
    }
  });
});

import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, it } from 'mocha';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { runCommand } from '../../scripts/editor/run-command.ts';
import { prepareWebEditor } from '../../scripts/editor/web-editor.ts';

const tester = fileURLToPath(import.meta.resolve('vscode-tmgrammar-test/dist/unit.js'));

/** The grammars that ours are injected into are those of the editor. */
describe('what the grammars make of', () => {
  let grammars: readonly string[] = [];

  before(async function () {
    this.timeout(600_000);
    const extensions = join(await prepareWebEditor(), 'extensions');
    grammars = ['yaml', 'shellscript'].flatMap((name) =>
      globSync(join(extensions, name, 'syntaxes/*.json')),
    );
  });

  for (const file of globSync(join(import.meta.dirname, '*.yaml')).sort()) {
    it(basename(file), async () => {
      const known = grammars.flatMap((grammar) => ['--grammar', grammar]);
      await runCommand(process.execPath, [tester, '--config', 'package.json', ...known, file], {
        cwd: projectRoot,
      });
    });
  }
});

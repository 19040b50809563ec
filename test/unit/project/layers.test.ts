import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { describe, it } from 'mocha';
import tseslint from 'typescript-eslint';
import { projectRoot } from '../../../scripts/editor/paths.ts';

const importRule = '@typescript-eslint/no-restricted-imports';

describe('the layers', () => {
  const eslint = new ESLint({ cwd: projectRoot });

  /** What lint says of an import in a file, whether or not that file exists. */
  async function complaint(file: string, importing: string): Promise<string | undefined> {
    const config = (await eslint.calculateConfigForFile(join(projectRoot, file))) as Linter.Config;
    const [message] = new Linter().verify(importing, [
      {
        languageOptions: { parser: tseslint.parser },
        plugins: { '@typescript-eslint': tseslint.plugin },
        rules: { [importRule]: config.rules?.[importRule] ?? 'off' },
      },
    ]);
    return message?.message;
  }

  const refused: readonly (readonly [string, string])[] = [
    ['server/src/text/x.ts', `import '../yaml/node.ts';`],
    ['server/src/yaml/x.ts', `import '../kubernetes/model.ts';`],
    ['server/src/analysis/x.ts', `import '../rules/rule.ts';`],
    ['server/src/analysis/deep/x.ts', `import '../../features/tree.ts';`],
    ['server/src/rules/x.ts', `import type { Position } from 'vscode-languageserver';`],
    ['server/src/features/x.ts', `import '../lsp/protocol.ts';`],
    ['server/src/features/x.ts', `import '../picture/sheet.ts';`],
    ['server/src/picture/x.ts', `import '../lsp/convert.ts';`],
    ['server/src/features/x.ts', `import { readFile } from 'node:fs';`],
    ['server/src/features/x.ts', `import { join } from 'path';`],
    ['server/src/kubernetes/x.ts', `import { parseDocument } from 'yaml';`],
    ['server/src/lsp/x.ts', `import { readFile } from 'node:fs';`],
    ['server/src/lsp/browser/x.ts', `import { readFile } from 'node:fs';`],
    ['server/src/lsp/x.ts', `import '../cli/main.ts';`],
    ['server/src/cli/x.ts', `import '../lsp/convert.ts';`],
    ['server/src/lsp/x.ts', `import { window } from 'vscode';`],
    ['client/src/x.ts', `import '../../server/src/text/span.ts';`],
    ['client/src/x.ts', `import { methods } from '../../server/src/lsp/protocol.ts';`],
  ];
  for (const [file, importing] of refused) {
    it(`refuse in ${file}: ${importing}`, async () => {
      assert.ok(await complaint(file, importing));
    });
  }

  const accepted: readonly (readonly [string, string])[] = [
    ['server/src/yaml/x.ts', `import { parseDocument } from 'yaml';`],
    ['server/src/rules/x.ts', `import '../analysis/linked.ts';`],
    ['server/src/rules/x.ts', `import './features-of-a-rule.ts';`],
    ['server/src/lsp/node/x.ts', `import { readFile } from 'node:fs';`],
    ['server/src/lsp/x.ts', `import '../features/tree.ts';`],
    ['server/src/cli/x.ts', `import { argv } from 'node:process';`],
    ['client/src/x.ts', `import { window } from 'vscode';`],
    ['client/src/x.ts', `import type { TreeRow } from '../../server/src/lsp/protocol.ts';`],
  ];
  for (const [file, importing] of accepted) {
    it(`accept in ${file}: ${importing}`, async () => {
      assert.equal(await complaint(file, importing), undefined);
    });
  }

  it('are all the folders of the server', () => {
    const known = [
      'text',
      'yaml',
      'kubernetes',
      'commands',
      'analysis',
      'rules',
      'features',
      'picture',
    ];
    const folders = readdirSync(join(projectRoot, 'server/src'));
    assert.deepEqual(
      folders.filter((folder) => ![...known, 'lsp', 'cli'].includes(folder)),
      [],
    );
  });
});

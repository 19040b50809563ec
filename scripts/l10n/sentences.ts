import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../editor/paths.ts';

/** The sentences that the client gives to `l10n.t`, sorted. Throws where one is not written out. */
export function clientSentences(): readonly string[] {
  const found = new Set<string>();
  for (const file of globSync('client/src/**/*.ts', { cwd: projectRoot })) {
    const text = readFileSync(join(projectRoot, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText(source) === 'l10n.t') {
        const [sentence] = node.arguments;
        if (!sentence || !ts.isStringLiteralLike(sentence))
          throw new Error(`${file}: ${node.getText(source)} is not written out`);
        found.add(sentence.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found].sort();
}

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type CompletionList,
  type Hover,
  type Location,
  type LocationLink,
  MarkdownString,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import { ask, askForSome, labelsOf, openFile } from './vscode-helpers.ts';

const FILE = 'nothing-wrong.yaml';

describe('the language in VS Code', () => {
  it('tells on hover what a container shares', async () => {
    const document = await openFile(FILE);
    const hovers = await askForSome<Hover>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, 'name: admin', 'name: a'.length),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .flatMap((content) => (content instanceof MarkdownString ? [content.value] : []))
      .join('\n');
    assert.match(text, /Shares network/);
    assert.match(text, /`web`/);
  });

  it('completes the names of volumes', async () => {
    const document = await openFile(FILE);
    const list = await ask<CompletionList>(
      'vscode.executeCompletionItemProvider',
      [document.uri, placeOf(document, 'name: content', 'name: '.length)],
      (found) => labelsOf(found).includes('content'),
    );
    const labels = labelsOf(list);
    assert.ok(labels.includes('content'), labels.slice(0, 20).join(', '));
  });

  it('leads from a mount to its volume', async () => {
    const document = await openFile(FILE);
    const found = await askForSome<Location | LocationLink>(
      'vscode.executeDefinitionProvider',
      document.uri,
      placeOf(document, 'name: content', 'name: c'.length),
    );
    const lines = found.map((one) => ('range' in one ? one.range : one.targetRange).start.line);
    assert.deepEqual(lines, [document.positionAt(document.getText().lastIndexOf('content')).line]);
  });

  it('renames a volume in both places', async () => {
    const document = await openFile(FILE);
    const edit = await ask<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      [document.uri, placeOf(document, 'name: content', 'name: c'.length), 'pages'],
      (made) => made.size > 0,
    );
    assert.equal(edit.get(document.uri).length, 2);
  });
});

function placeOf(document: TextDocument, text: string, inside: number) {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in the file`);
  return document.positionAt(at + inside);
}

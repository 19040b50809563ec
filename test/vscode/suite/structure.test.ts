import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
  SymbolInformation,
} from 'vscode';
import { askForSome, openFile, refusalOf } from './vscode-helpers.ts';

describe('the structure of a manifest in VS Code', () => {
  it('is outlined by resource, container, port and volume', async () => {
    const { uri } = await openFile('nothing-wrong.yaml');
    const symbols = await askForSome<DocumentSymbol>('vscode.executeDocumentSymbolProvider', uri);
    const names = (level: readonly DocumentSymbol[]): readonly string[] =>
      level.flatMap(({ name, children }) => [name, ...names(children)]);
    // Another extension's outline may stand beside it.
    const [ours] = symbols.filter(({ name }) => name === 'quiet');
    assert.ok(ours, names(symbols).join(', '));
    const found = names([ours]);
    for (const name of ['web', 'admin', '8080', 'content'])
      assert.ok(
        found.some((one) => one.includes(name)),
        `${name} is among ${found.join(', ')}`,
      );
  });

  it('folds a container', async () => {
    const document = await openFile('nothing-wrong.yaml');
    const ranges = await askForSome<FoldingRange>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const line = lineOf(document.getText(), '- name: web');
    const fold = ranges.find(({ start }) => start === line);
    assert.equal(fold?.end, lineOf(document.getText(), '- name: admin') - 1);
  });

  it('is selected outwards: a value, its entry, its container, its pod', async () => {
    const document = await openFile('nothing-wrong.yaml');
    const at = document.getText().indexOf('busybox');
    const [selection] = await askForSome<SelectionRange>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [document.positionAt(at + 1)],
    );
    const texts: string[] = [];
    for (let one = selection; one !== undefined; one = one.parent)
      texts.push(document.getText(one.range));
    const value = texts.indexOf('busybox:1.36');
    assert.ok(value >= 0, texts.join('\n---\n'));
    const container = texts.findIndex((text) => text.includes('name: web'));
    const pod = texts.findIndex((text) => text.includes('name: admin'));
    assert.ok(value < container && container < pod, `${value}, ${container}, ${pod}`);
    assert.ok(!texts[container]?.includes('name: admin'));
  });

  it('links an image to its page', async () => {
    const { uri } = await openFile('nothing-wrong.yaml');
    const links = await askForSome<DocumentLink>('vscode.executeLinkProvider', uri);
    const targets = links.map(({ target }) => target?.toString() ?? '');
    assert.equal(targets.filter((target) => target.includes('busybox')).length, 2);
  });

  it('is found by name in the whole workspace', async () => {
    const symbols = await askForSome<SymbolInformation>(
      'vscode.executeWorkspaceSymbolProvider',
      'shop',
    );
    const files = symbols.map(({ location }) => location.uri.path.split('/').at(-1));
    for (const file of ['deployment.yaml', 'service.yaml', 'port-conflict.yaml'])
      assert.ok(files.includes(file), files.join(', '));
  });

  it('is not renamed where a name means nothing, and says why', async () => {
    const document = await openFile('shop/deployment.yaml');
    const at = document.getText().indexOf('name: settings') + 'name: s'.length;
    assert.match(
      await refusalOf('vscode.prepareRename', document.uri, document.positionAt(at)),
      /No volume of this pod is called "settings"/,
    );
  });
});

function lineOf(text: string, piece: string): number {
  const at = text.indexOf(piece);
  assert.ok(at >= 0, `${piece} is in the file`);
  return text.slice(0, at).split('\n').length - 1;
}

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import {
  commands,
  ConfigurationTarget,
  languages,
  Position,
  Range,
  window,
  workspace,
} from 'vscode';
import type { CodeAction, Disposable, TextDocument, Uri } from 'vscode';
import { ask, restore, until, waitForProblems, workspaceUri } from './vscode-helpers.ts';

/** Two containers that fight over a port, one of which the other calls. */
const SHOP = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: busybox:1.36
      command: [sh, -c, 'while sleep 9; do wget -qO- http://localhost:8080/; done']
    - name: api
      image: "busybox:1.36 "
      command: [httpd, -f, -p, '8080']
`;
const SAFE = 'source.fixAll.podspace';

/** The tests make files of their own, and leave none. */
describe('code actions in VS Code', () => {
  const made: Uri[] = [];
  const make = async (path: string, text: string): Promise<TextDocument> => {
    const uri = workspaceUri(path);
    made.push(uri);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    await waitForProblems(uri, (all) => all.length > 0);
    return document;
  };
  afterEach(async () => {
    for (const uri of made.splice(0)) await remove(uri);
  });

  it('write an ignore and let the author say why', async () => {
    const document = await make('actions/ignore.yaml', SHOP);
    await apply(document, 'busybox:1.36 ', 'Ignore image-whitespace here');
    assert.match(document.getText(), /\n {6}# podspace-ignore image-whitespace: why\n {6}image: "/);
    await waitForProblems(document.uri, (all) => all.length === 0);
    await until(
      () => document.getText(window.activeTextEditor?.selection) === 'why',
      'what comes next is typed over the reason',
    );
  });

  it('are found although another extension registers with the editor meanwhile', async () => {
    const document = await make('actions/meanwhile.yaml', SHOP);
    const others: Disposable[] = [];
    const registering = setInterval(() => {
      const other = { provideCodeActions: () => [] };
      others.push(languages.registerCodeActionsProvider('yaml', other));
      if (others.length === 50) clearInterval(registering);
    }, 5);
    try {
      await apply(document, 'busybox:1.36 ', 'Ignore image-whitespace here');
    } finally {
      clearInterval(registering);
      for (const other of others) other.dispose();
    }
    assert.match(document.getText(), /# podspace-ignore image-whitespace/);
  });

  it('turn a rule off in a .podspace.yaml that they make', async () => {
    const document = await make('actions/off.yaml', SHOP);
    const configuration = workspaceUri('.podspace.yaml');
    await apply(document, 'busybox:1.36 ', 'Turn image-whitespace off in .podspace.yaml');
    await waitForProblems(document.uri, (all) => all.length === 0);
    const written = await workspace.openTextDocument(configuration);
    assert.equal(written.getText(), 'rules:\n  image-whitespace: "off"\n');
    await remove(configuration);
    await waitForProblems(document.uri, (all) => all.length > 0);
  });

  it('move a container into a pod of its own', async () => {
    const document = await make('actions/move.yaml', SHOP);
    const title = 'Move api into a Pod of its own, reached as shop-api';
    await apply(document, 'name: api', title, 'refactor');
    assert.match(document.getText(), /http:\/\/shop-api:8080\//);
    assert.match(document.getText(), /kind: Service\nmetadata:\n {2}name: shop-api\n/);
  });

  it('fix all that is safe when a file is saved', async () => {
    const document = await make('actions/save.yaml', SHOP);
    const editor = workspace.getConfiguration('editor');
    await editor.update('codeActionsOnSave', { [SAFE]: 'explicit' }, ConfigurationTarget.Workspace);
    try {
      // The editor saves without an answer that comes late.
      await until(async () => {
        await window.activeTextEditor?.edit((edit) => edit.insert(new Position(0, 0), '# ours\n'));
        assert.equal(await document.save(), true);
        return /^# ours\n[^]*image: "busybox:1\.36"\n/.test(document.getText());
      }, 'what is saved is fixed');
    } finally {
      await editor.update('codeActionsOnSave', undefined, ConfigurationTarget.Workspace);
    }
  });
});

/** Takes the action of a title where a text stands. */
async function apply(
  document: TextDocument,
  at: string,
  title: string,
  kind = 'quickfix',
): Promise<void> {
  const position = document.positionAt(document.getText().indexOf(at));
  const find = (offered: readonly CodeAction[]): CodeAction | undefined =>
    offered.find((candidate) => candidate.title === title && candidate.edit !== undefined);
  const offered = await ask<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    [document.uri, new Range(position, position), kind, 50],
    (answer) => find(answer) !== undefined,
  );
  const action = find(offered);
  assert.ok(action?.edit, `offered: ${offered.map((one) => one.title).join('; ') || 'nothing'}`);
  assert.equal(await workspace.applyEdit(action.edit), true);
}

/** Closes and deletes a file, whatever is in it by now. */
async function remove(uri: Uri): Promise<void> {
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (document) {
    await restore(document);
    await document.save();
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
  await workspace.fs.delete(uri, { useTrash: false });
}

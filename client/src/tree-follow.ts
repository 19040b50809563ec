import { commands, Disposable, languages, Uri, window } from 'vscode';
import type { Memento, TextEditor, TreeView } from 'vscode';
import type { TreeRow } from '../../server/src/lsp/protocol.ts';
import { DOCUMENTS } from './documents.ts';
import type { Rows } from './tree-rows.ts';

/** So long after the cursor's last move the tree follows. */
const CALM = 200;

/** Selects the row of the pod or container that the cursor is in, and leaves the focus where it is. */
export function followEditor(rows: Rows, view: TreeView<string>, memento: Memento): Disposable {
  let follows = memento.get('tree.follows', true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reveal = async (editor: TextEditor | undefined): Promise<void> => {
    // Revealing a row would show a view that is hidden.
    if (!follows || !view.visible || !editor) return;
    if (languages.match(DOCUMENTS, editor.document) === 0) return;
    const { line, character } = editor.selection.active;
    const found = await rows.rowsAt(editor.document.uri.toString(), line, character);
    const row = found.at(-1);
    if (!row || !isVisible(view) || isAt(rows.row(view.selection[0] ?? ''), editor)) return;
    await view.reveal(row.id, { select: true, focus: false, expand: false });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void reveal(window.activeTextEditor), CALM);
  };
  const set = async (value: boolean): Promise<void> => {
    follows = value;
    await memento.update('tree.follows', value);
    await commands.executeCommand('setContext', 'podspace.treeFollows', value);
    soon();
  };
  void commands.executeCommand('setContext', 'podspace.treeFollows', follows);
  return Disposable.from(
    { dispose: () => clearTimeout(timer) },
    window.onDidChangeActiveTextEditor(soon),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) soon();
    }),
    view.onDidChangeVisibility(soon),
    commands.registerCommand('podspace.followEditor', () => set(true)),
    commands.registerCommand('podspace.followEditor.current', () => set(false)),
  );
}

/** Whether a row stands for the very line of the cursor, as after a click on it. */
function isAt(row: TreeRow | undefined, { document, selection }: TextEditor): boolean {
  if (row?.location?.range.start.line !== selection.active.line) return false;
  return Uri.parse(row.location.uri).toString() === document.uri.toString();
}

/** Asked again: much can happen while the server answers. */
function isVisible(view: TreeView<string>): boolean {
  return view.visible;
}

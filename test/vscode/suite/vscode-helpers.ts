import assert from 'node:assert/strict';
import {
  commands,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  languages,
  Position,
  Range,
  type TextDocument,
  Uri,
  workspace,
  WorkspaceEdit,
} from 'vscode';

export const extensionId = 'podspace.podspace';

/** The address of a file of the workspace, by its path from the workspace's folder. */
export function workspaceUri(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite runs in a folder');
  return Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace without showing it. */
export async function openFile(path: string): Promise<TextDocument> {
  return workspace.openTextDocument(workspaceUri(path));
}

/** Waits until Podspace's problems of a file fulfil a condition, and returns them, topmost first. */
export async function waitForProblems(
  uri: Uri,
  condition: (problems: readonly Diagnostic[]) => boolean,
): Promise<Diagnostic[]> {
  const current = (): Diagnostic[] =>
    languages
      .getDiagnostics(uri)
      .filter((problem) => problem.source === 'podspace')
      .sort((a, b) => a.range.start.compareTo(b.range.start));
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      listener.dispose();
      const shown = current().map((problem) => `  ${problem.range.start.line}: ${problem.message}`);
      reject(new Error(`Not what was waited for; the problems are:\n${shown.join('\n')}`));
    }, 40_000);
    const look = (): void => {
      if (condition(current())) {
        clearTimeout(limit);
        listener.dispose();
        resolve(current());
      }
    };
    const listener = languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** Tries again and again until it is so; fails after twenty seconds. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `Not so after 20 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * What a command of the editor's answers, once the condition holds for it. The editor drops what it was asked when
 * another extension registers with it meanwhile, and for its own light bulb asks anew by itself; such a command answers
 * with nothing or fails as cancelled, so it is asked again here. The last answer after twenty seconds, whatever it is.
 */
export async function ask<T>(
  command: string,
  args: readonly unknown[],
  isAnswered: (answer: T) => boolean,
): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      const answer = await commands.executeCommand<T>(command, ...args);
      if (isAnswered(answer) || Date.now() > until) return answer;
    } catch (failure) {
      if (!isCancelled(failure) || Date.now() > until) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** With which words a command of the editor's refuses; asked again as in `ask` where it was only cancelled. */
export async function refusalOf(command: string, ...args: readonly unknown[]): Promise<string> {
  try {
    await ask(command, args, () => true);
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
  assert.fail(`${command} does what it should refuse`);
}

/** The editor's own error for what was dropped comes over as one of this name, of no class. */
function isCancelled(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'Canceled';
}

/** As `ask`, for a command that answers with a list: until there is something in it. */
export async function askForSome<T>(command: string, ...args: readonly unknown[]): Promise<T[]> {
  return ask<T[]>(command, args, (answer) => answer.length > 0);
}

/** The words that a completion offers. */
export function labelsOf({ items }: CompletionList): readonly string[] {
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** The quick fixes that the editor offers for a problem. */
export async function fixesFor(uri: Uri, problem: Diagnostic): Promise<CodeAction[]> {
  const withEdits = (offered: readonly CodeAction[]): CodeAction[] =>
    offered.filter((action) => action.edit !== undefined);
  const offered = await ask<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    [uri, problem.range, 'quickfix', 50],
    (answer) => withEdits(answer).length > 0,
  );
  return withEdits(offered);
}

/** Applies a fix and returns the document's text then. */
export async function applyFix(document: TextDocument, fix: CodeAction): Promise<string> {
  assert.ok(fix.edit);
  assert.equal(await workspace.applyEdit(fix.edit), true);
  return document.getText();
}

/** The text that a problem underlines. */
export function underlined(document: TextDocument, problem: Diagnostic): string {
  return document.getText(new Range(problem.range.start, problem.range.end));
}

/** Gives a document the text that its file has on disk. */
export async function restore(document: TextDocument): Promise<void> {
  const saved = new TextDecoder().decode(await workspace.fs.readFile(document.uri));
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, 0, document.getText().length), saved);
  await workspace.applyEdit(edit);
}

/**
 * Waits until the server has answered for all that was opened and typed so far: it answers in order,
 * so an edit of a file with a problem is made, and its answer waited for.
 */
export async function settled(): Promise<void> {
  const document = await openFile('log-shipper.yaml');
  await moveDown(document);
  await waitForMovedProblem(document);
  await restore(document);
  await waitForMovedProblem(document);
}

/** Types a line of its own above all others. */
export async function moveDown(document: TextDocument): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), '# moves all by a line\n');
  assert.equal(await workspace.applyEdit(edit), true);
}

/** Waits until the problem of log-shipper.yaml stands where its file name stands now. */
export async function waitForMovedProblem(document: TextDocument): Promise<void> {
  const { line } = document.positionAt(document.getText().lastIndexOf('/var/log/app/app.log'));
  await waitForProblems(document.uri, ([first]) => first?.range.start.line === line);
}

/** A range of so many characters from an offset on. */
export function rangeOf(document: TextDocument, offset: number, length: number): Range {
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}

import assert from 'node:assert/strict';
import { type TextDocument, Uri, workspace } from 'vscode';

export const extensionId = 'podspace.podspace';

/** Opens a file of the workspace by its path from the workspace's folder. */
export async function workspaceFile(path: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite runs in a folder');
  return workspace.openTextDocument(Uri.joinPath(folder.uri, path));
}

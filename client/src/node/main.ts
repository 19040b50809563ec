/** The extension where VS Code runs extensions in Node: on the desktop, and beside a remote workspace. */
import { Uri, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from '../extension.ts';
import type { MakeClient } from '../server.ts';

export { deactivate } from '../extension.ts';

export function activate(context: ExtensionContext): Promise<void> {
  return activateWith(context, makeClient);
}

/** The server is a process. */
const makeClient: MakeClient = (extensionUri, options) => {
  const module = Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath;
  const args = filesAreOnDisk() ? [] : ['--client-files'];
  const run = { module, args, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--inspect=6009'] } };
  return new ProcessClient('podspace', 'Podspace', { run, debug }, options);
};

class ProcessClient extends LanguageClient {
  /** For the log: what people should know of it is said elsewhere, once. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Whether the server can read the workspace itself; files of a virtual workspace come through the client. */
function filesAreOnDisk(): boolean {
  return (workspace.workspaceFolders ?? []).every(({ uri }) => uri.scheme === 'file');
}

import { Uri, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, prepared } from '../language-client.ts';
import type { MakeClient } from '../language-client.ts';

/** The server is a process. */
export const makeClient: MakeClient = (parts) => {
  const module = Uri.joinPath(parts.extensionUri, 'dist', 'server.js').fsPath;
  const args = filesAreOnDisk() ? [] : ['--client-files'];
  const run = { module, args, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--inspect=6009'] } };
  const client = new ProcessClient('podspace', 'Podspace', { run, debug }, clientOptions(parts));
  return prepared(client, parts);
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

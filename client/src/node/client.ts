import { Uri, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, prepared } from '../language-client.ts';
import type { MakeClient } from '../language-client.ts';

/** The server is a process. */
export const makeClient: MakeClient = (parts) => {
  const module = Uri.joinPath(parts.extensionUri, 'dist', 'server.js').fsPath;
  const args = filesAreOnDisk() ? [] : ['--client-files'];
  const server = { module, args, transport: TransportKind.ipc };
  const run = { ...server, options: { execArgv: [CAN_COLLECT] } };
  const debug = { ...server, options: { execArgv: [CAN_COLLECT, '--inspect=6009'] } };
  const client = new ProcessClient('podspace', 'Podspace', { run, debug }, clientOptions(parts));
  return prepared(client, parts);
};

/** When it rests, the server gives memory back. */
const CAN_COLLECT = '--expose-gc';

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

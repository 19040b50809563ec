/** The extension where VS Code runs extensions in a browser's worker, as vscode.dev does. */
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from '../extension.ts';
import type { MakeClient } from '../server.ts';
import { transportsOf } from './worker-transports.ts';
import type { ServerWorker } from './worker-transports.ts';

declare const Worker: new (script: string) => ServerWorker;

export { deactivate } from '../extension.ts';

export function activate(context: ExtensionContext): Promise<void> {
  return activateWith(context, makeClient);
}

/** The server is a worker beside this one. It ends when it is told to exit. */
const makeClient: MakeClient = (extensionUri, options) => {
  const script = Uri.joinPath(extensionUri, 'dist', 'browser-server.js').toString(true);
  return new LanguageClient(
    'podspace',
    'Podspace',
    () => Promise.resolve(transportsOf(new Worker(script))),
    options,
  );
};

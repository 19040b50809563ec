/** The extension where VS Code runs extensions in a browser's worker, as vscode.dev does. */
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
} from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient/browser';
import { activateWith } from '../extension.ts';
import type { MakeClient } from '../server.ts';

/** The compiler's own list of what a browser has would be there for all files. */
declare const Worker: new (script: string) => object;

export { deactivate } from '../extension.ts';

export function activate(context: ExtensionContext): Promise<void> {
  return activateWith(context, makeClient);
}

/** The server is a worker beside this one. It ends when it is told to exit. */
const makeClient: MakeClient = (extensionUri, options) => {
  const script = Uri.joinPath(extensionUri, 'dist', 'browser-server.js').toString(true);
  const start = (): Promise<MessageTransports> => {
    const worker = new Worker(script);
    return Promise.resolve({
      reader: new BrowserMessageReader(worker),
      writer: new BrowserMessageWriter(worker),
    });
  };
  return new LanguageClient('podspace', 'Podspace', start, options);
};

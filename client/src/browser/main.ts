/** The extension where VS Code runs extensions in a browser's worker, as vscode.dev does. */
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { LanguageClientOptions } from 'vscode-languageclient/browser';
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
  let worker: ServerWorker | undefined;
  return new WorkerClient(
    () => (worker = new Worker(script)),
    () => worker?.terminate(),
    options,
  );
};

class WorkerClient extends LanguageClient {
  readonly #end: () => void;

  constructor(start: () => ServerWorker, end: () => void, options: LanguageClientOptions) {
    super('podspace', 'Podspace', () => Promise.resolve(transportsOf(start())), options);
    this.#end = end;
  }

  /** For the log: what people should know of it is said elsewhere, once. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** A worker that has never answered does not live on. */
  override async stop(timeout?: number): Promise<void> {
    try {
      await super.stop(timeout);
    } finally {
      this.#end();
    }
  }
}

import { Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { LanguageClientOptions } from 'vscode-languageclient/browser';
import { clientOptions, prepared } from '../language-client.ts';
import type { MakeClient } from '../language-client.ts';
import { transportsOf } from './worker-transports.ts';
import type { ServerWorker } from './worker-transports.ts';

declare const Worker: new (script: string) => ServerWorker;

/** The server is a worker beside this one. It ends when it is told to exit. */
export const makeClient: MakeClient = (parts) => {
  const script = Uri.joinPath(parts.extensionUri, 'dist', 'browser-server.js').toString(true);
  let worker: ServerWorker | undefined;
  const client = new WorkerClient(
    () => (worker = new Worker(script)),
    () => worker?.terminate(),
    clientOptions(parts),
  );
  return prepared(client, parts);
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

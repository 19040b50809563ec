/** The language server in a browser's worker. All files come from the client. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { clientRuntime } from '../client-runtime.ts';
import type { Disposable, Timers } from '../runtime.ts';
import { startServer } from '../server.ts';

/** What is used of a worker's global scope; the compiler's own list of it would be there for all files. */
declare const self: { close(): void };

const timers: Timers = {
  now: () => performance.now(),
  after(delay, call): Disposable {
    const timer = setTimeout(call, delay);
    return { dispose: () => clearTimeout(timer) };
  },
};

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);
startServer(connection, clientRuntime(connection, timers));
connection.onExit(() => self.close());
connection.listen();

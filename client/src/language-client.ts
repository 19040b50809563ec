/** What both hosts' clients have in common; with the protocol's library, loaded when the server is to start. */
import type { LogOutputChannel, Uri } from 'vscode';
import { CloseAction, ErrorAction, State } from 'vscode-languageclient';
import type {
  BaseLanguageClient,
  CloseHandlerResult,
  LanguageClientOptions,
} from 'vscode-languageclient';
import type { ClientOptions } from '../../server/src/lsp/protocol.ts';
import { DOCUMENTS } from './documents.ts';
import { serveFiles } from './files.ts';

/** The commands of this extension that the server may name. */
const OPTIONS: ClientOptions = {
  commands: ['podspace.describeImage', 'podspace.peek', 'podspace.showPodMap'],
};
/** Only these may be links in what the server writes. */
const LINKED_COMMANDS = ['podspace.describeImage'];

/** What a client is made from. */
export interface ClientParts {
  /** Where `dist` lies. */
  readonly extensionUri: Uri;
  readonly output: LogOutputChannel;
  /** The server ended by itself: whether it is to come back, once that is to be. */
  readonly closed: () => Promise<'restart' | 'let-go'>;
  readonly changed: (state: ClientState) => void;
}

export type ClientState = 'starting' | 'running' | 'start-failed' | 'stopped';

/** Makes a client, and with it a server that runs where this extension does. */
export type MakeClient = (parts: ClientParts) => BaseLanguageClient;

export function clientOptions({ output, closed }: ClientParts): LanguageClientOptions {
  return {
    documentSelector: DOCUMENTS,
    outputChannel: output,
    initializationOptions: OPTIONS,
    // It is told and logged as a start that fails.
    initializationFailedHandler: () => false,
    markdown: { isTrusted: { enabledCommands: LINKED_COMMANDS } },
    errorHandler: {
      // A server that ends is back by itself; what came before that is for the log.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: async (): Promise<CloseHandlerResult> =>
        (await closed()) === 'restart'
          ? { action: CloseAction.Restart, handled: true }
          : { action: CloseAction.DoNotRestart, handled: true },
    },
  };
}

/** Has the client serve what the server asks of it, and tell how it fares. */
export function prepared<C extends BaseLanguageClient>(client: C, { changed }: ClientParts): C {
  serveFiles(client);
  client.onDidChangeState(({ newState }) => changed(STATES[newState]));
  return client;
}

const STATES: Readonly<Record<State, ClientState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.StartFailed]: 'start-failed',
  [State.Stopped]: 'stopped',
};

import { commands, EventEmitter, l10n, window } from 'vscode';
import type { Disposable, Event, LogOutputChannel, Uri } from 'vscode';
import { CloseAction, ErrorAction } from 'vscode-languageclient';
import type {
  BaseLanguageClient,
  CloseHandlerResult,
  LanguageClientOptions,
} from 'vscode-languageclient';
import { DOCUMENTS } from './documents.ts';
import type { ClientOptions } from '../../server/src/lsp/protocol.ts';
import { serveFiles } from './files.ts';

/** After the first crash the server is back at once, after each further one it takes twice as long. */
const FIRST_DELAY = 500;
/** So many crashes within so many milliseconds are no accident any more. */
const MAX_CRASHES = 5;
const CRASH_WINDOW = 5 * 60 * 1000;

/** The commands of this extension that the server may name. */
const OPTIONS: ClientOptions = {
  commands: ['podspace.describeImage', 'podspace.peek', 'podspace.showPodMap'],
};
/** Only these may be links in what the server writes. */
const LINKED_COMMANDS = ['podspace.describeImage'];

/** Makes a client, and with it a server that runs where this extension does; `extensionUri` is where `dist` lies. */
export type MakeClient = (extensionUri: Uri, options: LanguageClientOptions) => BaseLanguageClient;

/** The language server, in a process or a worker of its own, and the client that speaks to it. */
export class Server implements Disposable {
  readonly #extensionUri: Uri;
  readonly #makeClient: MakeClient;
  readonly #output: LogOutputChannel;
  readonly #ready = new EventEmitter<BaseLanguageClient>();
  #client: BaseLanguageClient | undefined;
  #starting: Promise<void> | undefined;
  #crashes: number[] = [];

  constructor(extensionUri: Uri, makeClient: MakeClient, output: LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#makeClient = makeClient;
    this.#output = output;
  }

  get isStarted(): boolean {
    return this.#starting !== undefined;
  }

  /** The client, once the server answers. */
  get client(): BaseLanguageClient | undefined {
    return this.#client?.isRunning() ? this.#client : undefined;
  }

  /** Fires each time that the server is there anew. */
  get onReady(): Event<BaseLanguageClient> {
    return this.#ready.event;
  }

  /** Starts the server unless it is there already. */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#starting = undefined;
    await client?.dispose();
  }

  async restart(): Promise<void> {
    this.#crashes = [];
    await this.stop();
    await this.start();
  }

  dispose(): void {
    void this.stop();
    this.#ready.dispose();
  }

  async #start(): Promise<void> {
    const client = this.#makeClient(this.#extensionUri, this.#options());
    this.#client = client;
    serveFiles(client);
    client.onDidChangeState(() => {
      if (client.isRunning() && this.#client === client) this.#ready.fire(client);
    });
    try {
      await client.start();
      await setState('running');
    } catch (error) {
      this.#starting = undefined;
      this.#output.error(error instanceof Error ? error : String(error));
      await setState('stopped');
      void this.#offerRestart(l10n.t('Podspace could not start.'));
    }
  }

  #options(): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.#output,
      initializationOptions: OPTIONS,
      markdown: { isTrusted: { enabledCommands: LINKED_COMMANDS } },
      errorHandler: {
        // A server that ends is back by itself; what came before that is for the log.
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.#closed(),
      },
    };
  }

  /** The server ended by itself: bring it back, more slowly each time, and ask after some times. */
  async #closed(): Promise<CloseHandlerResult> {
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_WINDOW), now];
    if (this.#crashes.length > MAX_CRASHES) {
      this.#starting = undefined;
      await setState('stopped');
      void this.#offerRestart(
        l10n.t('Podspace has stopped: its server ended {0} times.', this.#crashes.length),
      );
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    const delay = this.#crashes.length === 1 ? 0 : FIRST_DELAY * 2 ** (this.#crashes.length - 2);
    await new Promise((resolve) => setTimeout(resolve, delay));
    return { action: CloseAction.Restart, handled: true };
  }

  async #offerRestart(message: string): Promise<void> {
    const restart = l10n.t('Restart');
    const output = l10n.t('Show Output');
    const chosen = await window.showErrorMessage(message, restart, output);
    if (chosen === restart) await this.restart();
    if (chosen === output) this.#output.show();
  }
}

/** What the view's empty states depend on. */
async function setState(state: 'running' | 'stopped'): Promise<void> {
  await commands.executeCommand('setContext', 'podspace.state', state);
}

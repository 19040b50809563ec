import { commands, env, EventEmitter, l10n, Uri, window } from 'vscode';
import type { Disposable, Event, LogOutputChannel } from 'vscode';
import { CloseAction, ErrorAction, State } from 'vscode-languageclient';
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
  /** The client starts the server anew by itself: a start that has failed meanwhile is not the last word. */
  #comesBack = false;

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
    this.#forget();
    try {
      await client?.dispose();
    } catch (error) {
      // One that has never started, or has ended by itself, cannot be told to stop.
      this.#log(error);
    }
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
    const client: BaseLanguageClient = this.#makeClient(
      this.#extensionUri,
      this.#options(async () => {
        const isOurs = (): boolean => this.#client === client;
        const result = isOurs() ? await this.#closed() : LET_GO;
        // It may have been stopped while it waited.
        return isOurs() ? result : LET_GO;
      }),
    );
    this.#client = client;
    serveFiles(client);
    client.onDidChangeState(({ newState }) => {
      if (this.#client === client) this.#changed(client, newState);
    });
    try {
      await client.start();
    } catch (error) {
      // What follows from it is heard as a change of state.
      this.#log(error);
    }
  }

  #changed(client: BaseLanguageClient, state: State): void {
    switch (state) {
      case State.Starting:
        this.#comesBack = false;
        break;
      case State.Running:
        void setState('running');
        this.#ready.fire(client);
        break;
      case State.StartFailed:
        if (!this.#comesBack) this.#giveUp(l10n.t('Podspace could not start.'));
        break;
      case State.Stopped:
        break;
    }
  }

  #options(closed: () => Promise<CloseHandlerResult>): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.#output,
      initializationOptions: OPTIONS,
      // It is told and logged as a start that fails.
      initializationFailedHandler: () => false,
      markdown: { isTrusted: { enabledCommands: LINKED_COMMANDS } },
      errorHandler: {
        // A server that ends is back by itself; what came before that is for the log.
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed,
      },
    };
  }

  /** The server ended by itself: bring it back, more slowly each time, and ask after some times. */
  async #closed(): Promise<CloseHandlerResult> {
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_WINDOW), now];
    if (this.#crashes.length > MAX_CRASHES) {
      this.#giveUp(
        l10n.t('Podspace has stopped: its server ended {0} times.', this.#crashes.length),
      );
      return LET_GO;
    }
    this.#comesBack = true;
    const delay = this.#crashes.length === 1 ? 0 : FIRST_DELAY * 2 ** (this.#crashes.length - 2);
    await new Promise((resolve) => setTimeout(resolve, delay));
    return { action: CloseAction.Restart, handled: true };
  }

  /** Says so, once: the next start is the user's, and one with a client of its own. */
  #giveUp(message: string): void {
    this.#forget();
    void setState('stopped');
    void this.#offerRestart(message);
  }

  #forget(): void {
    this.#client = undefined;
    this.#starting = undefined;
    this.#comesBack = false;
  }

  #log(error: unknown): void {
    this.#output.error(error instanceof Error ? error : String(error));
  }

  async #offerRestart(message: string): Promise<void> {
    const restart = l10n.t('Restart');
    const output = l10n.t('Show Output');
    const report = l10n.t('Report Issue');
    const chosen = await window.showErrorMessage(message, restart, output, report);
    if (chosen === restart) await this.restart();
    if (chosen === output) this.#output.show();
    if (chosen === report) await env.openExternal(reportAddress(message));
  }
}

const LET_GO: CloseHandlerResult = { action: CloseAction.DoNotRestart, handled: true };

const NEW_ISSUE = 'https://github.com/podspace/podspace/issues/new';

/** A page for a report, for a person to fill in and send. */
function reportAddress(message: string): Uri {
  const body = `What I did:\n\n\nWhat the output of Podspace says (please look whether it names what you would rather keep):\n\n`;
  const query = new URLSearchParams({ title: message, body });
  return Uri.parse(`${NEW_ISSUE}?${query.toString()}`);
}

/** What the view's empty states depend on. */
async function setState(state: 'running' | 'stopped'): Promise<void> {
  await commands.executeCommand('setContext', 'podspace.state', state);
}

import { commands, env, EventEmitter, l10n, Uri, window } from 'vscode';
import type { Disposable, Event, LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { Crashes } from './crashes.ts';
import type { ClientState, MakeClient } from './language-client.ts';

/** Loads what makes clients: the protocol's library takes longer to load than all else of this extension. */
export type LoadClient = () => Promise<MakeClient>;

/** The language server, in a process or a worker of its own, and the client that speaks to it. */
export class Server implements Disposable {
  readonly #extensionUri: Uri;
  readonly #loadClient: LoadClient;
  readonly #output: LogOutputChannel;
  readonly #ready = new EventEmitter<BaseLanguageClient>();
  readonly #stopped = new EventEmitter<void>();
  #client: BaseLanguageClient | undefined;
  #starting: Promise<void> | undefined;
  /** The start that counts, until it is stopped. */
  #attempt: symbol | undefined;
  readonly #crashes = new Crashes();
  /** The client starts the server anew by itself: a start that has failed meanwhile is not the last word. */
  #comesBack = false;
  /** Why there is no server until the user wants one. */
  #gaveUp: string | undefined;

  constructor(extensionUri: Uri, loadClient: LoadClient, output: LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#loadClient = loadClient;
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

  /** Fires when the server has ended and does not come back by itself. */
  get onStopped(): Event<void> {
    return this.#stopped.event;
  }

  /** Whether it has ended and only the user brings it back. */
  get isStopped(): boolean {
    return this.#gaveUp !== undefined;
  }

  /** Starts the server unless it is there already, or has stopped for good: typing would end it again and again. */
  start(): Promise<void> {
    if (this.isStopped) return Promise.resolve();
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
    this.#crashes.forget();
    this.#gaveUp = undefined;
    await this.stop();
    await this.start();
  }

  /** Says that the server has stopped for good, if so, and what can be done. */
  async offerRestart(): Promise<void> {
    const message = this.#gaveUp;
    if (message === undefined) return;
    const restart = l10n.t('Restart');
    const output = l10n.t('Show Output');
    const report = l10n.t('Report Issue');
    const chosen = await window.showErrorMessage(message, restart, output, report);
    if (chosen === restart) await this.restart();
    if (chosen === output) this.#output.show();
    if (chosen === report) await env.openExternal(reportAddress(message));
  }

  dispose(): void {
    void this.stop();
    this.#ready.dispose();
    this.#stopped.dispose();
  }

  async #start(): Promise<void> {
    const attempt = Symbol('start');
    this.#attempt = attempt;
    try {
      // Whoever called has work of its own to end, an activation above all.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const makeClient = await this.#loadClient();
      // It may have been stopped while it was loaded.
      if (this.#attempt === attempt) await this.#startClient(makeClient);
    } catch (error) {
      this.#log(error);
      if (this.#attempt === attempt) this.#giveUp(l10n.t('Podspace could not start.'));
    }
  }

  async #startClient(makeClient: MakeClient): Promise<void> {
    const isOurs = (): boolean => this.#client === client;
    const client: BaseLanguageClient = makeClient({
      extensionUri: this.#extensionUri,
      output: this.#output,
      closed: async () => {
        const result = isOurs() ? await this.#closed() : 'let-go';
        // It may have been stopped while it waited.
        return isOurs() ? result : 'let-go';
      },
      changed: (state) => {
        if (isOurs()) this.#changed(client, state);
      },
    });
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      // What follows from it is heard as a change of state.
      this.#log(error);
    }
  }

  #changed(client: BaseLanguageClient, state: ClientState): void {
    switch (state) {
      case 'starting':
        this.#comesBack = false;
        break;
      case 'running':
        void setState('running');
        this.#ready.fire(client);
        break;
      case 'start-failed':
        if (!this.#comesBack) this.#giveUp(l10n.t('Podspace could not start.'));
        break;
      case 'stopped':
        break;
    }
  }

  /** The server ended by itself: bring it back, more slowly each time, and ask after some times. */
  async #closed(): Promise<'restart' | 'let-go'> {
    const delay = this.#crashes.add(Date.now());
    if (delay === undefined) {
      this.#giveUp(
        l10n.t('Podspace has stopped: its server ended {0} times.', this.#crashes.count),
      );
      return 'let-go';
    }
    this.#comesBack = true;
    await new Promise((resolve) => setTimeout(resolve, delay));
    return 'restart';
  }

  /** Says so, once: the next start is the user's, and one with a client of its own. */
  #giveUp(message: string): void {
    this.#forget();
    this.#gaveUp = message;
    void setState('stopped');
    this.#stopped.fire();
    void this.offerRestart();
  }

  #forget(): void {
    this.#client = undefined;
    this.#starting = undefined;
    this.#attempt = undefined;
    this.#comesBack = false;
  }

  #log(error: unknown): void {
    this.#output.error(error instanceof Error ? error : String(error));
  }
}

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

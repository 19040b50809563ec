import { AbstractMessageReader, AbstractMessageWriter } from 'vscode-languageclient/browser';
import type {
  DataCallback,
  Disposable,
  Message,
  MessageReader,
  MessageTransports,
  MessageWriter,
} from 'vscode-languageclient/browser';
import { AnswerWatch } from './answer-watch.ts';
import type { Said } from './answer-watch.ts';

/** What is used of a worker; the compiler's own list of what a browser has would be there for all files. */
export interface ServerWorker {
  addEventListener(
    type: 'message',
    heard: (event: { readonly data: Message & Said }) => void,
  ): void;
  addEventListener(
    type: 'error' | 'messageerror',
    heard: (event: { readonly message?: string; preventDefault(): void }) => void,
  ): void;
  postMessage(message: Message): void;
  terminate(): void;
}

/** A request that no server knows: by the protocol it has to answer one that begins so, if only to say that. */
const PROBE = { jsonrpc: '2.0', id: 'podspace-probe', method: '$/podspaceProbe' };

/**
 * The two ways between the client and a server in a worker. They close, and the worker is ended, when it fails or
 * does not answer any more, as the pipes to a process close when that ends: the client then starts another.
 */
export function transportsOf(worker: ServerWorker): MessageTransports {
  const watch = new AnswerWatch({
    after(delay, call) {
      const timer = setTimeout(call, delay);
      return () => clearTimeout(timer);
    },
    probe: () => worker.postMessage(PROBE),
    lost: () => reader.lose('it does not answer'),
  });
  const reader = new WorkerReader(worker, watch);
  return { reader, writer: new WorkerWriter(worker, watch) };
}

class WorkerReader extends AbstractMessageReader implements MessageReader {
  readonly #worker: ServerWorker;
  readonly #watch: AnswerWatch;
  #isLost = false;

  constructor(worker: ServerWorker, watch: AnswerWatch) {
    super();
    this.#worker = worker;
    this.#watch = watch;
    worker.addEventListener('error', (event) => {
      // It would count as an error of the one who started the worker.
      event.preventDefault();
      this.lose(event.message ?? 'it has failed');
    });
    worker.addEventListener('messageerror', () => this.lose('what it says cannot be read'));
  }

  listen(callback: DataCallback): Disposable {
    let heard: DataCallback | undefined = callback;
    this.#worker.addEventListener('message', ({ data }) => {
      this.#watch.heard(data);
      if (data.id !== PROBE.id) heard?.(data);
    });
    return { dispose: () => (heard = undefined) };
  }

  lose(why: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#watch.dispose();
    this.#worker.terminate();
    this.fireError(new Error(`The server in its worker is ended: ${why}`));
    this.fireClose();
  }

  /** The client is done with this server: also one that hangs does not live on. */
  override dispose(): void {
    this.#isLost = true;
    this.#watch.dispose();
    this.#worker.terminate();
    super.dispose();
  }
}

class WorkerWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #worker: ServerWorker;
  readonly #watch: AnswerWatch;

  constructor(worker: ServerWorker, watch: AnswerWatch) {
    super();
    this.#worker = worker;
    this.#watch = watch;
  }

  write(message: Message & Said): Promise<void> {
    this.#worker.postMessage(message);
    this.#watch.sent(message);
    return Promise.resolve();
  }

  end(): void {
    // A worker's channel has no end of its own.
  }
}

/** So long a server that owes an answer may say nothing before it is asked whether it is there, and so long again. */
const PATIENCE = 15_000;

/** Of what client and server say to each other, all that is looked at here: only what wants an answer has both. */
export interface Said {
  readonly id?: string | number | null;
  readonly method?: string;
}

export interface AnswerWatchParts {
  /** Calls once, `delay` milliseconds from now, unless what it returns is called before. */
  readonly after: (delay: number, call: () => void) => () => void;
  /** Asks the server for something that it answers at once, whatever it is busy with. */
  readonly probe: () => void;
  /** The server is held for dead. */
  readonly lost: () => void;
}

/**
 * Notices that a server does not answer any more. A worker that is terminated or hangs says nothing of it, so it is
 * asked, but only where it owes an answer and nothing at all has come from it for a while. A server that waits for a
 * person or for files answers that; where the machine has slept, it has the second while to do so.
 */
export class AnswerWatch {
  readonly #parts: AnswerWatchParts;
  readonly #owed = new Set<string | number>();
  #stop: (() => void) | undefined;

  constructor(parts: AnswerWatchParts) {
    this.#parts = parts;
  }

  sent({ id, method }: Said): void {
    if (id === undefined || id === null || method === undefined) return;
    this.#owed.add(id);
    this.#stop ??= this.#wait();
  }

  heard({ id, method }: Said): void {
    if (id !== undefined && id !== null && method === undefined) this.#owed.delete(id);
    this.#stop?.();
    this.#stop = this.#owed.size > 0 ? this.#wait() : undefined;
  }

  dispose(): void {
    this.#owed.clear();
    this.#stop?.();
    this.#stop = undefined;
  }

  #wait(): () => void {
    const { after, probe, lost } = this.#parts;
    return after(PATIENCE, () => {
      this.#stop = after(PATIENCE, () => {
        this.dispose();
        lost();
      });
      probe();
    });
  }
}

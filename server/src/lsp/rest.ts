import type { Disposable, Timers } from './runtime.ts';

/** Milliseconds: who has not done anything for so long is not about to go on typing. */
const REST = 20_000;

/** Does something once when nothing has happened for a while, and again only after something else has. */
export class Rest {
  readonly #timers: Timers;
  readonly #call: () => void;
  #lastStir = -Infinity;
  #timer: Disposable | undefined;

  constructor(timers: Timers, call: () => void) {
    this.#timers = timers;
    this.#call = call;
  }

  /** Something has happened; called at every message, it sets no timer while there is one. */
  stir(): void {
    this.#lastStir = this.#timers.now();
    this.#timer ??= this.#timers.after(REST, () => this.#look());
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  #look(): void {
    const left = this.#lastStir + REST - this.#timers.now();
    this.#timer = left > 0 ? this.#timers.after(left, () => this.#look()) : undefined;
    if (!this.#timer) this.#call();
  }
}

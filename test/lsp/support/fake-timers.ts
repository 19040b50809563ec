import type { Disposable, Timers } from '../../../server/src/lsp/runtime.ts';

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeTimers implements Timers {
  #now = 0;
  #timers: readonly Timer[] = [];
  /** How much later it is, in milliseconds, each time that somebody looks. */
  pace = 0;

  now(): number {
    return (this.#now += this.pace);
  }

  after(delay: number, call: () => void): Disposable {
    const timer = { at: this.#now + delay, call };
    this.#timers = [...this.#timers, timer];
    return { dispose: () => this.#drop(timer) };
  }

  /** How many calls are still to come. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Whether something is due now. */
  get isDue(): boolean {
    return this.#timers.some(({ at }) => at <= this.#now);
  }

  /** Moves the clock, and calls what comes due on the way, each at its time. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#drop(next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
    }
    this.#now = end;
  }

  #drop(timer: Timer): void {
    this.#timers = this.#timers.filter((one) => one !== timer);
  }
}

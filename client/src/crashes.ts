/** After the first crash the server is back at once, after each further one it takes twice as long. */
const FIRST_DELAY = 500;
/** So many crashes within so many milliseconds are no accident any more. */
const MAX_CRASHES = 5;
const CRASH_WINDOW = 5 * 60 * 1000;

/** When the server has ended by itself. */
export class Crashes {
  #times: readonly number[] = [];

  /** How many of them count. */
  get count(): number {
    return this.#times.length;
  }

  /**
   * One more, at a time in milliseconds: how long to wait before the server is started again; undefined where it is not
   * to be.
   */
  add(now: number): number | undefined {
    this.#times = [...this.#times.filter((at) => now - at < CRASH_WINDOW), now];
    if (this.count > MAX_CRASHES) return undefined;
    return this.count === 1 ? 0 : FIRST_DELAY * 2 ** (this.count - 2);
  }

  /** The user wants it back: it is tried as often again. */
  forget(): void {
    this.#times = [];
  }
}

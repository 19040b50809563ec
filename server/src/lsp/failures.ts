import type { Log } from './runtime.ts';

/** Tells the user of the first fault. */
export type TellFailure = (where: string, stack: string) => void;

/** Faults of our own: each is logged once, with its stack, the user hears of the first, and the server goes on. */
export class Failures {
  readonly #log: Log;
  readonly #tell: TellFailure;
  readonly #seen = new Set<string>();

  constructor(log: Log, tell: TellFailure) {
    this.#log = log;
    this.#tell = tell;
  }

  report(where: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const key = `${where}: ${placeOf(error) ?? text}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#log.error(`${where}: ${text}`);
    if (this.#seen.size === 1) this.#tell(where, text);
  }

  /** What the call gives, or `otherwise` if it throws. */
  guard<T>(where: string, call: () => T, otherwise: T): T {
    try {
      return call();
    } catch (error) {
      this.report(where, error);
      return otherwise;
    }
  }

  /** Runs on by itself; what goes wrong is reported. */
  detach(where: string, promise: Promise<unknown>): void {
    promise.catch((error: unknown) => this.report(where, error));
  }
}

/** The same fault says another thing of each text, and would fill the log as somebody types. */
function placeOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  return stack?.split('\n').find((line) => /^ +at /.test(line));
}

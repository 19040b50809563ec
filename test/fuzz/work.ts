import { Session } from 'node:inspector/promises';

/**
 * Counts work: how often functions of ours and of the libraries are called, as V8 counts them. The same on every
 * machine, however busy it is. What is one call into the engine, such as a search in a string, counts for nothing; that
 * no regular expression takes longer than its text is for the linter.
 */
export class WorkCounter {
  readonly #session = new Session();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  }

  async count(call: () => Promise<unknown>): Promise<number> {
    await this.#session.post('Profiler.takePreciseCoverage');
    await call();
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    let work = 0;
    for (const { url, functions } of result) {
      if (!url.startsWith('file:')) continue;
      for (const { ranges } of functions) work += ranges[0]?.count ?? 0;
    }
    return work;
  }

  stop(): void {
    this.#session.disconnect();
  }
}

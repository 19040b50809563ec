import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What a server has made, to see what of it is still held. */
export class Made {
  #made: WeakRef<object>[] = [];

  note<T extends object>(made: T): T {
    this.#made.push(new WeakRef(made));
    return made;
  }

  /** How many are left once nobody's memory holds them. */
  async kept(): Promise<number> {
    // A WeakRef that was made or looked at keeps its object until the job is over.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    this.#made = this.#made.filter((one) => one.deref() !== undefined);
    return this.#made.length;
  }
}

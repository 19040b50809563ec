import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MOST_COLLECTIONS = 10;

/** What a server has made, to see what of it is still held. */
export class Made {
  #made: WeakRef<object>[] = [];

  note<T extends object>(made: T): T {
    this.#made.push(new WeakRef(made));
    return made;
  }

  /**
   * How many are left once nobody's memory holds them. What a job in flight or a collection under way still holds, a
   * later collection does not find: it is done again while there are more than `most`, but not for ever.
   */
  async kept(most = Infinity): Promise<number> {
    for (let done = 0; done < MOST_COLLECTIONS; done++) {
      // A WeakRef that was made or looked at keeps its object until the job is over.
      await new Promise((resolve) => setTimeout(resolve, 2 ** done));
      collect();
      this.#made = this.#made.filter((one) => one.deref() !== undefined);
      if (this.#made.length <= most) break;
    }
    return this.#made.length;
  }
}

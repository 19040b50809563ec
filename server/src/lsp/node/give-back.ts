import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects all garbage, moves what is left together, and gives the rest of the heap back to the system. */
type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Gives memory back that only garbage and gaps between objects hold. By itself V8 does so as it goes on allocating, and
 * a server that rests would keep all that reading a workspace took. Nothing else is done meanwhile: a third of a second
 * for what is kept of 10,000 manifests. So it is left alone where it would take seconds, or little has been added since
 * the last time.
 */
export function memoryGiver(
  memory: () => { readonly rss: number; readonly heapUsed: number } = process.memoryUsage,
  collect: () => void = collectAll,
): () => void {
  let least = memory().rss;
  return () => {
    const { rss, heapUsed } = memory();
    if (rss < least + WORTH_IT || heapUsed > TOO_MUCH) return;
    collect();
    least = memory().rss;
  };
}

/** Bytes. */
const WORTH_IT = 64_000_000;
const TOO_MUCH = 400_000_000;

/** Node has no other way to ask for it once it has started. */
export function collectAll(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('globalThis.gc') as Collect | undefined;
  setFlagsFromString('--no-expose-gc');
  collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** Node's own, there where it was started with `--expose-gc`: collects all garbage and moves what is left together. */
type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Gives memory back that only garbage and gaps between objects hold. By itself V8 does so as it goes on allocating, and
 * a server that rests would keep all that reading a workspace took. Nothing else is done meanwhile: a third of a second
 * for what is kept of 10,000 manifests. So it is left alone where it would take seconds, or little has been added since
 * the last time. Undefined where Node does not offer to collect.
 */
export function memoryGiver(
  collect: Collect | undefined = (globalThis as { gc?: Collect }).gc,
  memory: () => { readonly rss: number; readonly heapUsed: number } = process.memoryUsage,
): (() => void) | undefined {
  if (!collect) return undefined;
  let least = memory().rss;
  return () => {
    const { rss, heapUsed } = memory();
    if (rss < least + WORTH_IT || heapUsed > TOO_MUCH) return;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    least = memory().rss;
  };
}

/** Bytes. */
const WORTH_IT = 64_000_000;
const TOO_MUCH = 400_000_000;

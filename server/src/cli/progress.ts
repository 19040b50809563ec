/** Tells on a terminal how far a long run has come. */
export interface Progress {
  step(done: number, total: number): void;
  /** Takes the line away. */
  end(): void;
}

/** Writes nothing where nobody looks, and nothing before the run has gone on for a while. */
export function progressOn(stream: {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}): Progress {
  if (stream.isTTY !== true) return { step: () => undefined, end: () => undefined };
  const start = performance.now();
  let last = 0;
  let shown = false;
  return {
    step(done, total) {
      const now = performance.now();
      if (now - start < PATIENCE || now - last < PAUSE) return;
      last = now;
      shown = true;
      stream.write(`\r\u001b[KChecking ${done} of ${total} files`);
    },
    end() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** Milliseconds before the first words, and between any two. */
const PATIENCE = 500;
const PAUSE = 100;

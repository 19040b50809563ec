import { existsSync, readFileSync } from 'node:fs';

/** A try to open a connection. */
export interface NetworkTry {
  /** The program's file and arguments. */
  readonly program: string;
  /** The function that was called. */
  readonly tried: string;
  readonly stack: string;
}

export interface NetworkLog {
  /** Programs that ran with `network-guard.cjs`. */
  readonly watched: readonly string[];
  readonly tries: readonly NetworkTry[];
}

/** What `network-guard.cjs` has noted so far. */
export function readNetworkLog(file: string): NetworkLog {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const entries = lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly program: string } & Partial<NetworkTry>);
  return {
    watched: entries.flatMap(({ program, tried }) => (tried === undefined ? [program] : [])),
    tries: entries.flatMap(({ program, tried, stack = '' }) =>
      tried === undefined ? [] : [{ program, tried, stack }],
    ),
  };
}

/** For people. */
export function networkTryWords({ program, tried, stack }: NetworkTry): string {
  return `${program}: ${tried}\n${stack}`;
}

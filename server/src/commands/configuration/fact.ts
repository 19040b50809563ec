import type { TracedText } from '../../yaml/traced-text.ts';
import { addressOf, ANY, isPort, parseEndpoint } from '../addresses.ts';
import type { Address, ListenFact, Protocol } from '../facts.ts';

/** What a directive says, beside its address. */
export interface Directive {
  readonly text: TracedText;
  readonly program: string;
  readonly protocol: Protocol;
  readonly purpose: ListenFact['purpose'];
  readonly reusesPort: boolean;
}

/** Where a program listens by its configuration. */
export interface ConfiguredListens {
  readonly listens: readonly ListenFact[];
  /** Whether that is all: more are written than are read, or one is not told by the text. */
  readonly complete: boolean;
}

export const LISTENS_NOWHERE: ConfiguredListens = { listens: [], complete: true };

export function joinListens(all: readonly ConfiguredListens[]): ConfiguredListens {
  return {
    listens: all.flatMap(({ listens }) => listens),
    complete: all.every(({ complete }) => complete),
  };
}

/** A listener read from a configuration file; none for a port that is none. */
export function configuredListen(
  directive: Directive,
  port: number,
  address: Address,
  digits: TracedText | undefined,
): readonly ListenFact[] {
  if (!isPort(port)) return [];
  const { text, ...rest } = directive;
  return [
    {
      ...rest,
      port,
      address,
      certainty: 'certain',
      evidence: { source: 'configuration', text },
      digits,
    },
  ];
}

/** A listener from `ADDRESS:PORT`, `PORT` or `ADDRESS`. */
export function listenAt(
  directive: Directive,
  value: TracedText,
  fallback: { readonly port: number; readonly host?: string } = { port: 0 },
): readonly ListenFact[] {
  const endpoint = parseEndpoint(value);
  if (!endpoint || endpoint.socketPath) return [];
  const host = endpoint.host?.text ?? fallback.host;
  const address = host === undefined ? ANY : addressOf(host);
  if (!address) return [];
  return configuredListen(directive, endpoint.port ?? fallback.port, address, endpoint.digits);
}

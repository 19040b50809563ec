import { sliceTraced, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type { Address } from './facts.ts';
import { numberIn, POD_IP, splitAt, trimmed } from './words.ts';

/** `host:port` in any of its forms, taken apart. */
export interface Endpoint {
  readonly scheme: string | undefined;
  /** Without brackets; absent in `:8080` and `8080`. */
  readonly host: TracedText | undefined;
  readonly port: number | undefined;
  readonly digits: TracedText | undefined;
  /** For `unix:` addresses and bare absolute paths: the socket's path. */
  readonly socketPath: TracedText | undefined;
  /** The part that is the address, without path and query. */
  readonly text: TracedText;
}

/**
 * Reads `8080`, `:8080`, `host`, `host:8080`, `[::1]:8080`, `scheme://user@host:8080/path`, `unix:///run/x.sock`,
 * `tcp:host:port`. Gives undefined for what is none of these, and for a port that is not known.
 */
export function parseEndpoint(whole: TracedText): Endpoint | undefined {
  const text = trimmed(whole);
  const scheme = /^([A-Za-z][\w+.-]*):\/\//.exec(text.text)?.[1]?.toLowerCase();
  if (scheme === 'unix' || /^unix:|^\//.test(text.text)) return socketEndpoint(text, scheme);
  let start = scheme === undefined ? 0 : scheme.length + 3;
  const tail = text.text.slice(start).search(/[/?#]/);
  const end = tail < 0 ? text.text.length : start + tail;
  const at = text.text.slice(start, end).lastIndexOf('@');
  if (at >= 0) start += at + 1;
  return hostAndPort(sliceTraced(text, start, end), scheme);
}

/** What stands between the endpoints of a list. */
export const ENDPOINTS_APART = /[\s,;]+/g;

/** The endpoints of a list. */
export function parseEndpoints(list: TracedText): readonly Endpoint[] {
  return endpointsIn(splitAt(list, ENDPOINTS_APART));
}

/** Those of a list's parts that are endpoints. */
export function endpointsIn(parts: readonly TracedText[]): readonly Endpoint[] {
  return parts.flatMap((part) => (part.text === '' ? [] : (parseEndpoint(part) ?? [])));
}

/** The address that a server binds for a host as written; undefined if that is not known. */
export function addressOf(host: string | undefined): Address | undefined {
  if (host === undefined || host === '' || host === '*' || host === '+') return ANY;
  if (host === POD_IP) return { type: 'podIP' };
  if (host.includes(UNKNOWN) || host.includes(POD_IP)) return undefined;
  if (host === '0.0.0.0' || host === '0') return { type: 'any', family: 'v4' };
  if (/^(?:0*:)+0*$/.test(host)) return ANY;
  if (/^127\.\d+\.\d+\.\d+$/.test(host)) return { type: 'loopback', family: 'v4' };
  if (/^(?:0*:)+0*1$/.test(host)) return { type: 'loopback', family: 'v6' };
  if (/^localhost\.?$/i.test(host)) return { type: 'loopback', family: 'dual' };
  return { type: 'ip', text: host };
}

export const ANY: Address = { type: 'any', family: 'dual' };

/** Whether a name or address could be a host at all. */
export function isHost(host: string): boolean {
  return (
    host === POD_IP ||
    /^[A-Za-z0-9_](?:[\w.-]*[\w])?\.?$/.test(host) ||
    /^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*$/.test(host)
  );
}

export function isPort(port: number): boolean {
  return port >= 1 && port <= 65535;
}

function socketEndpoint(text: TracedText, scheme: string | undefined): Endpoint | undefined {
  const start = scheme === undefined ? (/^unix:/.exec(text.text)?.[0].length ?? 0) : 7;
  const path = sliceTraced(text, start);
  if (!path.text.startsWith('/')) return undefined;
  return {
    scheme: 'unix',
    host: undefined,
    port: undefined,
    digits: undefined,
    socketPath: path,
    text,
  };
}

function hostAndPort(text: TracedText, scheme: string | undefined): Endpoint | undefined {
  const none = { scheme, host: undefined, port: undefined, digits: undefined } as const;
  const alone = numberIn(text);
  if (alone !== undefined && scheme === undefined)
    return { ...none, port: alone, digits: text, socketPath: undefined, text };
  const match =
    /^(\[[^\]]*\]|[^:]*)(?::([^:]*))?$/.exec(text.text) ?? /^(.*):(\d+)$/.exec(text.text);
  if (!match) return undefined;
  const [, hostPart = '', portPart] = match;
  const bracketed = hostPart.startsWith('[');
  // Only an IPv6 address, or something unknown, stands in brackets.
  if (bracketed && !isAddressInBrackets(hostPart)) return undefined;
  const host = bracketed
    ? sliceTraced(text, 1, hostPart.length - 1)
    : sliceTraced(text, 0, hostPart.length);
  if (portPart === undefined || portPart === '')
    return { ...none, host: orAbsent(host), socketPath: undefined, text };
  const digits = sliceTraced(text, hostPart.length + 1);
  const port = numberIn(digits);
  if (port === undefined) return undefined;
  return { scheme, host: orAbsent(host), port, digits, socketPath: undefined, text };
}

function isAddressInBrackets(text: string): boolean {
  return text.includes(UNKNOWN) || text.includes(POD_IP) || /^\[[\dA-Fa-f:.%]*\]$/.test(text);
}

function orAbsent(text: TracedText): TracedText | undefined {
  return text.text === '' ? undefined : text;
}

import { sliceTraced } from '../../yaml/traced-text.ts';
import type { TracedText } from '../../yaml/traced-text.ts';
import type { Address, ListenFact } from '../facts.ts';
import { splitAt } from '../words.ts';
import { joinListens, listenAt } from './fact.ts';
import type { ConfiguredListens, Directive } from './fact.ts';
import { masked } from './masked.ts';

/**
 * nginx's `listen` directives: `80`, `*:80`, `127.0.0.1:80`, `[::]:80`, `localhost` (port 80), `unix:…`, followed by
 * parameters. `80` alone is IPv4 only, and an IPv6 socket takes IPv6 only unless `ipv6only=off`
 * (nginx.org/en/docs/http/ngx_http_core_module.html#listen, stream/ngx_stream_core_module.html#listen).
 */
export function nginxListens(text: TracedText): ConfiguredListens {
  const plain = masked(text.text, '#');
  const found: ConfiguredListens[] = [];
  for (const match of plain.matchAll(/(?<=^|[\s;{}])listen\s+([^\s;{}][^;{}]{0,1000});/g)) {
    const from = match.index;
    const directive = sliceTraced(text, from, from + match[0].length - 1);
    const start = from + match[0].indexOf(match[1] ?? '');
    const [address, ...parameters] = splitAt(
      sliceTraced(text, start, start + (match[1]?.trimEnd().length ?? 0)),
      /\s+/g,
    );
    const words = parameters.map((word) => word.text);
    if (!address) continue;
    const listens = listenOf(directive, address, words);
    // What a variable stands for, or a range, is not read.
    found.push({ listens, complete: listens.length > 0 || address.text.startsWith('unix:') });
  }
  const { listens, complete } = joinListens(found);
  return {
    listens: found.length > 0 ? listens : defaultListens(text, plain),
    complete: complete && !FILLED_IN.test(plain),
  };
}

/** As `envsubst` fills it in when the container of the official image starts. */
const FILLED_IN = /(?<=^|[\s;{}])listen\s+[^\s;{}]*\$\{/;

/** `8000-8010` or `127.0.0.1:8000-8010`. */
const RANGE = /(?:^|:)\d+-\d+$/;

function listenOf(
  text: TracedText,
  address: TracedText,
  parameters: readonly string[],
): readonly ListenFact[] {
  if (/[$]/.test(address.text) || RANGE.test(address.text)) return [];
  const directive: Directive = {
    text,
    program: 'nginx',
    protocol: parameters.some((word) => word === 'udp' || word === 'quic') ? 'UDP' : 'TCP',
    purpose: 'service',
    reusesPort: parameters.includes('reuseport'),
  };
  return listenAt(directive, address, { port: 80 }).map((fact) => ({
    ...fact,
    address: withFamily(fact.address, address.text, parameters),
  }));
}

function withFamily(address: Address, written: string, parameters: readonly string[]): Address {
  if (address.type !== 'any') return address;
  if (!written.startsWith('[')) return { type: 'any', family: 'v4' };
  return { type: 'any', family: parameters.includes('ipv6only=off') ? 'dual' : 'v6' };
}

/** A server without `listen` takes port 80, or 8000 where nginx does not run as root. */
function defaultListens(text: TracedText, plain: string): readonly ListenFact[] {
  const match = /(?<=^|[\s;{}])server\s*\{/.exec(plain);
  if (!match || /(?<=^|[\s;{}])(?:include|listen)\s/.test(plain)) return [];
  const directive: Directive = {
    text: sliceTraced(text, match.index, match.index + 'server'.length),
    program: 'nginx',
    protocol: 'TCP',
    purpose: 'service',
    reusesPort: false,
  };
  return listenAt(directive, directive.text, { port: 80, host: '*' }).map((fact) => ({
    ...fact,
    address: { type: 'any', family: 'v4' },
  }));
}

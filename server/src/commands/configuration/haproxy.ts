import { sliceTraced } from '../../yaml/traced-text.ts';
import type { TracedText } from '../../yaml/traced-text.ts';
import type { ListenFact, Protocol } from '../facts.ts';
import { MOST_ITEMS } from '../items.ts';
import { splitAt } from '../words.ts';
import { joinListens, listenAt, LISTENS_NOWHERE } from './fact.ts';
import type { ConfiguredListens } from './fact.ts';
import { masked } from './masked.ts';

/**
 * HAProxy's `bind` lines: `[family@][ADDRESS]:PORT`, several with commas; and the address that older versions take
 * behind `listen NAME` (docs.haproxy.org/3.2/configuration.html#4-bind). It sets SO_REUSEPORT unless `noreuseport`. Of a
 * range (`:80-90`) the first port is read.
 */
export function haproxyListens(text: TracedText): ConfiguredListens {
  const plain = masked(text.text, '#');
  const reusesPort = !/^[ \t]*noreuseport\b/m.test(plain);
  const found: ConfiguredListens[] = [];
  for (const match of plain.matchAll(BIND)) {
    const value = match[1] ?? match[2] ?? '';
    const start = match.index + match[0].length - value.length;
    const indent = match[0].search(/\S/);
    const line = sliceTraced(
      text,
      match.index + Math.max(indent, 0),
      match.index + match[0].length,
    );
    const addresses = sliceTraced(text, start, start + value.length);
    const items = splitAt(addresses, /,/g, MOST_ITEMS + 1);
    for (const address of items.slice(0, MOST_ITEMS))
      found.push(listensOf(line, address, reusesPort));
    if (items.length > MOST_ITEMS) found.push(NOT_ALL);
  }
  return joinListens(found);
}

const BIND = /^[ \t]*(?:bind[ \t]+(\S+)|(?:listen|frontend)[ \t]+\S+[ \t]+(\S*:\d\S*))/gm;
const NOT_ALL: ConfiguredListens = { listens: [], complete: false };

function listensOf(text: TracedText, address: TracedText, reusesPort: boolean): ConfiguredListens {
  const family = /^(?:quic|udp|ipv|unix|fd|abns|sockpair)[46]?@/.exec(address.text)?.[0] ?? '';
  if (/^(?:unix|fd|abns|sockpair)/.test(family) || /^(?:\/|$)/.test(address.text))
    return LISTENS_NOWHERE;
  const protocol: Protocol = /^(?:quic|udp)/.test(family) ? 'UDP' : 'TCP';
  const first = address.text.replace(/-\d+$/, '');
  const value = sliceTraced(address, family.length, first.length);
  const listens = listenAt(
    { text, program: 'haproxy', protocol, purpose: 'service', reusesPort },
    value,
  ).map((fact): ListenFact =>
    // Without `v4v6` HAProxy's `:::80` takes IPv6 only; `*` and nothing are IPv4.
    fact.address.type === 'any' ? { ...fact, address: { type: 'any', family: 'v4' } } : fact,
  );
  return { listens, complete: listens.length > 0 && first === address.text };
}

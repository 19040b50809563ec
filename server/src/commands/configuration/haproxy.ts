import { sliceTraced } from '../../yaml/traced-text.ts';
import type { TracedText } from '../../yaml/traced-text.ts';
import type { ListenFact, Protocol } from '../facts.ts';
import { MOST_ITEMS } from '../items.ts';
import { splitAt } from '../words.ts';
import { listenAt } from './fact.ts';
import { masked } from './masked.ts';

/**
 * HAProxy's `bind` lines: `[family@][ADDRESS]:PORT`, several with commas; and the address that older versions take
 * behind `listen NAME` (docs.haproxy.org/3.2/configuration.html#4-bind). It sets SO_REUSEPORT unless `noreuseport`.
 */
export function haproxyListens(text: TracedText): readonly ListenFact[] {
  const plain = masked(text.text, '#');
  const reusesPort = !/^[ \t]*noreuseport\b/m.test(plain);
  const facts: ListenFact[] = [];
  for (const match of plain.matchAll(BIND)) {
    const value = match[1] ?? '';
    const start = match.index + match[0].length - value.length;
    const indent = match[0].search(/\S/);
    const line = sliceTraced(
      text,
      match.index + Math.max(indent, 0),
      match.index + match[0].length,
    );
    const addresses = sliceTraced(text, start, start + value.length);
    for (const address of splitAt(addresses, /,/g, MOST_ITEMS)) {
      for (const fact of listenOf(line, address, reusesPort)) facts.push(fact);
    }
  }
  return facts;
}

const BIND = /^[ \t]*(?:bind|(?:listen|frontend)[ \t]+\S+)[ \t]+(\S*:\d[^\s]*)/gm;

function listenOf(
  text: TracedText,
  address: TracedText,
  reusesPort: boolean,
): readonly ListenFact[] {
  const family = /^(?:quic|udp|ipv|unix|fd|abns|sockpair)[46]?@/.exec(address.text)?.[0] ?? '';
  if (/^(?:unix|fd|abns|sockpair)/.test(family) || address.text.startsWith('/')) return [];
  const protocol: Protocol = /^(?:quic|udp)/.test(family) ? 'UDP' : 'TCP';
  const value = sliceTraced(address, family.length, address.text.replace(/-\d+$/, '').length);
  return listenAt(
    { text, program: 'haproxy', protocol, purpose: 'service', reusesPort },
    value,
  ).map((fact) =>
    // Without `v4v6` HAProxy's `:::80` takes IPv6 only; `*` and nothing are IPv4.
    fact.address.type === 'any' ? { ...fact, address: { type: 'any', family: 'v4' } } : fact,
  );
}

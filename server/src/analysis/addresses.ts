import type { Address } from '../commands/facts.ts';

type Family = 'dual' | 'v4' | 'v6';

/**
 * Whether the kernel refuses the second of two sockets on one port and protocol.
 *
 * A wildcard overlaps every address of its family, and `[::]` those of IPv4 too unless IPV6_V6ONLY is set, which
 * servers seldom do; two specific addresses overlap only if they are equal (ip(7), ipv6(7); the table in
 * test/unit/analysis/addresses.test.ts is checked against bind() itself).
 */
export function addressesOverlap(a: Address, b: Address): boolean {
  if (a.type === 'any') return familiesMeet(a.family, familyOf(b));
  if (b.type === 'any') return familiesMeet(familyOf(a), b.family);
  if (a.type === 'loopback' && b.type === 'loopback') return familiesMeet(a.family, b.family);
  if (a.type === 'podIP' || b.type === 'podIP') return a.type === b.type;
  if (a.type === 'ip' && b.type === 'ip') return a.text === b.text;
  return false;
}

function familyOf(address: Address): Family {
  switch (address.type) {
    case 'any':
    case 'loopback':
      return address.family;
    // A pod's first IP is an IPv4 one but in clusters of IPv6 alone; where it is unknown, silence is right.
    case 'podIP':
      return 'v4';
    case 'ip':
      return address.text.includes(':') ? 'v6' : 'v4';
  }
}

/** A dual-stack socket meets both families. */
function familiesMeet(a: Family, b: Family): boolean {
  return a === 'dual' || b === 'dual' || a === b;
}

export const ANY: Address = { type: 'any', family: 'dual' };
export const LOOPBACK: Address = { type: 'loopback', family: 'dual' };

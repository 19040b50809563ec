import { sliceTraced } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addressOf, ANY, isPort } from './addresses.ts';
import { addAccess } from './invocation.ts';
import type { Invocation } from './invocation.ts';
import { addConnection } from './targets.ts';
import { numberIn, splitAt } from './words.ts';

/**
 * One of socat's two addresses: `TCP-LISTEN:8080,fork,bind=127.0.0.1`, `UNIX-LISTEN:/path`, `TCP:host:port`; upper and
 * lower case are the same (www.dest-unreach.org/socat/doc/socat.html, "Address types").
 */
export function addSocatAddress(address: TracedText, invocation: Invocation): void {
  const [head, ...options] = splitAt(address, /,/g);
  const match = head && /^([A-Za-z\d-]+):(.*)$/.exec(head.text);
  if (!head || !match) return;
  const [, keyword = '', rest = ''] = match;
  const type = keyword.toUpperCase();
  const value = sliceTraced(head, head.text.length - rest.length);
  if (/^(?:UNIX|ABSTRACT)-/.test(type) || type === 'UNIX') {
    if (type.startsWith('UNIX')) addUnixSocket(type, value, invocation);
    return;
  }
  if (/-(?:LISTEN|L|RECVFROM|RECV)$/.test(type))
    addListener(type, value, options, address, invocation);
  else if (/^(?:TCP|UDP|SCTP|OPENSSL|SSL)\d?(?:-(?:CONNECT|SENDTO|DATAGRAM))?$/.test(type))
    addConnection(
      value,
      { source: invocation.source, text: address },
      'certain',
      invocation.collector,
    );
  else if (/^(?:FILE|OPEN|GOPEN|CREATE)$/.test(type))
    addAccess(invocation, value, { mode: type === 'CREATE' ? 'write' : 'read', target: 'file' });
}

function addUnixSocket(type: string, path: TracedText, invocation: Invocation): void {
  const makes = /-(?:LISTEN|L|RECVFROM|RECV)$/.test(type);
  addAccess(invocation, path, { mode: makes ? 'create-socket' : 'connect-socket', target: 'file' });
}

function addListener(
  type: string,
  digits: TracedText,
  options: readonly TracedText[],
  whole: TracedText,
  invocation: Invocation,
): void {
  const port = numberIn(digits);
  if (port === undefined || !isPort(port)) {
    invocation.collector.leaveOpen();
    return;
  }
  const bind = options.find((option) => /^bind=/i.test(option.text));
  const v6only = options.some((option) => /^ipv6-?v6only(?:=1)?$/i.test(option.text));
  invocation.collector.listen({
    port,
    protocol: type.startsWith('UDP') ? 'UDP' : type.startsWith('SCTP') ? 'SCTP' : 'TCP',
    address: bind ? (addressOf(bind.text.slice(5)) ?? ANY) : familyOf(type, v6only),
    certainty: 'certain',
    evidence: { source: invocation.source, text: whole },
    digits,
    reusesPort: options.some((option) => /^(?:so-)?reuseport/i.test(option.text)),
    purpose: 'service',
    program: invocation.name,
  });
}

function familyOf(type: string, v6only: boolean): typeof ANY {
  if (/^\D+4/.test(type)) return { type: 'any', family: 'v4' };
  return /^\D+6/.test(type) && v6only ? { type: 'any', family: 'v6' } : ANY;
}

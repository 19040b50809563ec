import { UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { isHost, isPort, parseEndpoint } from './addresses.ts';
import type { Endpoint } from './addresses.ts';
import type { Certainty, Evidence, Protocol } from './facts.ts';
import { addAccess, hasOption, optionsNamed } from './invocation.ts';
import type { Invocation } from './invocation.ts';
import { itemsOf } from './items.ts';
import type { Target } from './program-model.ts';
import { numberIn, POD_IP, through } from './words.ts';

/** Adds what a client connects to. */
export function addTarget(target: Target, invocation: Invocation): void {
  if (hasOption(invocation, target.notWith)) return;
  const protocol: Protocol = hasOption(invocation, target.udpWith) ? 'UDP' : 'TCP';
  const before = invocation.collector.connects.length;
  for (const part of addressesOf(target, invocation)) {
    for (const item of itemsOf(part.value, /,/g, invocation.collector))
      addEndpoint(item, part, { ...target, protocol }, invocation);
  }
  addHostAndPort(target, protocol, invocation);
  if (!target.waits) return;
  for (const connect of invocation.collector.connects.slice(before))
    invocation.collector.wait({
      host: connect.host,
      port: connect.port,
      text: connect.evidence.text,
    });
}

/** Adds a connection read from text that holds an address; false if it holds none. */
export function addConnection(
  value: TracedText,
  evidence: Evidence,
  certainty: Certainty,
  collector: Invocation['collector'],
): boolean {
  const endpoint = parseEndpoint(value);
  if (!endpoint?.host || !isTarget(endpoint.host)) return false;
  const port = endpoint.port ?? schemePort(endpoint.scheme);
  if (port !== undefined && !isPort(port)) return false;
  collector.connect({
    host: endpoint.host.text,
    port,
    protocol: endpoint.scheme === 'udp' ? 'UDP' : 'TCP',
    hostText: endpoint.host,
    digits: endpoint.digits,
    evidence,
    certainty,
  });
  return true;
}

/** The port that a URL means if it names none (IANA's registry of services, and each product's default). */
export function schemePort(scheme: string | undefined): number | undefined {
  return scheme === undefined ? undefined : SCHEME_PORTS.get(scheme);
}

const SCHEME_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ['ftp', 21],
  ['ssh', 22],
  ['ldap', 389],
  ['ldaps', 636],
  ['redis', 6379],
  ['rediss', 6379],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mongodb', 27017],
  ['amqp', 5672],
  ['amqps', 5671],
  ['nats', 4222],
  ['mqtt', 1883],
]);

/** Operands before `--`: behind it stands a command line. */
function ownOperands(invocation: Invocation): readonly TracedText[] {
  const { operands, afterDashes } = invocation.line;
  return operands
    .slice(0, operands.length - afterDashes.length)
    .filter((operand) => parseEndpoint(operand)?.port !== undefined);
}

/** `mongodb://host/db`, `host:27017/db`; a bare word names a database. One that is found by SRV records has no port. */
function isConnectionString({ text }: TracedText): boolean {
  return !/^[\w+]+\+srv:|^\//.test(text) && /[:/.]/.test(text) && !text.endsWith('.js');
}

interface Part {
  readonly value: TracedText;
  readonly text: TracedText;
  /** An operand is a URL as well without a scheme; an option's value too. */
  readonly role: 'url' | 'address';
}

function addressesOf(target: Target, invocation: Invocation): readonly Part[] {
  const parts: Part[] = optionsNamed(invocation, target.addressFlags).flatMap((option) =>
    option.value ? [{ value: option.value, text: option.text, role: 'address' }] : [],
  );
  const { operands } = invocation.line;
  const asPart = (role: Part['role']): ((value: TracedText) => Part) => {
    return (value) => ({ value, text: value, role });
  };
  switch (target.operands) {
    case 'urls':
      return [...parts, ...operands.map(asPart('url'))];
    case 'address':
      return [...parts, ...operands.slice(0, 1).map(asPart('address'))];
    case 'addresses':
      return [...parts, ...ownOperands(invocation).map(asPart('address'))];
    case 'connection-string':
      return [...parts, ...operands.slice(0, 1).filter(isConnectionString).map(asPart('address'))];
    case 'none':
    case 'host-port':
      return parts;
  }
}

function addEndpoint(
  item: TracedText,
  part: Part,
  target: Target & { readonly protocol: Protocol },
  invocation: Invocation,
): void {
  const endpoint = parseEndpoint(item);
  if (!endpoint) return;
  if (endpoint.socketPath) {
    if (endpoint.scheme === 'unix' && item.text.startsWith('unix'))
      addAccess(invocation, endpoint.socketPath, { mode: 'connect-socket', target: 'file' });
    return;
  }
  const port =
    endpoint.port ?? schemePort(endpoint.scheme) ?? (part.role === 'url' ? 80 : target.defaultPort);
  const host = endpoint.host;
  if (!host || !isTarget(host) || !isAddressLike(endpoint, part)) return;
  invocation.collector.connect({
    host: host.text,
    port,
    protocol: target.protocol,
    hostText: host,
    digits: endpoint.digits,
    evidence: { source: invocation.source, text: part.text },
    certainty: 'certain',
  });
}

/** A bare word is a file's or a database's name as well as a host's; curl takes it for a host all the same. */
function isAddressLike(endpoint: Endpoint, part: Part): boolean {
  if (endpoint.scheme !== undefined || endpoint.port !== undefined) return true;
  return part.role === 'url' || !part.text.text.includes('=');
}

function addHostAndPort(target: Target, protocol: Protocol, invocation: Invocation): void {
  const host = settingOf(target.hostFlags, target.hostVariables, invocation);
  const port = settingOf(target.portFlags, target.portVariables, invocation);
  if (target.operands === 'host-port') {
    addOperands(target, protocol, invocation);
    return;
  }
  if (target.hostFlags.length === 0) return;
  const number = port?.value && numberIn(port.value);
  if (host?.value.text.startsWith('/')) return;
  const name = host?.value ?? undefined;
  if (name && !isTarget(name)) return;
  if (!name && (target.defaultHost === undefined || hasAddress(target, invocation))) return;
  // A word that is not known may be an option, with any host.
  if (!name && invocation.line.operands.some(({ text }) => text.includes(UNKNOWN))) return;
  const text = host && port ? through(host.text, port.text) : (host?.text ?? port?.text);
  const endpoint = name && parseEndpoint(name);
  invocation.collector.connect({
    host: endpoint?.host?.text ?? name?.text ?? target.defaultHost ?? '',
    port: endpoint?.port ?? (port ? number : target.defaultPort),
    protocol,
    hostText: endpoint?.host ?? name ?? invocation.word,
    digits: endpoint?.digits ?? (number === undefined ? undefined : port?.value),
    evidence: { source: invocation.source, text: text ?? invocation.word },
    certainty: name ? 'certain' : 'likely',
  });
}

function hasAddress(target: Target, invocation: Invocation): boolean {
  if (hasOption(invocation, target.addressFlags)) return true;
  const [first] = invocation.line.operands;
  if (target.operands !== 'connection-string' || !first) return false;
  return isConnectionString(first) || first.text.includes('://');
}

/** `nc -z HOST PORT`, `telnet HOST PORT`. */
function addOperands(target: Target, protocol: Protocol, invocation: Invocation): void {
  const [host, port] = invocation.line.operands;
  if (!host || !isTarget(host)) return;
  const endpoint = parseEndpoint(host);
  const number = port ? numberIn(port) : (endpoint?.port ?? target.defaultPort);
  if (number === undefined || !isPort(number) || !endpoint?.host) return;
  invocation.collector.connect({
    host: endpoint.host.text,
    port: number,
    protocol,
    hostText: endpoint.host,
    digits: port ?? endpoint.digits,
    evidence: { source: invocation.source, text: port ? through(host, port) : host },
    certainty: 'certain',
  });
}

interface Setting {
  readonly value: TracedText;
  readonly text: TracedText;
}

function settingOf(
  flags: readonly string[],
  variables: readonly string[],
  invocation: Invocation,
): Setting | undefined {
  const option = optionsNamed(invocation, flags).at(-1);
  if (option?.value) return { value: option.value, text: option.text };
  const value = variables
    .map((name) => invocation.variables.get(name))
    .find((candidate) => candidate !== undefined);
  return value && { value, text: value };
}

/** Whether text is a host that a client can be sent to. */
export function isTarget(host: TracedText): boolean {
  return (
    !host.text.includes(UNKNOWN) && host.text !== POD_IP && isHost(host.text.replace(/:\d+$/, ''))
  );
}

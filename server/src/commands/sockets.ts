import { isKnown, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import {
  addressOf,
  ANY,
  endpointsIn,
  ENDPOINTS_APART,
  isPort,
  parseEndpoint,
} from './addresses.ts';
import type { Endpoint } from './addresses.ts';
import type { Address, Certainty, Evidence, Protocol } from './facts.ts';
import { hasOption, optionsNamed } from './invocation.ts';
import type { Invocation } from './invocation.ts';
import { itemsOf } from './items.ts';
import { optionFrom } from './options.ts';
import type { Option } from './options.ts';
import type { Program, ProgramSocket } from './program-model.ts';
import { numberIn, trimmed } from './words.ts';

/** Adds where one of a program's sockets listens: as its options say, else its variables, else by default. */
export function addSocket(socket: ProgramSocket, row: Program, invocation: Invocation): void {
  if (socket.onlyWith && !hasOption(invocation, socket.onlyWith)) return;
  if (socket.notWith && hasOption(invocation, socket.notWith)) return;
  const settings = settingsOf(socket, invocation);
  const host = settings.host;
  if (settings.addresses.length > 0) {
    invocation.collector.move(socket.port);
    for (const address of settings.addresses) addBinding(address, socket, host, invocation);
    return;
  }
  if (settings.port) {
    invocation.collector.move(socket.port);
    addPort(settings.port, socket, host, invocation);
    return;
  }
  if (!isOnByDefault(socket, invocation)) return;
  if (socket.configured && configurationsOf(row, invocation).length > 0) {
    // The file that the command line names decides, not the image's own.
    invocation.collector.move(socket.port);
    return;
  }
  const opener = optionsNamed(invocation, socket.openedBy).at(-1);
  if (host) {
    invocation.collector.move(socket.port);
    add(socket, invocation, {
      port: socket.port,
      address: host.value ? addressIn(host.value) : ANY,
      evidence: { source: host.source, text: host.text },
      digits: undefined,
      host: host.value,
      certainty: 'certain',
    });
  } else if (opener && socket.when === 'conditional') {
    add(socket, invocation, {
      port: socket.port,
      address: socket.address === 'loopback' ? LOOPBACK : ANY,
      evidence: { source: invocation.source, text: opener.text },
      digits: undefined,
      certainty: 'certain',
    });
  } else if (!invocation.byImage && socket.port > 0) {
    add(socket, invocation, {
      port: socket.port,
      address: socket.address === 'loopback' ? LOOPBACK : ANY,
      evidence: { source: 'program-default', text: invocation.word },
      digits: undefined,
      certainty:
        row.defaults === 'certain'
          ? 'certain'
          : socket.purpose === 'service'
            ? 'likely'
            : 'possible',
    });
  }
}

/** The configuration files that a command line names. */
export function configurationsOf(
  row: Program,
  invocation: Invocation,
): readonly { readonly value: TracedText; readonly text: TracedText }[] {
  const named = optionsNamed(invocation, row.configuration).flatMap((option) =>
    option.value ? [{ value: option.value, text: option.text }] : [],
  );
  const operand =
    row.configurationOperand === undefined
      ? undefined
      : invocation.line.operands[row.configurationOperand];
  return operand && /[/.]/.test(operand.text)
    ? [...named, { value: operand, text: operand }]
    : named;
}

/** A setting from an option, an operand or a variable. */
interface Setting extends Option {
  readonly source: Evidence['source'];
  /** The host in it is what others are told. */
  readonly portOnly?: boolean;
}

interface Settings {
  readonly addresses: readonly Setting[];
  readonly port: Setting | undefined;
  readonly host: Setting | undefined;
}

const LOOPBACK: Address = { type: 'loopback', family: 'v4' };

function settingsOf(socket: ProgramSocket, invocation: Invocation): Settings {
  const given = (names: readonly string[]): readonly Setting[] =>
    optionsNamed(invocation, names).map((option) => ({ ...option, source: invocation.source }));
  const set = (names: readonly string[]): readonly Setting[] =>
    names.flatMap((name) => {
      const value = invocation.variables.get(name);
      return value ? [{ ...optionFrom(name, value), text: value, source: 'variable' }] : [];
    });
  const operand = operandOf(socket, invocation);
  const addresses = [...given(socket.addressFlags), ...(operand ? [operand] : [])];
  const port = given(socket.portFlags).at(-1);
  const host = given(socket.hostFlags).at(-1) ?? set(socket.hostVariables).at(-1);
  if (addresses.length > 0) return { addresses, port, host };
  if (port) return { addresses, port, host };
  const named = set(socket.addressVariables);
  const advertised = named.length > 0 ? [] : set(socket.advertisedVariables);
  return {
    addresses: [...named, ...advertised.map((setting) => ({ ...setting, portOnly: true }))],
    port: set(socket.portVariables).at(-1),
    host,
  };
}

function operandOf(socket: ProgramSocket, invocation: Invocation): Setting | undefined {
  if (socket.operand === undefined) return undefined;
  const { operands } = invocation.line;
  const operand = socket.operand === 'last' ? operands.at(-1) : operands[socket.operand];
  const endpoint = operand && parseEndpoint(operand);
  if (!operand || endpoint?.port === undefined) return undefined;
  return { ...optionFrom('', operand), text: operand, source: invocation.source };
}

function isOnByDefault(socket: ProgramSocket, invocation: Invocation): boolean {
  if (socket.offVariables.some((setting) => isSet(setting, invocation))) {
    invocation.collector.move(socket.port);
    return false;
  }
  if (socket.when === 'always') return true;
  if (socket.openedBy.some((name) => isOn(name, invocation))) return true;
  return (
    socket.when === 'subcommand' &&
    socket.subcommand !== undefined &&
    (invocation.line.operands[0]?.text === socket.subcommand ||
      invocation.name === socket.subcommand)
  );
}

/** Whether an option is given, and not as `=false`. */
function isOn(name: string, invocation: Invocation): boolean {
  return optionsNamed(invocation, [name]).some((option) => option.value?.text !== 'false');
}

function isSet(setting: string, invocation: Invocation): boolean {
  const equals = setting.indexOf('=');
  const value = invocation.variables.get(setting.slice(0, equals));
  return value?.text === setting.slice(equals + 1);
}

/** `ADDRESS:PORT`, a URL, or several of them. */
function addBinding(
  setting: Setting,
  socket: ProgramSocket,
  host: Setting | undefined,
  invocation: Invocation,
): void {
  if (!setting.value || setting.value.text === '' || /^(?:off|none)$/i.test(setting.value.text))
    return;
  const endpoints = endpointsIn(itemsOf(setting.value, ENDPOINTS_APART, invocation.collector));
  if (!isKnown(setting.value) && endpoints.length === 0) invocation.collector.leaveOpen();
  if (endpoints.length === 0) return;
  const { text } = setting.value;
  const bound: Bound = {
    socket: /\/udp$/i.test(text) ? { ...socket, protocol: 'UDP' } : socket,
    reusesPort: /\breuseport\b/.test(text),
    host,
  };
  for (const endpoint of endpoints) addEndpoint(endpoint, setting, bound, invocation);
}

/** What holds for all addresses of one value. */
interface Bound {
  readonly socket: ProgramSocket;
  readonly reusesPort: boolean;
  readonly host: Setting | undefined;
}

function addEndpoint(
  endpoint: Endpoint,
  setting: Setting,
  { socket, reusesPort, host }: Bound,
  invocation: Invocation,
): void {
  if (endpoint.socketPath || endpoint.scheme === 'fd') return;
  // A word such as `ssl` or `reuseport` that follows an address in a list is no address.
  if (endpoint.port === undefined && endpoint.host && !looksLikeHost(endpoint.host)) return;
  const port = endpoint.port ?? socket.port;
  if (!isPort(port)) return;
  const written = setting.portOnly ? undefined : (endpoint.host ?? host?.value);
  add(endpoint.scheme === 'udp' ? { ...socket, protocol: 'UDP' } : socket, invocation, {
    port,
    address: written ? addressIn(written) : defaultAddress(endpoint, socket),
    evidence: { source: setting.source, text: setting.text },
    digits: endpoint.digits,
    host: written,
    certainty: 'certain',
    reusesPort,
  });
}

/** A colon without a host asks for all addresses; a port alone leaves the program's own. */
function defaultAddress(endpoint: Endpoint, socket: ProgramSocket): Address {
  return endpoint.text.text.startsWith(':') || socket.address === 'any' ? ANY : LOOPBACK;
}

function looksLikeHost(host: TracedText): boolean {
  return /[.:*]|^\d+$|^localhost$/.test(host.text) || host.text.includes(UNKNOWN);
}

function addPort(
  setting: Setting,
  socket: ProgramSocket,
  host: Setting | undefined,
  invocation: Invocation,
): void {
  const value = setting.value && trimmed(setting.value);
  // Some flags take `ADDRESS:PORT` too.
  const endpoint = value && parseEndpoint(value);
  const port = value && (numberIn(value) ?? endpoint?.port);
  if (port === undefined) {
    if (value && value.text !== '' && !/^-\d+$/.test(value.text)) invocation.collector.leaveOpen();
    return;
  }
  if (!isPort(port)) return;
  const written = endpoint?.host ?? host?.value;
  const unset = host || socket.address === 'any' ? ANY : LOOPBACK;
  add(socket, invocation, {
    port,
    address: written ? addressIn(written) : unset,
    evidence: { source: setting.source, text: setting.text },
    digits: endpoint?.digits ?? value,
    host: written,
    certainty: 'certain',
  });
}

interface Binding {
  readonly port: number;
  /** Undefined where the host is not known. */
  readonly address: Address | undefined;
  readonly evidence: Evidence;
  readonly digits: TracedText | undefined;
  readonly certainty: Certainty;
  readonly host?: TracedText | undefined;
  readonly reusesPort?: boolean;
}

function add(socket: ProgramSocket, invocation: Invocation, binding: Binding): void {
  const udp = socket.udpWith !== undefined && hasOption(invocation, socket.udpWith);
  const protocol: Protocol = udp ? 'UDP' : socket.protocol;
  const certainty = binding.address === undefined ? 'possible' : binding.certainty;
  if (binding.address === undefined) invocation.collector.leaveOpen();
  invocation.collector.listen({
    port: binding.port,
    protocol,
    address: binding.address ?? ANY,
    certainty,
    evidence: binding.evidence,
    digits: binding.digits,
    ...(binding.host && { hostText: binding.host }),
    reusesPort: (socket.reusesPort ?? false) || (binding.reusesPort ?? false),
    purpose: socket.purpose,
    program: invocation.name,
  });
}

/** Several hosts, as `redis-server --bind 127.0.0.1 10.0.0.1` takes them, count as their widest. */
function addressIn(host: TracedText): Address | undefined {
  const first = trimmed(host).text.split(/[\s,]+/);
  const addresses = first.map((text) => addressOf(text.replace(/^-|^\[|\]$/g, '')));
  return (
    addresses.find((address) => address?.type === 'any') ??
    addresses.find((address) => address?.type === 'ip') ??
    addresses[0]
  );
}

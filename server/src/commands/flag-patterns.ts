import { isKnown } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addressOf, ANY, isPort, parseEndpoint } from './addresses.ts';
import type { Endpoint } from './addresses.ts';
import type { Address, Certainty, Evidence } from './facts.ts';
import { addFileFlag } from './file-flags.ts';
import type { Invocation } from './invocation.ts';
import { itemsOf } from './items.ts';
import { FOREIGN, hasWord, nameWords, OWN, purposeOf } from './names.ts';
import type { Option } from './options.ts';
import { addConnection } from './targets.ts';
import { numberIn } from './words.ts';

/**
 * Reads an option of a program that is not known, or that the program's row does not name, by its name and the form
 * of its value. The certainties follow how often such an option bound a port that its own container declares, in
 * 13,282 published pod specs: a colon first, or all addresses: 76–100 %, the rest undeclared; `--port`: 96 %;
 * `--…-port`: 94 %; a loopback address without `listen` or the like in the name: 0 %, it is the neighbour's.
 */
export function addOptionsByName(options: readonly Option[], invocation: Invocation): void {
  const host = options.findLast(isHostOption);
  for (const option of options) {
    if (!option.value || option.value.text === '') continue;
    const words = nameWords(option.name);
    if (hasWord(words, SILENT)) continue;
    if (host?.value && goesWith(host, words)) {
      addHostAndPort(
        { ...host, value: host.value },
        { ...option, value: option.value },
        invocation,
      );
      continue;
    }
    for (const value of itemsOf(option.value, /,/g, invocation.collector))
      addValue({ ...option, value }, words, invocation);
  }
}

/** `--bind-address` is the host of all the program's ports, `--host` of its `--port`. */
function goesWith(host: Option, words: readonly string[]): boolean {
  const port = words.join(' ');
  return port === 'port' || (hasWord(nameWords(host.name), OWN) && SURE_PORTS.has(port));
}

/** `--host`, `--bind`, `--address` with a host and no port: it goes with `--port`. */
function isHostOption(option: Option): boolean {
  if (
    !/^--?(?:host|bind|address|addr|ip|listen|(?:bind|listen)[-_.]?(?:address|addr|host))$/i.test(
      option.name,
    )
  )
    return false;
  const endpoint = option.value && parseEndpoint(option.value);
  return (
    endpoint?.host !== undefined && endpoint.port === undefined && endpoint.scheme === undefined
  );
}

/** `--host 0.0.0.0 --port 80` listens, `--host db --port 5432` connects, `--host localhost` may do either. */
function addHostAndPort(host: ValuedOption, port: ValuedOption, invocation: Invocation): void {
  const evidence: Evidence = { source: invocation.source, text: port.text };
  const number = numberIn(port.value);
  const address = addressOf(host.value.text);
  if (number === undefined || !isPort(number)) {
    if (!isKnown(port.value)) invocation.collector.leaveOpen();
    return;
  }
  const own = hasWord(nameWords(host.name), OWN);
  if (address?.type === 'ip' && !own) {
    invocation.collector.connect({
      host: host.value.text,
      port: number,
      protocol: 'TCP',
      hostText: host.value,
      digits: port.value,
      evidence,
      certainty: 'likely',
    });
    return;
  }
  invocation.collector.listen({
    port: number,
    protocol: 'TCP',
    address: address ?? ANY,
    certainty:
      address === undefined || (address.type === 'loopback' && !own) ? 'possible' : 'likely',
    evidence,
    digits: port.value,
    hostText: host.value,
    reusesPort: false,
    purpose: 'service',
    program: invocation.name,
  });
}

/** Addresses that others are told, and settings that look like ports and are none. */
const SILENT: ReadonlySet<string> = new Set([
  'advertise',
  'advertised',
  'advertising',
  'cidr',
  'range',
  'issuer',
  'audience',
  'origin',
  'origins',
  'redirect',
  'domain',
]);

/** Words of names whose loopback addresses are listened on; and of flags that only bind. */
const OWN_ON_LOOPBACK: ReadonlySet<string> = new Set([
  ...OWN,
  'health',
  'healthz',
  'metrics',
  'pprof',
  'debug',
  'admin',
  'telemetry',
]);

interface ValuedOption extends Option {
  readonly value: TracedText;
}

function addValue(option: ValuedOption, words: readonly string[], invocation: Invocation): void {
  const evidence: Evidence = { source: invocation.source, text: option.text };
  const port = numberIn(option.value);
  if (port !== undefined) {
    addNumber(port, option, words, invocation, evidence);
    return;
  }
  if (!isKnown(option.value) && isPortName(words) && !hasWord(words, FOREIGN)) {
    invocation.collector.leaveOpen();
    return;
  }
  const endpoint = parseEndpoint(option.value);
  if (endpoint?.socketPath) {
    addFileFlag(option.value, endpoint.socketPath, words, option, invocation);
    return;
  }
  if (endpoint?.port !== undefined && isPort(endpoint.port)) {
    addAddress(endpoint, option, words, invocation, evidence);
    return;
  }
  // A host without a port counts only in a URL: any other word is a word.
  if (endpoint?.scheme !== undefined)
    addConnection(option.value, evidence, 'likely', invocation.collector);
}

function addNumber(
  port: number,
  option: ValuedOption,
  words: readonly string[],
  invocation: Invocation,
  evidence: Evidence,
): void {
  const certainty = certaintyOfNumber(option.name, words);
  if (certainty === undefined || !isPort(port)) return;
  invocation.collector.listen({
    port,
    protocol: words.includes('udp') ? 'UDP' : 'TCP',
    address: ANY,
    certainty,
    evidence,
    digits: option.value,
    reusesPort: false,
    purpose: purposeOf(words),
    program: invocation.name,
  });
}

/** Ports whose names are known well: 96–100 % of them are the container's own. */
const SURE_PORTS: ReadonlySet<string> = new Set([
  'port',
  'listen port',
  'bind port',
  'http port',
  'https port',
  'grpc port',
  'metrics port',
  'secure port',
  'health port',
  'healthz port',
  'probe port',
  'server port',
  'admin port',
  'webhook port',
  'telemetry port',
  'insecure port',
  'listen',
]);

function certaintyOfNumber(name: string, words: readonly string[]): Certainty | undefined {
  if (SURE_PORTS.has(words.join(' '))) return name.startsWith('-') ? 'likely' : 'possible';
  if (!isPortName(words) || hasWord(words, FOREIGN) || words.includes('app')) return undefined;
  return 'possible';
}

function isPortName(words: readonly string[]): boolean {
  return words.at(-1) === 'port';
}

function addAddress(
  endpoint: Endpoint,
  option: ValuedOption,
  words: readonly string[],
  invocation: Invocation,
  evidence: Evidence,
): void {
  const address = addressOf(endpoint.host?.text);
  const certainty = listenCertainty(endpoint, address, words);
  if (certainty === undefined) {
    addConnection(option.value, evidence, 'likely', invocation.collector);
    return;
  }
  invocation.collector.listen({
    port: endpoint.port ?? 0,
    protocol: isUdp(endpoint, option, words) ? 'UDP' : 'TCP',
    address: address ?? ANY,
    certainty: address ? certainty : 'possible',
    evidence,
    digits: endpoint.digits,
    ...(endpoint.host && { hostText: endpoint.host }),
    reusesPort: false,
    purpose: purposeOf(words),
    program: invocation.name,
  });
}

function isUdp(endpoint: Endpoint, option: ValuedOption, words: readonly string[]): boolean {
  return endpoint.scheme === 'udp' || words.includes('udp') || /\/udp$/i.test(option.value.text);
}

/** How sure it is that an address is listened on; undefined if it is dialled. */
function listenCertainty(
  endpoint: Endpoint,
  address: Address | undefined,
  words: readonly string[],
): Certainty | undefined {
  const own = hasWord(words, OWN);
  const named = /^(?:addr|address|addresses|endpoint|host)$/.test(words.at(-1) ?? '');
  if (hasWord(words, FOREIGN) && !own && address?.type !== 'any') return undefined;
  switch (address?.type) {
    case undefined:
      return own ? 'possible' : undefined;
    case 'any':
      // `--upstream=:8080` dials; a proxy's own flags say so.
      if (hasWord(words, FOREIGN) && !own) return undefined;
      return own || named || endpoint.scheme === undefined
        ? own || named
          ? 'certain'
          : 'likely'
        : undefined;
    case 'podIP':
      return own || named ? 'certain' : 'likely';
    case 'loopback':
      if (own) return 'certain';
      return hasWord(words, OWN_ON_LOOPBACK) && endpoint.scheme === undefined
        ? 'likely'
        : undefined;
    case 'ip':
      return own && /^[\d.:]+$/.test(address.text) ? 'certain' : undefined;
  }
}

import { isKnown } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addressOf, ANY, isHost, isPort, parseEndpoint, parseEndpoints } from './addresses.ts';
import type { Endpoint } from './addresses.ts';
import type { Collector } from './collector.ts';
import type { Certainty, Evidence } from './facts.ts';
import { FOREIGN, hasWord, nameWords, OWN, purposeOf } from './names.ts';
import { addAccess } from './invocation.ts';
import { itemsOf } from './items.ts';
import { addConnection, schemePort } from './targets.ts';
import { numberIn } from './words.ts';

type Variables = ReadonlyMap<string, TracedText>;

/**
 * Reads environment variables by their names, for a program that is not known. Measured over 13,282 published pod
 * specs, the share that names a port which the container itself declares: `PORT`, `SERVER_PORT`, `HTTP_PORT` 100 %;
 * `GRPC_PORT` and the like 84 %; other `…_PORT` 67 %; `DB_PORT` and the like 6 %: those are dialled.
 */
export function addVariableListeners(variables: Variables, collector: Collector): void {
  for (const [name, value] of variables) {
    const words = nameWords(name);
    if (ADDRESS_LISTS.has(name)) {
      addAddressList(value, collector);
      continue;
    }
    if (words.includes('advertised') || words.includes('advertise')) continue;
    const fact = listenerIn(name, words, value, variables);
    if (!fact) continue;
    collector.listen({
      protocol: words.includes('udp') ? 'UDP' : 'TCP',
      reusesPort: false,
      purpose: purposeOf(words),
      program: undefined,
      evidence: { source: 'variable', text: value },
      ...fact,
    });
  }
}

/** Reads the addresses that variables tell a program to connect to, whatever the program. */
export function addVariableTargets(variables: Variables, collector: Collector): void {
  for (const [name, value] of variables) {
    const words = nameWords(name);
    const evidence: Evidence = { source: 'variable', text: value };
    if (ADDRESS_LISTS.has(name) || addPath(name, words, value, collector)) continue;
    if (isDialled(words)) {
      for (const item of itemsOf(value, /[,;\s]+/g, collector))
        addDialled(item, words, evidence, collector);
    } else if (words.at(-1) === 'host' || words.at(-1) === 'hostname') {
      addHost(name, value, variables, collector);
    }
  }
}

/** Where ASP.NET Core listens (learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints). */
const ADDRESS_LISTS: ReadonlySet<string> = new Set([
  'ASPNETCORE_URLS',
  'DOTNET_URLS',
  'ASPNETCORE_HTTP_PORTS',
  'ASPNETCORE_HTTPS_PORTS',
]);

function addAddressList(list: TracedText, collector: Collector): void {
  for (const endpoint of parseEndpoints(list)) {
    const port = endpoint.port ?? schemePort(endpoint.scheme);
    const address = addressOf(endpoint.host?.text);
    if (port === undefined || !isPort(port) || !address) continue;
    collector.listen({
      port,
      protocol: 'TCP',
      address,
      certainty: 'likely',
      evidence: { source: 'variable', text: endpoint.text },
      digits: endpoint.digits,
      reusesPort: false,
      purpose: 'service',
      program: undefined,
    });
  }
}

const SURE: ReadonlySet<string> = new Set(['PORT', 'SERVER_PORT', 'HTTP_PORT', 'HTTPS_PORT']);
const GOOD = /^(?:GRPC|METRICS|ADMIN|HEALTH|APP|WEB|API|REST|LISTEN|BIND)_PORT$/;

interface Listening {
  readonly port: number;
  readonly address: ReturnType<typeof addressOf> & object;
  readonly certainty: Certainty;
  readonly digits: TracedText | undefined;
  readonly hostText?: TracedText;
}

function listenerIn(
  name: string,
  words: readonly string[],
  value: TracedText,
  variables: Variables,
): Listening | undefined {
  if (!isKnown(value)) return undefined;
  const own = hasWord(words, OWN);
  const port = numberIn(value);
  if (port !== undefined) {
    const certainty = portCertainty(name, words, own, variables);
    return certainty && isPort(port) ? { port, address: ANY, certainty, digits: value } : undefined;
  }
  const endpoint = parseEndpoint(value);
  if (endpoint?.port === undefined || !isPort(endpoint.port)) return undefined;
  const address = addressOf(endpoint.host?.text);
  if (!address) return undefined;
  const found = {
    port: endpoint.port,
    address,
    digits: endpoint.digits,
    ...(endpoint.host && { hostText: endpoint.host }),
  };
  if (own) return { ...found, certainty: 'likely' };
  const named = /^(?:addr|address)$/.test(words.at(-1) ?? '');
  return named && address.type === 'any' && endpoint.scheme === undefined
    ? { ...found, certainty: 'likely' }
    : undefined;
}

function portCertainty(
  name: string,
  words: readonly string[],
  own: boolean,
  variables: Variables,
): Certainty | undefined {
  if (SURE.has(name)) return 'likely';
  if (words.at(-1) !== 'port' && !own) return undefined;
  if (/_SERVICE_PORT(?:_\w+)?$/.test(name)) return undefined;
  if (own && words.includes('port')) return hasWord(words, FOREIGN) ? 'possible' : 'likely';
  if (hasTwin(name, variables)) return undefined;
  if (GOOD.test(name)) return 'possible';
  return words.at(-1) !== 'port' || hasWord(words, FOREIGN) ? undefined : 'possible';
}

/** `EVENT_BUS_HOST` beside `EVENT_BUS_PUBLISH_PORT`: the port is somebody else's, unless it is bound everywhere. */
function hasTwin(name: string, variables: Variables): boolean {
  const parts = name.split('_').slice(0, -1);
  for (; parts.length > 0; parts.pop()) {
    const stem = parts.join('_');
    const twins = TWINS.flatMap((suffix) => variables.get(`${stem}${suffix}`) ?? []);
    if (twins.some(({ text }) => addressOf(text)?.type !== 'any')) return true;
  }
  return false;
}

const TWINS = ['_HOST', '_HOSTNAME', '_ADDR', '_ADDRESS', '_SERVER', '_SERVICE_HOST'];

/** `CSI_ENDPOINT=unix:///csi/csi.sock`, `LOG_FILE=/var/log/app.log`; any other path may be the node's or a URL's. */
function addPath(
  name: string,
  words: readonly string[],
  value: TracedText,
  collector: Collector,
): boolean {
  const path = parseEndpoint(value)?.socketPath;
  if (!path) return false;
  const isLog = /(?:^|_)LOG_?(?:FILE|PATH|DIR)(?:NAME)?$/.test(name);
  const isSocket = value.text.startsWith('unix:');
  if (!isLog && !isSocket) return true;
  addAccess({ collector, source: 'variable', directory: undefined, name: undefined }, path, {
    mode: isLog ? 'write' : words.includes('endpoint') ? 'create-socket' : 'connect-socket',
    target: isSocket || /\.\w+$/.test(path.text) ? 'file' : 'directory',
    certainty: isLog || words.includes('endpoint') ? 'likely' : 'possible',
    text: value,
  });
  return true;
}

const DIALLED: ReadonlySet<string> = new Set([
  'url',
  'urls',
  'uri',
  'uris',
  'endpoint',
  'endpoints',
  'hosts',
  'server',
  'servers',
  'brokers',
  'addr',
  'addrs',
  'address',
  'addresses',
  'upstream',
  'dsn',
  'connect',
]);

function isDialled(words: readonly string[]): boolean {
  if (hasWord(words, OWN) || words.includes('advertised') || words.includes('advertise'))
    return false;
  return DIALLED.has(words.at(-1) ?? '');
}

function addDialled(
  item: TracedText,
  words: readonly string[],
  evidence: Evidence,
  collector: Collector,
): void {
  const endpoint = parseEndpoint(item);
  if (!endpoint?.host || !isAddress(endpoint)) return;
  const address = addressOf(endpoint.host.text);
  if (address === undefined || address.type === 'any' || address.type === 'podIP') return;
  // A URL that is shown to browsers, or the program's own, is not dialled from the pod; `http://localhost/` rarely is.
  const isPlaceholder = address.type === 'loopback' && endpoint.port === undefined;
  const certainty: Certainty = hasWord(words, PUBLISHED) || isPlaceholder ? 'possible' : 'likely';
  addConnection(item, evidence, certainty, collector);
}

const PUBLISHED: ReadonlySet<string> = new Set([
  'public',
  'external',
  'base',
  'root',
  'site',
  'callback',
  'redirect',
  'frontend',
  'browser',
  'ui',
  'issuer',
]);

function isAddress(endpoint: Endpoint): boolean {
  return endpoint.port !== undefined || schemePort(endpoint.scheme) !== undefined;
}

/** `DB_HOST` and its twin `DB_PORT`. */
function addHost(
  name: string,
  value: TracedText,
  variables: Variables,
  collector: Collector,
): void {
  const endpoint = parseEndpoint(value);
  const host = endpoint?.host;
  if (!host || !isKnown(value) || !isHost(host.text)) return;
  const address = addressOf(host.text);
  if (!address || address.type === 'any' || address.type === 'podIP') return;
  const stem = name.replace(/_?HOST(?:NAME)?$/i, '');
  const twin = variables.get(`${stem}_PORT`) ?? variables.get(`${stem}PORT`);
  const port = endpoint.port ?? (twin && numberIn(twin));
  // `HOST=localhost` is mostly where the program itself listens.
  if (port !== undefined && !isPort(port)) return;
  if ((port === undefined || stem === '') && address.type === 'loopback') return;
  collector.connect({
    host: host.text,
    port,
    protocol: 'TCP',
    hostText: host,
    digits: endpoint.digits ?? twin,
    evidence: { source: 'variable', text: value },
    certainty: 'likely',
  });
}

import type { YamlMap, YamlNode, YamlScalar } from '../../yaml/node.ts';
import { parseDocument } from '../../yaml/parse.ts';
import { sliceTraced } from '../../yaml/traced-text.ts';
import type { TracedText } from '../../yaml/traced-text.ts';
import { addressOf, ANY } from '../addresses.ts';
import type { ListenFact } from '../facts.ts';
import { configuredListen, listenAt, LISTENS_NOWHERE } from './fact.ts';
import type { ConfiguredListens, Directive } from './fact.ts';

/** A value of a YAML or JSON configuration; `*` in a path is any key or item. */
interface YamlRule {
  readonly path: readonly string[];
  /** `socket`: a map with `address` and `port_value`, as Envoy has it. */
  readonly form: 'port' | 'address' | 'socket';
  readonly purpose?: ListenFact['purpose'];
}

interface YamlFormat {
  readonly source: string;
  readonly reusesPort: boolean;
  readonly rules: readonly YamlRule[];
  /** What stands there tells of more listeners, in another place. */
  readonly elsewhere?: readonly string[];
}

const FORMATS: ReadonlyMap<string, YamlFormat> = new Map<string, YamlFormat>([
  [
    'envoy',
    {
      source: 'www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/address.proto',
      reusesPort: true,
      rules: [
        {
          path: ['static_resources', 'listeners', '*', 'address', 'socket_address'],
          form: 'socket',
        },
        {
          path: [
            'static_resources',
            'listeners',
            '*',
            'additional_addresses',
            '*',
            'address',
            'socket_address',
          ],
          form: 'socket',
        },
        { path: ['admin', 'address', 'socket_address'], form: 'socket', purpose: 'admin' },
      ],
      elsewhere: ['dynamic_resources', 'lds_config'],
    },
  ],
  [
    'otelcol',
    {
      source: 'opentelemetry.io/docs/collector/configuration',
      reusesPort: false,
      rules: [
        { path: ['receivers', '*', 'protocols', '*', 'endpoint'], form: 'address' },
        { path: ['receivers', '*', 'endpoint'], form: 'address' },
        { path: ['extensions', '*', 'endpoint'], form: 'address', purpose: 'health' },
        {
          path: ['service', 'telemetry', 'metrics', 'address'],
          form: 'address',
          purpose: 'metrics',
        },
      ],
    },
  ],
  [
    'loki',
    {
      source: 'grafana.com/docs/loki/latest/configure/#server',
      reusesPort: false,
      rules: [
        { path: ['server', 'http_listen_port'], form: 'port' },
        { path: ['server', 'grpc_listen_port'], form: 'port' },
      ],
    },
  ],
  [
    'mongod',
    {
      source: 'www.mongodb.com/docs/manual/reference/configuration-options/#net-options',
      reusesPort: false,
      rules: [{ path: ['net', 'port'], form: 'port' }],
    },
  ],
  [
    'registry',
    {
      source: 'distribution.github.io/distribution/about/configuration',
      reusesPort: false,
      rules: [
        { path: ['http', 'addr'], form: 'address' },
        { path: ['http', 'debug', 'addr'], form: 'address', purpose: 'debug' },
      ],
    },
  ],
  [
    'elasticsearch',
    {
      source: 'www.elastic.co/guide/en/elasticsearch/reference/current/modules-network.html',
      reusesPort: false,
      rules: [
        { path: ['http.port'], form: 'port' },
        { path: ['http', 'port'], form: 'port' },
        { path: ['transport.port'], form: 'port' },
      ],
    },
  ],
  [
    'kibana',
    {
      source: 'www.elastic.co/guide/en/kibana/current/settings.html',
      reusesPort: false,
      rules: [
        { path: ['server.port'], form: 'port' },
        { path: ['server', 'port'], form: 'port' },
      ],
    },
  ],
  [
    'traefik',
    {
      source: 'doc.traefik.io/traefik/routing/entrypoints',
      reusesPort: false,
      rules: [{ path: ['entryPoints', '*', 'address'], form: 'address' }],
    },
  ],
  [
    'vector',
    {
      source: 'vector.dev/docs/reference/configuration',
      reusesPort: false,
      rules: [
        { path: ['api', 'address'], form: 'address', purpose: 'admin' },
        { path: ['sources', '*', 'address'], form: 'address' },
      ],
    },
  ],
]);

/** Where a program listens by a YAML or JSON configuration; empty for a program without such a one. */
export function yamlListens(program: string, text: TracedText): ConfiguredListens {
  const format = FORMATS.get(program);
  if (!format) return LISTENS_NOWHERE;
  const { root } = parseDocument(text.text);
  if (root?.kind !== 'map') return LISTENS_NOWHERE;
  const listens = format.rules.flatMap((rule) =>
    nodesAt(root, rule.path).flatMap((node) => listensOf(node, rule, program, format, text)),
  );
  const elsewhere = format.elsewhere ? nodesAt(root, format.elsewhere) : [];
  return { listens, complete: elsewhere.length === 0 };
}

function nodesAt(node: YamlNode, path: readonly string[]): readonly YamlNode[] {
  const [key, ...rest] = path;
  if (key === undefined) return [node];
  if (node.kind === 'seq')
    return key === '*'
      ? node.items.flatMap((item) => (item.value ? nodesAt(item.value, rest) : []))
      : [];
  if (node.kind !== 'map') return [];
  return node.pairs.flatMap((pair) =>
    pair.value && (key === '*' || pair.key.text === key) ? nodesAt(pair.value, rest) : [],
  );
}

function listensOf(
  node: YamlNode,
  rule: YamlRule,
  program: string,
  format: YamlFormat,
  text: TracedText,
): readonly ListenFact[] {
  if (rule.form === 'socket')
    return node.kind === 'map' ? socketListens(node, rule, program, format, text) : [];
  if (node.kind !== 'scalar') return [];
  const value = inText(node, text);
  const directive = directiveOf(value, rule, program, format);
  if (rule.form === 'address') return listenAt(directive, value);
  return configuredListen(directive, Number(value.text), ANY, value);
}

function socketListens(
  map: YamlMap,
  rule: YamlRule,
  program: string,
  format: YamlFormat,
  text: TracedText,
): readonly ListenFact[] {
  const [port] = nodesAt(map, ['port_value']);
  const [host] = nodesAt(map, ['address']);
  const [protocol] = nodesAt(map, ['protocol']);
  if (port?.kind !== 'scalar') return [];
  const digits = inText(port, text);
  const address = host?.kind === 'scalar' ? addressOf(host.text) : ANY;
  const directive = directiveOf(
    sliceTraced(text, map.span.start, map.span.end),
    rule,
    program,
    format,
  );
  const udp = protocol?.kind === 'scalar' && protocol.text === 'UDP';
  return configuredListen(
    { ...directive, text: digits, protocol: udp ? 'UDP' : 'TCP' },
    Number(digits.text),
    address ?? ANY,
    digits,
  );
}

function directiveOf(
  text: TracedText,
  rule: YamlRule,
  program: string,
  format: YamlFormat,
): Directive {
  return {
    text,
    program,
    protocol: 'TCP',
    purpose: rule.purpose ?? 'service',
    reusesPort: format.reusesPort,
  };
}

/** The scalar's characters in the configuration's text, without quotes. */
function inText(scalar: YamlScalar, text: TracedText): TracedText {
  const quoted = scalar.style === 'single' || scalar.style === 'double' ? 1 : 0;
  return sliceTraced(text, scalar.span.start + quoted, scalar.span.end - quoted);
}

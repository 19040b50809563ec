/** The words of an option's or a variable's name, in lower case: `--web.listenAddress` is web, listen, address. */
export function nameWords(name: string): readonly string[] {
  return name
    .replace(/^-+/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

export function hasWord(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  return words.some((word) => wanted.has(word));
}

/** Names of products and of roles whose ports are others' (measured: 0 % and 6 % own, see the tables that use them). */
export const FOREIGN: ReadonlySet<string> = new Set([
  'advertise',
  'advertised',
  'agent',
  'amqp',
  'api server',
  'apiserver',
  'backend',
  'broker',
  'cache',
  'cassandra',
  'clickhouse',
  'client',
  'collector',
  'consul',
  'couchdb',
  'database',
  'datadog',
  'db',
  'dest',
  'destination',
  'elastic',
  'elasticsearch',
  'envoy',
  'etcd',
  'external',
  'forward',
  'graphite',
  'influx',
  'influxdb',
  'jaeger',
  'kafka',
  'ldap',
  'logstash',
  'mail',
  'master',
  'memcache',
  'memcached',
  'mongo',
  'mongodb',
  'mysql',
  'nats',
  'node',
  'nodeport',
  'peer',
  'pg',
  'pgbouncer',
  'postgres',
  'postgresql',
  'proxy',
  'public',
  'rabbit',
  'rabbitmq',
  'redis',
  'remote',
  'seed',
  'sentinel',
  'service',
  'smtp',
  'source',
  'sql',
  'statsd',
  'target',
  'upstream',
  'vault',
  // llm-d's routing proxy: `--vllm-port`
  'vllm',
  'zipkin',
  'zk',
  'zookeeper',
]);

/** Words that say that the address is the program's own. */
export const OWN: ReadonlySet<string> = new Set([
  'listen',
  'listener',
  'listeners',
  'bind',
  'binding',
]);

const PURPOSES: readonly (readonly [
  'health' | 'metrics' | 'debug' | 'admin',
  ReadonlySet<string>,
])[] = [
  [
    'health',
    new Set(['health', 'healthz', 'healthcheck', 'probe', 'readiness', 'liveness', 'ready']),
  ],
  ['metrics', new Set(['metrics', 'metric', 'telemetry', 'prometheus', 'monitoring', 'stats'])],
  ['debug', new Set(['debug', 'pprof', 'profiling', 'profiler', 'profile', 'jmx', 'inspect'])],
  ['admin', new Set(['admin', 'management', 'status', 'control'])],
];

/** What the name of a port says that it is for. */
export function purposeOf(
  words: readonly string[],
): 'service' | 'health' | 'metrics' | 'debug' | 'admin' {
  return PURPOSES.find(([, names]) => hasWord(words, names))?.[0] ?? 'service';
}

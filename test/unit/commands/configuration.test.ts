import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  configurationFiles,
  configurationListens,
  hidesDefaults,
  replacesDefaults,
} from '../../../server/src/commands/configuration.ts';
import type { CommandFacts } from '../../../server/src/commands/facts.ts';
import { NO_FACTS } from '../../../server/src/commands/facts.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { traceScalar } from '../../../server/src/yaml/traced-text.ts';
import { assertTraced, listens } from './helper.ts';

/** The facts of a configuration that stands in a block scalar, as in a ConfigMap. */
function factsOf(program: string, lines: readonly string[]): CommandFacts {
  const { root } = parseDocument(['|', ...lines.map((line) => `  ${line}`)].join('\n'));
  assert.equal(root?.kind, 'scalar');
  const { listens: found, complete } = configurationListens(program, '/x', traceScalar(root));
  return { ...NO_FACTS, listens: found, listensComplete: complete };
}

const table: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'nginx: a port alone is IPv4, brackets are IPv6 only',
    'nginx',
    ['server {', '  listen 8080 default_server;', '  listen [::]:8080;', '  # listen 81;', '}'],
    [
      '0.0.0.0:8080 certain "listen 8080 default_server" @18',
      '::only:8080 certain "listen [::]:8080" @53',
    ],
  ],
  [
    'nginx: addresses, sockets, protocols',
    'nginx',
    [
      'stream { server { listen 127.0.0.1:53 udp; } server { listen unix:/run/x.sock; } }',
      'http { server { listen localhost; } server { listen ${PORT}; } }',
    ],
    [
      'loopback:53 UDP certain "listen 127.0.0.1:53 udp" @35',
      'loopback:80 certain "listen localhost"',
    ],
  ],
  ['nginx: no listen at all', 'nginx', ['server { root /x; }'], ['0.0.0.0:80 certain "server"']],
  ['nginx: an upstream is no server', 'nginx', ['upstream a { server b:81; }'], []],
  [
    'haproxy',
    'haproxy',
    [
      'frontend a',
      '  bind *:80,127.0.0.1:81 ssl',
      '  bind /run/x.sock',
      'backend b',
      '  server c 127.0.0.1:90',
    ],
    [
      '0.0.0.0:80 certain "bind *:80,127.0.0.1:81" @20',
      'loopback:81 certain "bind *:80,127.0.0.1:81" @33',
    ],
  ],
  [
    'redis',
    'redis-server',
    ['bind 127.0.0.1 -::1', 'port 6380', '#port 1'],
    ['loopback:6380 certain "port 6380" @25'],
  ],
  ['redis without TCP', 'redis-server', ['port 0'], []],
  [
    'Apache',
    'apache2-foreground',
    ['Listen 8080', 'Listen 127.0.0.1:81 http'],
    ['*:8080 certain "Listen 8080" @7', 'loopback:81 certain "Listen 127.0.0.1:81" @29'],
  ],
  [
    'Envoy: listeners, not clusters',
    'envoy',
    [
      'admin: {address: {socket_address: {address: 127.0.0.1, port_value: 9901}}}',
      'static_resources:',
      '  listeners:',
      '  - address:',
      '      socket_address: {address: 0.0.0.0, port_value: 10000}',
      '  clusters:',
      '  - load_assignment: {endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: a, port_value: 81}}}}]}]}',
    ],
    ['0.0.0.0:10000 certain "10000" @172', 'loopback:9901 certain "9901" @67'],
  ],
  [
    'Envoy in JSON',
    'envoy',
    ['{"static_resources": {"listeners": [{"address": {"socket_address": {"port_value": 81}}}]}}'],
    ['*:81 certain "81" @82'],
  ],
  [
    'CoreDNS',
    'coredns',
    ['.:53 {', '  health :8080', '  prometheus :9153', '  forward . 1.1.1.1:53', '}'],
    [
      '*:53 certain ".:53 {" @2',
      '*:53 UDP certain ".:53 {" @2',
      '*:8080 certain "health :8080" @17',
      '*:9153 certain "prometheus :9153" @36',
    ],
  ],
  [
    'PHP-FPM',
    'php-fpm',
    ['[www]', 'listen = 127.0.0.1:9001', ';listen = 1'],
    ['loopback:9001 certain "listen = 127.0.0.1:9001" @25'],
  ],
  [
    'MySQL',
    'mysqld',
    ['[client]', 'port=1', '[mysqld]', 'user=x', 'port=3307'],
    ['*:3307 certain "port=3307" @37'],
  ],
];

describe('configurationListens', () => {
  for (const [name, program, lines, expected] of table)
    it(name, () => {
      const facts = factsOf(program, lines);
      assert.deepEqual(listens(facts), expected);
      for (const fact of facts.listens) assertTraced(fact.evidence.text);
    });

  it('reads some hundred addresses of one bind and a thousand of one file, and says that there are more', () => {
    const bind = (count: number, first: number): string =>
      `  bind ${Array.from({ length: count }, (_, i) => `:${first + i}`).join(',')}`;
    const read = (...counts: readonly number[]): readonly unknown[] => {
      const binds = counts.map((count, i) => bind(count, 1 + i * 1000));
      const { listens: found, listensComplete } = factsOf('haproxy', ['frontend a', ...binds]);
      return [found.length, listensComplete];
    };
    assert.deepEqual(read(250), [250, true]);
    assert.deepEqual(read(251), [250, false]);
    assert.deepEqual(read(250, 250, 250, 250), [1000, true]);
    assert.deepEqual(read(250, 250, 250, 250, 1), [1000, false]);
  });

  it('knows whether it has read all that a file says', () => {
    for (const [program, all, line] of [
      ['haproxy', true, 'bind :80 ssl'],
      ['haproxy', true, 'bind /run/a.sock,abns@a,fd@3,ipv4@:80'],
      ['haproxy', true, 'frontend web from defaults'],
      ['haproxy', false, 'bind :80-90'],
      ['haproxy', false, 'bind :$PORT'],
      ['haproxy', false, 'bind :80,"*:${PORT}"'],
      ['nginx', true, 'server { listen 80; listen unix:/run/a.sock; }'],
      ['nginx', false, 'server { listen 80; listen $port; }'],
      ['nginx', false, 'server { listen 80-90; }'],
      ['envoy', true, 'dynamic_resources: {cds_config: {ads: {}}}'],
      ['envoy', false, 'dynamic_resources: {lds_config: {ads: {}}}'],
    ] as const)
      assert.equal(factsOf(program, [line]).listensComplete, all, line);
  });

  it('knows nothing of other programs', () => {
    assert.deepEqual(factsOf('sleep', ['listen 80;']).listens, []);
    assert.deepEqual(configurationFiles('sleep'), []);
  });
});

describe('default ports under a mounted configuration', () => {
  it('go with the files that open them', () => {
    assert.equal(replacesDefaults('nginx', '/etc/nginx/nginx.conf', 'http {}'), true);
    assert.equal(replacesDefaults('nginx', '/etc/nginx/conf.d/default.conf', ''), true);
    assert.equal(replacesDefaults('nginx', '/etc/nginx/conf.d/other.conf', ''), false);
    assert.equal(
      replacesDefaults(
        'nginx',
        '/etc/nginx/nginx.conf',
        'http {\n  include /etc/nginx/conf.d/*.conf;\n}',
      ),
      false,
    );
  });

  it('are hidden by directories above them', () => {
    assert.equal(hidesDefaults('nginx', '/etc/nginx/conf.d'), true);
    assert.equal(hidesDefaults('nginx', '/etc/nginx'), true);
    assert.equal(hidesDefaults('nginx', '/usr/share/nginx/html'), false);
  });
});

import { sliceTraced } from '../../yaml/traced-text.ts';
import type { TracedText } from '../../yaml/traced-text.ts';
import { addressOf } from '../addresses.ts';
import type { Address, ListenFact, Protocol } from '../facts.ts';
import { splitAt, trimmed } from '../words.ts';
import { configuredListen, listenAt } from './fact.ts';
import type { Directive } from './fact.ts';
import { masked } from './masked.ts';
import type { CommentMarks } from './masked.ts';

/** One directive of a configuration made of lines: the pattern's group is the port, or the address. */
interface LineRule {
  readonly pattern: RegExp;
  readonly form: 'port' | 'address' | 'addresses';
  readonly purpose?: ListenFact['purpose'];
  readonly protocols?: readonly Protocol[];
}

interface LineFormat {
  readonly source: string;
  readonly comments: CommentMarks;
  readonly rules: readonly LineRule[];
  /** The directive whose value is the host of all ports. */
  readonly host?: RegExp;
  /** The header of the section that counts; it goes on to the next one. */
  readonly section?: RegExp;
  /** The directive that switches listening on. */
  readonly onlyIf?: RegExp;
}

const FORMATS: ReadonlyMap<string, LineFormat> = new Map<string, LineFormat>([
  [
    'redis-server',
    {
      source: 'redis.io/docs/latest/operate/oss_and_stack/management/config-file',
      comments: '#',
      host: /^[ \t]*bind[ \t]+([^\n]+)/im,
      rules: [
        { pattern: /^[ \t]*port[ \t]+(\d+)/gim, form: 'port' },
        { pattern: /^[ \t]*tls-port[ \t]+(\d+)/gim, form: 'port' },
      ],
    },
  ],
  [
    'httpd',
    {
      source: 'httpd.apache.org/docs/2.4/mod/mpm_common.html#listen',
      comments: '#',
      rules: [{ pattern: /^[ \t]*Listen[ \t]+"?([^\s"]+)/gim, form: 'address' }],
    },
  ],
  [
    'mosquitto',
    {
      source: 'mosquitto.org/man/mosquitto-conf-5.html',
      comments: '#',
      rules: [
        { pattern: /^[ \t]*listener[ \t]+(\d+)/gm, form: 'port' },
        { pattern: /^[ \t]*port[ \t]+(\d+)/gm, form: 'port' },
      ],
    },
  ],
  [
    'coredns',
    {
      source: 'coredns.io/manual/configuration; coredns.io/plugins/{health,ready,prometheus}',
      comments: '#',
      rules: [
        {
          pattern: /^[ \t]*(?:[\w.-]+:\/\/)?[^\s{}:]*:(\d+)(?!\d)[^\n]*\{/gm,
          form: 'port',
          protocols: ['TCP', 'UDP'],
        },
        { pattern: /^[ \t]*health[ \t]+(\S*:\d+)/gm, form: 'address', purpose: 'health' },
        { pattern: /^[ \t]*ready[ \t]+(\S*:\d+)/gm, form: 'address', purpose: 'health' },
        { pattern: /^[ \t]*prometheus[ \t]+(\S*:\d+)/gm, form: 'address', purpose: 'metrics' },
      ],
    },
  ],
  [
    'php-fpm',
    {
      source: 'www.php.net/manual/en/install.fpm.configuration.php#listen',
      comments: ';',
      rules: [{ pattern: /^[ \t]*listen[ \t]*=[ \t]*(\S+)/gm, form: 'address' }],
    },
  ],
  [
    'mysqld',
    {
      source: 'dev.mysql.com/doc/refman/8.4/en/server-options.html',
      comments: '#;',
      host: /^[ \t]*bind[-_]address[ \t]*=[ \t]*(\S+)/m,
      section: /^[ \t]*\[mysqld\]/m,
      rules: [{ pattern: /^[ \t]*port[ \t]*=[ \t]*(\d+)/gm, form: 'port' }],
    },
  ],
  [
    'postgres',
    {
      source: 'www.postgresql.org/docs/current/runtime-config-connection.html',
      comments: '#',
      rules: [{ pattern: /^[ \t]*port(?:[ \t]*=)?[ \t]*'?(\d+)/gm, form: 'port' }],
    },
  ],
  [
    'zkServer.sh',
    {
      source: 'zookeeper.apache.org/doc/current/zookeeperAdmin.html',
      comments: '#',
      rules: [
        { pattern: /^[ \t]*clientPort[ \t]*=[ \t]*(\d+)/gm, form: 'port' },
        { pattern: /^[ \t]*admin\.serverPort[ \t]*=[ \t]*(\d+)/gm, form: 'port', purpose: 'admin' },
      ],
    },
  ],
  [
    'rabbitmq-server',
    {
      source: 'www.rabbitmq.com/docs/networking',
      comments: '#',
      rules: [
        { pattern: /^[ \t]*listeners\.(?:tcp|ssl)\.\w+[ \t]*=[ \t]*(\S+)/gm, form: 'address' },
        {
          pattern: /^[ \t]*management\.(?:tcp|ssl)\.port[ \t]*=[ \t]*(\d+)/gm,
          form: 'port',
          purpose: 'admin',
        },
        {
          pattern: /^[ \t]*prometheus\.tcp\.port[ \t]*=[ \t]*(\d+)/gm,
          form: 'port',
          purpose: 'metrics',
        },
      ],
    },
  ],
  [
    'pgbouncer',
    {
      source: 'www.pgbouncer.org/config.html',
      comments: '#;',
      host: /^[ \t]*listen_addr[ \t]*=[ \t]*(\S+)/m,
      rules: [{ pattern: /^[ \t]*listen_port[ \t]*=[ \t]*(\d+)/gm, form: 'port' }],
    },
  ],
  [
    'grafana',
    {
      source: 'grafana.com/docs/grafana/latest/setup-grafana/configure-grafana',
      comments: '#;',
      host: /^[ \t]*http_addr[ \t]*=[ \t]*(\S+)/m,
      rules: [{ pattern: /^[ \t]*http_port[ \t]*=[ \t]*(\d+)/gm, form: 'port' }],
    },
  ],
  [
    'nats-server',
    {
      source: 'docs.nats.io/running-a-nats-service/configuration',
      comments: '#',
      rules: [
        { pattern: /^[ \t]*port[ \t]*[:=][ \t]*(\d+)/gm, form: 'port' },
        {
          pattern: /^[ \t]*(?:http|http_port|monitor_port)[ \t]*[:=][ \t]*"?([\w.:]+)/gm,
          form: 'address',
          purpose: 'metrics',
        },
        { pattern: /^[ \t]*listen[ \t]*[:=][ \t]*"?([\w.:-]+)/gm, form: 'address' },
      ],
    },
  ],
  [
    'fluent-bit',
    {
      source: 'docs.fluentbit.io/manual/administration/monitoring',
      comments: '#',
      onlyIf: /^[ \t]*HTTP_Server[ \t]+on\b/im,
      rules: [
        {
          pattern: /^[ \t]*HTTP_Port[ \t]+(\d+)/gim,
          form: 'port',
          purpose: 'metrics',
        },
      ],
    },
  ],
]);

/** Where a program listens by a configuration made of lines; empty for a program without such a one. */
export function lineListens(program: string, text: TracedText): readonly ListenFact[] {
  const format = FORMATS.get(program);
  if (!format) return [];
  const plain = sectionOf(masked(text.text, format.comments), format.section);
  if (format.onlyIf && !format.onlyIf.test(plain)) return [];
  const address = format.host && hostIn(plain, format.host);
  return format.rules.flatMap((rule) =>
    [...plain.matchAll(rule.pattern)].flatMap((match) =>
      listensOf(match, rule, program, address, text),
    ),
  );
}

/** The text with everything outside one section blanked out. */
function sectionOf(plain: string, header: RegExp | undefined): string {
  if (!header) return plain;
  const match = header.exec(plain);
  if (!match) return '';
  const start = match.index + match[0].length;
  const next = plain.slice(start).search(/^[ \t]*\[/m);
  return ' '.repeat(start) + plain.slice(start, next < 0 ? undefined : start + next);
}

/** Of several hosts the widest counts. */
function hostIn(plain: string, pattern: RegExp): Address | undefined {
  const written =
    pattern
      .exec(plain)?.[1]
      ?.trim()
      .split(/[\s,]+/) ?? [];
  const addresses = written.flatMap((host) => addressOf(host.replace(/^-/, '')) ?? []);
  return (
    addresses.find((address) => address.type === 'any') ??
    addresses.find((address) => address.type === 'ip') ??
    addresses[0]
  );
}

function listensOf(
  match: RegExpExecArray,
  rule: LineRule,
  program: string,
  address: Address | undefined,
  text: TracedText,
): readonly ListenFact[] {
  const value = match[1] ?? '';
  const end = match.index + match[0].length;
  const whole = trimmed(sliceTraced(text, match.index, end));
  const start = match.index + match[0].lastIndexOf(value);
  const traced = sliceTraced(text, start, start + value.length);
  return (rule.protocols ?? ['TCP']).flatMap((protocol) => {
    const directive: Directive = {
      text: whole,
      program,
      protocol,
      purpose: rule.purpose ?? 'service',
      reusesPort: false,
    };
    if (rule.form === 'port')
      return configuredListen(directive, Number(value), address ?? ALL, traced);
    const values = rule.form === 'addresses' ? splitAt(traced, /,/g) : [traced];
    return values.flatMap((each) => listenAt(directive, each));
  });
}

const ALL: Address = { type: 'any', family: 'dual' };

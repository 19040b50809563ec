import { READ, READ_DIRECTORY, WRITE, WRITE_DIRECTORY } from '../program-model.ts';
import type { Program } from '../program-model.ts';

/**
 * What the servers of known images make of options that do not bind. By the image's id; the sources are the image
 * rows' own.
 */
export function imageProgramDetails(id: string): Partial<Program> {
  return DETAILS.get(id) ?? {};
}

const NGINX: Partial<Program> = {
  valued: ['-g', '-s', '-p', '-e'],
  daemonUnless: ['daemon off'],
  controls: ['-s', '-t', '-T', '-v', '-V'],
  signals: ['-s'],
  configuration: ['-c'],
  otherFlags: 'ignored',
};
const REDIS: Partial<Program> = {
  controls: ['--version', '--help'],
  valued: [
    '--appendonly',
    '--daemonize',
    '--databases',
    '--loglevel',
    '--masterauth',
    '--maxmemory',
    '--maxmemory-policy',
    '--protected-mode',
    '--replicaof',
    '--requirepass',
    '--save',
    '--slaveof',
    '--timeout',
  ],
  configurationOperand: 0,
  files: {
    '--dir': WRITE_DIRECTORY,
    '--logfile': WRITE,
    '--unixsocket': { mode: 'create-socket', target: 'file' },
  },
  otherFlags: 'ignored',
};
const MYSQL: Partial<Program> = {
  files: {
    '--datadir': WRITE_DIRECTORY,
    '--defaults-file': READ,
    '--socket': { mode: 'create-socket', target: 'file' },
    '--log-error': WRITE,
    '--slow-query-log-file': WRITE,
  },
  otherFlags: 'ignored',
};

const DETAILS: ReadonlyMap<string, Partial<Program>> = new Map<string, Partial<Program>>([
  ['nginx', NGINX],
  ['nginx-unprivileged', NGINX],
  ['bitnami-nginx', NGINX],
  ['openresty', NGINX],
  [
    'httpd',
    {
      valued: ['-c', '-D', '-C'],
      configuration: ['-f'],
      daemonUnless: ['FOREGROUND'],
      otherFlags: 'ignored',
    },
  ],
  [
    'haproxy',
    {
      configuration: ['-f'],
      valued: ['-p', '-L', '-sf', '-st', '-n', '-m'],
      otherFlags: 'ignored',
    },
  ],
  [
    'envoy',
    {
      special: 'envoy',
      configuration: ['-c', '--config-path'],
      valued: [
        '-l',
        '--log-level',
        '--base-id',
        '--service-cluster',
        '--service-node',
        '--concurrency',
        '--config-yaml',
      ],
      files: { '--log-path': WRITE },
    },
  ],
  ['redis', REDIS],
  ['valkey', REDIS],
  ['bitnami-redis', REDIS],
  [
    'postgres',
    {
      keyed: ['-c'],
      valued: ['-D', '-k', '-N', '-B', '-d', '-F', '-S', '-W'],
      files: { '-D': WRITE_DIRECTORY, '-k': WRITE_DIRECTORY },
      fileVariables: { PGDATA: WRITE_DIRECTORY },
      otherFlags: 'ignored',
    },
  ],
  ['mysql', MYSQL],
  ['mariadb', MYSQL],
  ['percona', MYSQL],
  [
    'mongo',
    {
      files: { '--dbpath': WRITE_DIRECTORY, '--logpath': WRITE, '--keyFile': READ },
      configuration: ['-f', '--config'],
      otherFlags: 'ignored',
    },
  ],
  [
    'memcached',
    { valued: ['-m', '-c', '-t', '-I', '-u', '-o', '-n', '-f'], otherFlags: 'ignored' },
  ],
  ['elasticsearch', { keyed: ['-E'] }],
  ['opensearch', { keyed: ['-E'] }],
  ['etcd', { files: { '--data-dir': WRITE_DIRECTORY, '--wal-dir': WRITE_DIRECTORY } }],
  [
    'prometheus',
    {
      files: { '--config.file': READ, '--storage.tsdb.path': WRITE_DIRECTORY },
      valued: ['--web.external-url'],
    },
  ],
  ['alertmanager', { files: { '--config.file': READ, '--storage.path': WRITE_DIRECTORY } }],
  ['filebeat', { valued: ['-E', '-e'], files: { '-c': READ } }],
  ['metricbeat', { valued: ['-E'], files: { '-c': READ } }],
  [
    'fluent-bit',
    {
      configuration: ['-c', '--config'],
      valued: ['-i', '-o', '-p', '-m', '-R'],
      otherFlags: 'ignored',
    },
  ],
  [
    'fluentd',
    {
      configuration: ['-c', '--config'],
      valued: ['-p', '-o', '-r'],
      files: { '-o': WRITE },
      otherFlags: 'ignored',
    },
  ],
  ['otel-collector', { configuration: ['--config'] }],
  ['otel-collector-contrib', { configuration: ['--config'] }],
  ['coredns', { configuration: ['--conf'] }],
  [
    'nats',
    {
      configuration: ['-c', '--config'],
      files: {
        '-l': WRITE,
        '--log': WRITE,
        '--store_dir': WRITE_DIRECTORY,
        '-P': WRITE,
        '--pid': WRITE,
      },
    },
  ],
  ['mosquitto', { configuration: ['-c'], otherFlags: 'ignored' }],
  ['traefik', { configuration: ['--configfile', '--configFile'] }],
  ['vault', { configuration: ['--config'], serves: ['server'] }],
  [
    'consul',
    {
      configuration: ['--config-file', '--config-dir'],
      serves: ['agent'],
      files: { '--data-dir': WRITE_DIRECTORY },
    },
  ],
  [
    'git-sync',
    {
      files: { '--root': WRITE_DIRECTORY },
      fileVariables: { GITSYNC_ROOT: WRITE_DIRECTORY, GIT_SYNC_ROOT: WRITE_DIRECTORY },
    },
  ],
  ['k8s-sidecar', { fileVariables: { FOLDER: WRITE_DIRECTORY } }],
  ['k8s-sidecar-without-health', { fileVariables: { FOLDER: WRITE_DIRECTORY } }],
  ['configmap-reload', { files: { '--volume-dir': READ_DIRECTORY } }],
  ['mtail', { files: { '--logs': READ, '--progs': READ_DIRECTORY } }],
  ['livenessprobe', { files: { '--csi-address': { mode: 'connect-socket', target: 'file' } } }],
  ['registry', { serves: ['serve'], configurationOperand: 1 }],
  [
    'cloud-sql-proxy',
    {
      special: 'sql-proxy',
      files: {
        '--credentials-file': READ,
        '-c': READ,
        '--unix-socket': WRITE_DIRECTORY,
        '-u': WRITE_DIRECTORY,
      },
    },
  ],
  ['kong', { serves: ['start', 'docker-start', 'restart'], configuration: ['-c', '--conf'] }],
  ['kafka', { configurationOperand: 0 }],
  ['zookeeper', { configurationOperand: 1 }],
  ['istio-proxy', { serves: ['proxy'] }],
  [
    'minio',
    {
      serves: ['server'],
      operands: { first: ['ignored'], rest: 'write-directory', last: undefined },
    },
  ],
  [
    'caddy',
    {
      serves: ['run', 'start', 'file-server', 'reverse-proxy', 'respond'],
      configuration: ['--config', '-c'],
      files: { '--root': READ_DIRECTORY },
    },
  ],
  [
    'grafana',
    {
      serves: ['server'],
      configuration: ['--config'],
      files: { '--homepath': READ_DIRECTORY },
      fileVariables: { GF_PATHS_DATA: WRITE_DIRECTORY, GF_PATHS_LOGS: WRITE_DIRECTORY },
    },
  ],
  ['ollama', { serves: ['serve'] }],
  ['keycloak', { serves: ['start', 'start-dev'] }],
  ['gitea', { serves: ['web'] }],
  ['opa', { serves: ['run'], configuration: [], files: { '-c': READ, '--config-file': READ } }],
  [
    'thanos',
    {
      serves: ['sidecar', 'query', 'store', 'rule', 'receive', 'compact', 'query-frontend'],
      files: { '--tsdb.path': WRITE_DIRECTORY, '--data-dir': WRITE_DIRECTORY },
    },
  ],
  [
    'agnhost',
    {
      serves: [
        'netexec',
        'test-webserver',
        'serve-hostname',
        'liveness',
        'nettest',
        'porter',
        'guestbook',
        'net',
      ],
      listens: 'open',
    },
  ],
  ['docker-dind', { otherFlags: 'ignored' }],
]);

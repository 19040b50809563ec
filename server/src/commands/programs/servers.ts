import { tcp, udp } from '../../kubernetes/image-model.ts';
import { READ, READ_DIRECTORY, server, WRITE, WRITE_DIRECTORY } from '../program-model.ts';
import type { Program } from '../program-model.ts';

const CELERY_VALUED = [
  ...['-A', '--app', '-b', '--broker', '--result-backend', '--loader', '--config', '--workdir'],
];

/** Servers that no row of the images' table names. */
export const SERVERS: readonly Program[] = [
  server({
    names: ['http.server', 'SimpleHTTPServer'],
    source: 'docs.python.org/3/library/http.server.html#command-line-interface',
    sockets: [{ ...tcp(8000, { hostFlags: ['-b', '--bind'] }), operand: 0 }],
    files: { '-d': READ_DIRECTORY, '--directory': READ_DIRECTORY },
    valued: ['-p', '--protocol'],
    otherFlags: 'ignored',
  }),
  server({
    names: ['uvicorn'],
    source: 'www.uvicorn.org/settings',
    sockets: [tcp(8000, { address: 'loopback', portFlags: ['--port'], hostFlags: ['--host'] })],
    valued: ['--workers', '--loop', '--http', '--log-level', '--root-path', '--app-dir', '--uds'],
    files: { '--uds': { mode: 'create-socket', target: 'file' } },
  }),
  server({
    names: ['hypercorn'],
    source: 'hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html',
    sockets: [
      tcp(8000, { address: 'loopback', addressFlags: ['-b', '--bind', '--insecure-bind'] }),
    ],
    valued: ['-w', '--workers', '-k', '--worker-class', '-c', '--config'],
  }),
  server({
    names: ['gunicorn'],
    source: 'docs.gunicorn.org/en/stable/settings.html#bind',
    sockets: [tcp(8000, { address: 'loopback', addressFlags: ['-b', '--bind'] })],
    valued: ['-w', '--workers', '-k', '--worker-class', '-t', '--timeout', '-c', '--config', '-n'],
    files: {
      '--access-logfile': WRITE,
      '--error-logfile': WRITE,
      '--log-file': WRITE,
      '--chdir': READ_DIRECTORY,
    },
    configuration: ['-c', '--config'],
  }),
  server({
    names: ['celery'],
    subcommand: ['flower'],
    source: 'flower.readthedocs.io/en/latest/config.html#port',
    sockets: [tcp(5555, { portFlags: ['--port'], hostFlags: ['--address'] })],
    valued: CELERY_VALUED,
  }),
  server({
    // Workers and the clock have no socket.
    names: ['celery'],
    subcommand: ['worker', 'beat', 'multi'],
    source: 'docs.celeryq.dev/en/stable/reference/cli.html',
    valued: CELERY_VALUED,
    files: { '--pidfile': WRITE, '-s': WRITE, '--schedule': WRITE, '--logfile': WRITE },
    otherFlags: 'ignored',
  }),
  server({
    names: ['daphne'],
    source: 'github.com/django/daphne daphne/cli.py',
    sockets: [
      tcp(8000, {
        address: 'loopback',
        portFlags: ['-p', '--port'],
        hostFlags: ['-b', '--bind'],
      }),
    ],
  }),
  server({
    names: ['manage.py', 'django-admin'],
    subcommand: ['runserver', 'runserver_plus'],
    source: 'docs.djangoproject.com/en/5.2/ref/django-admin/#runserver',
    sockets: [{ ...tcp(8000, { address: 'loopback' }), operand: 0 }],
  }),
  server({
    names: ['flask'],
    subcommand: ['run'],
    source: 'flask.palletsprojects.com/en/stable/cli/',
    sockets: [
      tcp(5000, {
        address: 'loopback',
        portFlags: ['-p', '--port'],
        hostFlags: ['-h', '--host'],
        portVariables: ['FLASK_RUN_PORT'],
        hostVariables: ['FLASK_RUN_HOST'],
      }),
    ],
  }),
  server({
    names: ['streamlit'],
    subcommand: ['run'],
    source: 'docs.streamlit.io/develop/api-reference/configuration/config.toml',
    sockets: [
      tcp(8501, {
        portFlags: ['--server.port'],
        hostFlags: ['--server.address'],
        portVariables: ['STREAMLIT_SERVER_PORT'],
      }),
    ],
  }),
  server({
    names: ['php'],
    source: 'www.php.net/manual/en/features.commandline.webserver.php',
    sockets: [{ ...tcp(0, { addressFlags: ['-S'] }), onlyWith: ['-S'] }],
    valued: ['-t', '-f', '-d', '-r', '-c'],
    files: { '-t': READ_DIRECTORY, '-f': READ },
    lasts: 'unknown',
    listens: 'open',
    otherFlags: 'ignored',
  }),
  server({
    names: ['rails'],
    subcommand: ['server', 's'],
    source: 'guides.rubyonrails.org/command_line.html#bin-rails-server',
    sockets: [
      tcp(3000, {
        address: 'loopback',
        portFlags: ['-p', '--port'],
        hostFlags: ['-b', '--binding'],
        portVariables: ['PORT'],
        hostVariables: ['BINDING'],
      }),
    ],
    valued: ['-e', '--environment', '-P', '--pid', '-c', '-u'],
  }),
  server({
    names: ['puma'],
    source: 'puma.io/puma/#command-line-options',
    sockets: [tcp(9292, { portFlags: ['-p', '--port'], addressFlags: ['-b', '--bind'] })],
    valued: ['-e', '--environment', '-t', '--threads', '-w', '--workers', '-C', '--config'],
  }),
  server({
    names: ['httpd', 'lighttpd-httpd'],
    source:
      'git.busybox.net/busybox/tree/networking/httpd.c; httpd.apache.org/docs/2.4/programs/httpd.html',
    sockets: [tcp(80, { addressFlags: ['-p'], configured: true })],
    valued: ['-c', '-u', '-h', '-r', '-k', '-d', '-D', '-C'],
    files: { '-h': READ_DIRECTORY },
    daemonUnless: ['-f', 'FOREGROUND', '-X'],
    otherFlags: 'ignored',
  }),
  server({
    names: ['darkhttpd'],
    source: 'unix4lyfe.org/darkhttpd',
    sockets: [tcp(8080, { portFlags: ['--port'], hostFlags: ['--addr'] })],
    operands: { first: ['read-directory'], rest: 'ignored', last: undefined },
  }),
  server({
    names: ['http-server'],
    source: 'github.com/http-party/http-server README.md',
    sockets: [tcp(8080, { portFlags: ['-p', '--port'], hostFlags: ['-a'] })],
    operands: { first: ['read-directory'], rest: 'ignored', last: undefined },
  }),
  server({
    names: ['serve'],
    source: 'github.com/vercel/serve source/utilities/cli.ts',
    sockets: [
      tcp(3000, {
        addressFlags: ['-l', '--listen'],
        portFlags: ['-p'],
        portVariables: ['PORT'],
      }),
    ],
    valued: ['-c', '--config'],
    operands: { first: ['read-directory'], rest: 'ignored', last: undefined },
  }),
  server({
    names: ['vite'],
    source: 'vite.dev/config/server-options',
    sockets: [tcp(5173, { address: 'loopback', portFlags: ['--port'], hostFlags: ['--host'] })],
  }),
  server({
    names: ['next'],
    subcommand: ['start', 'dev'],
    source: 'nextjs.org/docs/app/api-reference/cli/next',
    sockets: [
      tcp(3000, {
        portFlags: ['-p', '--port'],
        hostFlags: ['-H', '--hostname'],
        portVariables: ['PORT'],
      }),
    ],
  }),
  server({
    names: ['java'],
    source:
      'docs.oracle.com/en/java/javase/21/docs/specs/man/java.html; docs.spring.io/spring-boot/appendix/application-properties',
    keyed: ['-D'],
    valued: ['-jar', '-cp', '-classpath', '--class-path', '-m', '--module'],
    special: 'java',
    sockets: [
      tcp(0, {
        portFlags: ['--server.port'],
        hostFlags: ['--server.address'],
        portVariables: ['SERVER_PORT', 'QUARKUS_HTTP_PORT', 'MICRONAUT_SERVER_PORT'],
      }),
      tcp(0, {
        purpose: 'admin',
        portFlags: ['--management.server.port'],
        portVariables: ['MANAGEMENT_SERVER_PORT'],
      }),
    ],
    files: { '-jar': READ },
    listens: 'open',
  }),
  server({
    names: ['node', 'nodejs'],
    source: 'nodejs.org/api/cli.html',
    valued: ['-r', '--require', '-e', '--eval', '-p', '--print', '--import'],
    sockets: [
      {
        ...tcp(9229, {
          purpose: 'debug',
          address: 'loopback',
          addressFlags: ['--inspect', '--inspect-brk'],
        }),
        onlyWith: ['--inspect', '--inspect-brk'],
      },
    ],
    lasts: 'unknown',
    listens: 'open',
  }),
  server({
    names: ['dlv'],
    listens: 'open',
    source: 'github.com/go-delve/delve Documentation/usage/dlv.md',
    sockets: [
      {
        ...tcp(0, { purpose: 'debug', addressFlags: ['--listen', '-l'] }),
        onlyWith: ['--listen', '-l'],
      },
    ],
    otherFlags: 'ignored',
  }),
  server({
    names: ['nc', 'ncat', 'netcat'],
    source:
      'man.openbsd.org/nc.1; nmap.org/ncat/guide; git.busybox.net/busybox/tree/networking/nc.c',
    valued: [
      '-p',
      '--source-port',
      '-w',
      '--wait',
      '-s',
      '--source',
      '-e',
      '--exec',
      '-c',
      '--sh-exec',
      '-i',
      '-q',
      '-m',
      '--max-conns',
      '-x',
      '-X',
      '-O',
      '-I',
      '-T',
    ],
    sockets: [
      {
        ...tcp(31337, { portFlags: ['-p', '--source-port'], hostFlags: ['-s', '--source'] }),
        onlyWith: ['-l', '--listen'],
        udpWith: ['-u', '--udp'],
        operand: 'last',
      },
    ],
    otherFlags: 'ignored',
  }),
  server({
    names: ['sshd'],
    source: 'man.openbsd.org/sshd.8',
    sockets: [tcp(22, { portFlags: ['-p'], configured: true })],
    valued: ['-f', '-h', '-o', '-E'],
    files: { '-E': WRITE, '-f': READ },
    daemonUnless: ['-D', '-d'],
    otherFlags: 'ignored',
  }),
  server({
    names: ['iperf3'],
    source: 'software.es.net/iperf/invoking.html',
    sockets: [
      {
        ...tcp(5201, { portFlags: ['-p', '--port'], hostFlags: ['-B', '--bind'] }),
        onlyWith: ['-s', '--server'],
      },
    ],
    otherFlags: 'ignored',
  }),
  server({
    names: ['redis-sentinel'],
    source: 'redis.io/docs/latest/operate/oss_and_stack/management/sentinel',
    sockets: [tcp(26379, { portFlags: ['--port'], configured: true })],
    operands: { first: ['read'], rest: 'ignored', last: undefined },
  }),
  server({
    names: ['apache2', 'apache2-foreground', 'httpd-foreground', 'apachectl', 'apache2ctl'],
    source: 'httpd.apache.org/docs/2.4/bind.html',
    sockets: [tcp(80, { configured: true })],
    valued: ['-D', '-c', '-f', '-k', '-d'],
    configuration: ['-f'],
    otherFlags: 'ignored',
  }),
  server({
    names: ['lighttpd'],
    source: 'redmine.lighttpd.net/projects/lighttpd/wiki',
    sockets: [tcp(80, { configured: true })],
    configuration: ['-f'],
    otherFlags: 'ignored',
  }),
  server({
    names: ['dnsmasq'],
    source: 'thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html',
    valued: ['-p', '-C', '--conf-file', '-7', '-r', '-S', '--server', '--log-facility'],
    sockets: [
      tcp(53, { portFlags: ['-p', '--port'], hostFlags: ['-a', '--listen-address'] }),
      udp(53, { portFlags: ['-p', '--port'], hostFlags: ['-a', '--listen-address'] }),
    ],
    otherFlags: 'ignored',
  }),
  server({
    listens: 'open',
    names: [
      'tor',
      'squid',
      'privoxy',
      'supervisord',
      'crond',
      'cron',
      'rsyslogd',
      'ntpd',
      'chronyd',
    ],
    source: 'general knowledge',
    lasts: 'yes',
    files: { '-c': READ },
    configuration: ['-c', '-f'],
    otherFlags: 'ignored',
  }),
  server({
    names: ['cloud_sql_proxy'],
    source: 'github.com/GoogleCloudPlatform/cloud-sql-proxy/tree/v1-main',
    flagStyle: 'go',
    valued: ['--instances', '--credential_file', '--dir'],
    special: 'sql-proxy',
    files: { '--credential_file': READ, '--dir': WRITE_DIRECTORY },
    otherFlags: 'ignored',
  }),
  server({
    names: ['tcpdump'],
    source: 'general knowledge',
    lasts: 'unknown',
    files: { '-w': WRITE },
    otherFlags: 'ignored',
  }),
];

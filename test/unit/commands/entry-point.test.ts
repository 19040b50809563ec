import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scriptFacts } from '../../../server/src/commands/entry-point.ts';
import { handlerFacts } from '../../../server/src/commands/handlers.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { traceScalar } from '../../../server/src/yaml/traced-text.ts';
import { accesses, assertTraced, connects, containerOf, factsOf, listens } from './helper.ts';

describe('a flag of many addresses', () => {
  const etcd = (n: number): string =>
    `image: quay.io/coreos/etcd\ncommand: [etcd, "--listen-client-urls=${Array.from({ length: n }, (_, i) => `http://0.0.0.0:${i + 1}`).join(',')}"]`;

  it('is read as far as it goes, and all that may listen is not known then', () => {
    const most = factsOf(etcd(250));
    // One more, where its peers are heard.
    assert.equal(most.listens.length, 250 + 1);
    assert.equal(most.listensComplete, true);
    const beyond = factsOf(etcd(251));
    assert.equal(beyond.listens.length, 250 + 1);
    assert.equal(beyond.listensComplete, false);
  });
});

describe('what grows past any manifest', () => {
  it('is read as far as it goes: the hosts of one flag', () => {
    const hosts = (n: number): string =>
      Array.from({ length: n }, (_, i) => `h${i}:9092`).join(',');
    const client = (n: number): string =>
      `image: x\ncommand: [kafka-topics.sh, --bootstrap-server, "${hosts(n)}"]`;
    assert.equal(factsOf(client(250)).connects.length, 250);
    assert.equal(factsOf(client(1_000)).connects.length, 250);
    assert.equal(factsOf(client(1_000)).listensComplete, false);
  });

  it('is run as far as it goes: commands that each are given thousands of variables', () => {
    const shell = (variables: number): string => {
      const set = Array.from({ length: variables }, (_, i) => `A${i}=1`).join(' ');
      return `image: x\ncommand: [sh, -c, "export ${set}; ${'(true);'.repeat(1_000)} redis-server --port 6380"]`;
    };
    const run = factsOf(shell(40));
    assert.deepEqual([run.listens[0]?.port, run.listensComplete], [6380, true]);
    const given = factsOf(shell(2_000));
    assert.deepEqual([given.listens.length, given.listensComplete], [0, false]);
  });

  const script = (text: string): string =>
    `image: x\ncommand: [sh, -c, ${JSON.stringify(`${text}\nredis-server --port 6380`)}]`;
  const heard = (text: string): readonly unknown[] => {
    const { listens: found, listensComplete } = factsOf(script(text));
    return [...found.map(({ port }) => port), listensComplete];
  };

  it('is not read: functions and coprocesses in each other, and here-documents, of which no stack has room', () => {
    for (const [one, end] of [
      ['f() ', '{ true; }'],
      ['f( \\\n) ', '{ true; }'],
      ['function f ', '{ true; }'],
      ['coproc ', 'true'],
      ['cat <<E\nE\n', ''],
    ] as const) {
      assert.deepEqual(heard(`${one.repeat(400)}${end}`), [6380, true], one);
      for (const n of [501, 20_000])
        assert.deepEqual(heard(`${one.repeat(n)}${end}`), [false], `${n} of ${one}`);
    }
  });

  it('is gone through, however deep: substitutions in loops', () => {
    for (const [n, complete] of [
      [10, true],
      [200, false],
      [5_000, false],
    ] as const)
      assert.deepEqual(
        heard(`for a in b; do true ${'$(true '.repeat(n)}${')'.repeat(n)}; done`),
        [6380, complete],
        `${n} deep`,
      );
  });

  it('is run as far as it goes: one long text that is read again and again', () => {
    for (const again of [
      'eval "$x"',
      'sh -c "$x"',
      'for a in $x; do true; done',
      'true $x',
      'case "$x" in a) true;; esac',
      'y="$x"',
      'echo "$x" > /f',
      '[[ "$x" == a ]] && true',
      'cat > /f <<E\n$x\nE',
      'f $x',
      'g',
    ]) {
      const set = `f() { true; }\ng() { true ${'true '.repeat(1_000)}; }\nx='${'true '.repeat(1_000)}'\n`;
      assert.deepEqual(heard(`${set}${`${again}\n`.repeat(20)}`), [6380, true], again);
      assert.deepEqual(heard(`${set}${`${again}\n`.repeat(400)}`), [false], again);
    }
  });

  it('is not known any more: variables that each hold the one before', () => {
    const env = (n: number): string =>
      Array.from({ length: n }, (_, i) => `{name: A${i + 1}, value: "x$(A${i})"}`).join(', ');
    const redis = (n: number): string =>
      `image: x\nenv: [{name: A0, value: x}, ${env(n)}, {name: Q, value: "6380"}, {name: P, value: $(Q)}]\ncommand: [redis-server, --port, $(P)]`;
    const known = factsOf(redis(100));
    assert.equal(known.listens[0]?.port, 6380);
    assert.equal(known.listensComplete, true);
    const unknown = factsOf(redis(1_000));
    assert.deepEqual(unknown.listens, []);
    assert.equal(unknown.listensComplete, false);
  });
});

describe('listeners of command lines', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['a stock image says nothing itself', 'image: nginx', []],
    [
      'a flag and its value apart',
      'image: redis\nargs: [--port, "6380"]',
      ['*:6380 certain "--port 6380" @0'],
    ],
    [
      'a flag with its value',
      'image: redis\ncommand: [redis-server, --port=6380, --bind, 127.0.0.1]',
      ['loopback:6380 certain "--port=6380" @7'],
    ],
    ['a port turned off', 'image: redis\nargs: [--port, "0"]', []],
    [
      'a default of a program named',
      'image: python\ncommand: [python3, -m, http.server]',
      ['*:8000 certain "http.server"'],
    ],
    [
      'a positional port',
      'image: python\ncommand: [python3, -m, http.server, "8080", --bind, 127.0.0.1]',
      ['loopback:8080 certain "8080" @0'],
    ],
    [
      'uvicorn stays on loopback unless told',
      'image: me/app\ncommand: [uvicorn, main:app, --port, "9000"]',
      ['loopback:9000 certain "--port 9000" @0'],
    ],
    [
      'uvicorn told',
      'image: me/app\ncommand: [uvicorn, main:app, --host=0.0.0.0]',
      ['0.0.0.0:8000 certain "--host=0.0.0.0"'],
    ],
    [
      'netcat listening, wrapped',
      'image: me/app\ncommand: [tini, --, nc, -lk, -p, "9000"]',
      ['*:9000 certain "-p 9000" @0'],
    ],
    [
      'netcat with letters in one',
      'image: busybox\ncommand: [nc, -lkp, "9000"]',
      ['*:9000 certain "-lkp 9000" @0'],
    ],
    ['netcat of OpenBSD', 'image: me/app\ncommand: [nc, -l, "9000"]', ['*:9000 certain "9000" @0']],
    ['netcat that asks', 'image: busybox\ncommand: [nc, -z, localhost, "9000"]', []],
    [
      'socat in lower case',
      'image: alpine/socat\nargs: ["tcp-listen:5432,fork,reuseaddr", "tcp-connect:db:5432"]',
      ['*:5432 certain "tcp-listen:5432,fork,reuseaddr" @11'],
    ],
    [
      'a variable of the manifest in an argument',
      'image: me/app\nenv: [{name: P, value: "8081"}]\nargs: ["--listen=:$(P)"]',
      ['*:8081 certain "--listen=:8081" @0'],
    ],
    [
      'a script, a background server, a default for a variable',
      'image: busybox\ncommand: [sh, -c, "httpd -p ${PORT:-8080} & sleep 1d"]',
      ['*:8080 certain "-p ${PORT:-8080" @17'],
    ],
    [
      'a variable set in the script',
      'image: busybox\ncommand: [sh, -c, "P=8080; httpd -f -p $P"]',
      ['*:8080 certain "-p 8080" @2'],
    ],
    [
      'what a script is called with, the first of it as $0',
      `image: me/app\ncommand: [sh, -c, 'exec /bin/node_exporter "$0" "$@"']\nargs: ["--web.listen-address=127.0.0.1:9101", --collector.cpu]`,
      ['loopback:9101 certain "--web.listen-address=127.0.0.1:9101" @31'],
    ],
    [
      'a port of somebody whose host is told beside it',
      'image: me/app\nenv: [{name: TORRENT_HOST, value: localhost}, {name: TORRENT_WEBUI_PORT, value: "8080"}]',
      [],
    ],
    [
      'a port of its own, whose host is every one',
      'image: me/app\nenv: [{name: API_HOST, value: 0.0.0.0}, {name: API_HTTP_PORT, value: "8080"}]',
      ['*:8080 possible "8080" @0'],
    ],
    [
      'the pod IP',
      'image: me/app\nenv: [{name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]\nargs: ["--secure-listen-address=$(IP):9100"]',
      ['podIP:9100 certain "--secure-listen-address=$(IP):9100" @30'],
    ],
    [
      'an address that is advertised',
      'image: me/app\nargs: ["--advertise-address=0.0.0.0:80"]',
      [],
    ],
    ['an upstream', 'image: me/app\nargs: ["--upstream=http://127.0.0.1:8080/"]', []],
    ['--address on loopback dials', 'image: me/app\nargs: ["--address=localhost:8080"]', []],
    [
      '--address of all listens',
      'image: me/app\nargs: ["--address=0.0.0.0:8080"]',
      ['0.0.0.0:8080 certain "--address=0.0.0.0:8080" @18'],
    ],
    [
      'an address that is off',
      'image: me/app\nargs: ["--metrics-bind-address=:0", "--bind=0"]',
      [],
    ],
    ['a client', 'image: postgres\ncommand: [pg_isready, -p, "5433"]', []],
    ['psql in a shell', 'image: postgres\ncommand: [sh, -c, "psql -p 5433 -c x"]', []],
    ['mkdir -p', 'image: me/app\ncommand: [sh, -c, "mkdir -p 8080"]', []],
    [
      'variables of an unknown image',
      'image: me/app\nenv: [{name: PORT, value: "8080"}, {name: DB_PORT, value: "5432"}]',
      ['*:8080 likely "8080" @0'],
    ],
    [
      'variables where nothing serves',
      'image: busybox\ncommand: [sleep, infinity]\nenv: [{name: PORT, value: "8080"}]',
      [],
    ],
    [
      'several addresses',
      'image: quay.io/coreos/etcd\ncommand: [etcd, "--listen-client-urls=http://127.0.0.1:2379,http://10.0.0.1:2379"]',
      [
        'loopback:2379 certain "--listen-client-urls=http://127.0.0.1:2379,http://10.0.0.1:2379" @38',
        '10.0.0.1:2379 certain "--listen-client-urls=http://127.0.0.1:2379,http://10.0.0.1:2379" @59',
        'loopback:2380 certain "etcd"',
      ],
    ],
  ];
  for (const [name, yaml, expected] of table)
    it(name, () => {
      const facts = factsOf(yaml);
      assert.deepEqual(listens(facts), expected);
      for (const fact of facts.listens) {
        assertTraced(fact.evidence.text);
        if (fact.digits) assert.equal(fact.digits.text, String(fact.port));
      }
    });
});

describe('listeners that need more than one look', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'a debugger of Java in a variable',
      'image: me/app\nenv: [{name: JAVA_TOOL_OPTIONS, value: "-Xmx1g -agentlib:jdwp=transport=dt_socket,server=y,address=*:5005"}]',
      ['*:5005 certain "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005" @61'],
    ],
    [
      'a Java program that dials its debugger',
      'image: me/app\ncommand: [java, "-agentlib:jdwp=transport=dt_socket,address=dev:5005", -jar, a.jar]',
      [],
    ],
    [
      'addresses of ASP.NET Core',
      'image: me/app\nenv: [{name: ASPNETCORE_URLS, value: "http://+:8080;http://localhost:8081"}]',
      ['*:8080 likely "+:8080" @9', 'loopback:8081 likely "localhost:8081" @31'],
    ],
    [
      'a host and a port apart',
      'image: me/app\nargs: [--host, 0.0.0.0, --port, "8080"]',
      ['0.0.0.0:8080 likely "--port 8080" @0'],
    ],
    ['a host to connect to', 'image: me/app\nargs: [--host, db, --port, "5432"]', []],
    [
      'a subcommand that is also a program',
      'image: me/app\nargs: [serve, --http, ":8080"]',
      ['*:8080 likely "--http :8080" @1'],
    ],
    [
      'entry points of Traefik',
      'image: traefik\nargs: ["--entryPoints.dns.address=:53/udp", "--api.insecure=true"]',
      [
        '*:8080 certain "--api.insecure=true"',
        '*:53 UDP certain "--entryPoints.dns.address=:53/udp" @27',
      ],
    ],
    ['a feature turned off', 'image: traefik\nargs: ["--api.insecure=false"]', []],
    [
      'listeners that Kafka takes from what it advertises',
      'image: confluentinc/cp-kafka\nenv: [{name: KAFKA_ADVERTISED_LISTENERS, value: "PLAINTEXT://kafka:29092"}]',
      ['*:29092 certain "PLAINTEXT://kafka:29092" @18'],
    ],
    [
      'Kong and its words',
      'image: kong\nenv: [{name: KONG_ADMIN_LISTEN, value: "127.0.0.1:8444 http2 ssl reuseport backlog=16384"}]',
      ['loopback:8444 certain "127.0.0.1:8444 http2 ssl reuseport backlog=16384" @10'],
    ],
    [
      'instances of the Cloud SQL proxy',
      'image: gcr.io/cloud-sql-connectors/cloud-sql-proxy\nargs: ["p:r:i?port=5433"]',
      ['loopback:5433 certain "p:r:i?port=5433" @11'],
    ],
    [
      'an init container of Istio',
      'image: istio/proxyv2\nargs: [istio-iptables, -p, "15001", -z, "15006"]',
      [],
    ],
    [
      'a configuration that the script writes',
      'image: nginx\ncommand: [sh, -c, "echo \'server { listen 8081; }\' > /etc/nginx/conf.d/default.conf && exec nginx"]',
      ['0.0.0.0:8081 certain "listen 8081" @22'],
    ],
    [
      'a configuration from a here-document',
      "image: haproxy\ncommand:\n- sh\n- -c\n- |\n  cat <<'EOF' > /tmp/h.cfg\n  frontend a\n    bind *:8404\n  EOF\n  haproxy -f /tmp/h.cfg",
      ['0.0.0.0:8404 certain "bind *:8404" @45'],
    ],
    [
      'a variable that the script sets',
      'image: me/app\ncommand: [sh, -c, "export PORT=9000; exec node server.js"]',
      ['*:9000 likely "9000" @12'],
    ],
    [
      'a bind address for all ports',
      'image: me/app\nargs: [--bind-address=127.0.0.1, --secure-port=10259]',
      ['loopback:10259 likely "--secure-port=10259" @14'],
    ],
    [
      'forwarded ports',
      'image: me/app\ncommand: [ssh, -N, -L, "0.0.0.0:5432:db:5433", -R, "80:x:81", me@there]',
      ['0.0.0.0:5432 certain "-L 0.0.0.0:5432:db:5433" @8'],
    ],
    [
      'Envoy with its configuration in the command line',
      'image: envoyproxy/envoy\nargs: [--config-yaml, "admin: {address: {socket_address: {port_value: 9902}}}"]',
      ['*:9902 certain "9902" @47'],
    ],
    [
      'a list of options that begins with an unknown',
      'image: me/app\ncommand: [sh, -c, "$BIN --port=80"]',
      [],
    ],
  ];
  for (const [name, yaml, expected] of table)
    it(name, () => assert.deepEqual(listens(factsOf(yaml)), expected));

  it('gives up what a script changes out of sight', () => {
    const facts = factsOf(
      'image: nginx\ncommand: [sh, -c, "sed -i s/80/81/ /etc/nginx/conf.d/default.conf; nginx"]',
    );
    assert.deepEqual(facts.movedDefaults, [80]);
    assert.equal(facts.listensComplete, false);
  });

  it('says which configuration a command line names', () => {
    const facts = factsOf('image: envoyproxy/envoy\nargs: [-c, /cfg/e.yaml]');
    assert.deepEqual(
      facts.configurations.map((use) => [use.program, use.path]),
      [['envoy', '/cfg/e.yaml']],
    );
    assert.deepEqual(facts.movedDefaults, [10000]);
    assert.equal(facts.listensComplete, false);
    assert.equal(facts.completeWithConfigurations, true);
  });

  it('does not hang on variables that double', () => {
    const script = `a=xxxxxxxx; ${'a=$a$a$a$a; '.repeat(60)} cat $a`;
    factsOf(`image: busybox\ncommand: [sh, -c, "${script}"]`);
    const env = Array.from(
      { length: 60 },
      (_, i) => `{name: V${i + 1}, value: "$(V${i})$(V${i})x"}`,
    );
    factsOf(`image: busybox\nenv: [{name: V0, value: x}, ${env.join(', ')}]\nargs: ["$(V60)"]`);
  });
});

describe('what becomes of the image', () => {
  it('is replaced by a command that never starts its server', () => {
    assert.equal(factsOf('image: nginx\ncommand: [sleep, infinity]').replacesServer, true);
    assert.equal(factsOf('image: nginx\ncommand: [sh, -c, "sleep 3600"]').replacesServer, true);
    assert.equal(
      factsOf('image: nginx\ncommand: [sh, -c, "nginx -g \'daemon off;\'"]').replacesServer,
      false,
    );
    assert.equal(factsOf('image: nginx\ncommand: [/start.sh]').replacesServer, false);
    assert.equal(factsOf('image: nginx').replacesServer, false);
  });

  it('has its ports moved', () => {
    assert.deepEqual(factsOf('image: redis\nargs: [--port, "0"]').movedDefaults, [6379]);
    assert.deepEqual(
      factsOf('image: prom/prometheus\nargs: ["--web.listen-address=:91"]').movedDefaults,
      [9090],
    );
    assert.deepEqual(factsOf('image: redis').movedDefaults, []);
    assert.deepEqual(
      factsOf('image: zookeeper\nenv: [{name: ZOO_ADMINSERVER_ENABLED, value: "false"}]')
        .movedDefaults,
      [8080],
    );
  });

  it('is understood or not', () => {
    assert.equal(factsOf('image: nginx').listensComplete, true);
    assert.equal(factsOf('image: busybox\ncommand: [sh, -c, "sleep 1"]').listensComplete, true);
    assert.equal(factsOf('image: me/app').listensComplete, false);
    assert.equal(factsOf('image: me/app\ncommand: [sleep, "1"]').listensComplete, true);
    assert.equal(factsOf('image: nginx\ncommand: [sh, -c, "/start.sh"]').listensComplete, false);
    assert.equal(factsOf('image: python\ncommand: [python, app.py]').listensComplete, false);
  });
});

describe('connections', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'curl',
      'image: curlimages/curl\nargs: [-s, "http://localhost:8080/x"]',
      ['localhost:8080 certain "http://localhost:8080/x"'],
    ],
    [
      'curl without a port',
      'image: x\ncommand: [curl, -o, /x, "web/y"]',
      ['web:80 certain "web/y"'],
    ],
    [
      'redis-cli',
      'image: redis\ncommand: [redis-cli, -h, cache, -p, "6380", ping]',
      ['cache:6380 certain "-h cache -p 6380"'],
    ],
    ['pg_isready without a host', 'image: postgres\ncommand: [pg_isready, -p, "5433"]', []],
    [
      'an unknown flag',
      'image: me/app\nargs: [--upstream=127.0.0.1:9000]',
      ['127.0.0.1:9000 likely "--upstream=127.0.0.1:9000"'],
    ],
    [
      'variables',
      'image: me/app\nenv: [{name: DB_HOST, value: localhost}, {name: DB_PORT, value: "5432"}, {name: API_URL, value: "http://localhost:3000"}]',
      ['localhost:5432 likely "localhost"', 'localhost:3000 likely "http://localhost:3000"'],
    ],
    [
      'a variable with an unknown value',
      'image: me/app\nenv: [{name: API_URL, valueFrom: {secretKeyRef: {name: a, key: b}}}]',
      [],
    ],
  ];
  for (const [name, yaml, expected] of table)
    it(name, () => assert.deepEqual(connects(factsOf(yaml)), expected));

  it('are waited for in loops', () => {
    const waits = (script: string): readonly string[] =>
      factsOf(`image: busybox\ncommand:\n- sh\n- -c\n- |\n  ${script}`).waits.map(
        (wait) => `${wait.host}:${wait.port ?? '?'}`,
      );
    assert.deepEqual(waits('until nc -z localhost 5432; do sleep 1; done'), ['localhost:5432']);
    assert.deepEqual(waits('while ! curl -s http://web:80; do sleep 1; done'), ['web:80']);
    assert.deepEqual(waits('while true; do nc -z db 1 && break; sleep 1; done'), ['db:1']);
    assert.deepEqual(waits('./wait-for-it.sh db:5432 -- echo up'), ['db:5432']);
    assert.deepEqual(waits('until nslookup db; do sleep 1; done'), ['db:?']);
    assert.deepEqual(waits('for i in $(seq 9); do nc -z db 1 && exit 0; sleep 1; done'), ['db:1']);
    assert.deepEqual(waits('while ! </dev/tcp/db/1; do sleep 1; done'), ['db:1']);
    assert.deepEqual(waits('while true; do curl http://web; sleep 1; done'), []);
    assert.deepEqual(waits('while true; do nc -z db 1 || exit 1; sleep 1; done'), []);
    assert.deepEqual(waits('for h in a b; do curl http://$h; done'), []);
    assert.deepEqual(waits('nc -z localhost 5432'), []);
  });
});

describe('file accesses', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'redirections',
      'date >> /log/a; cat < /in/b > /out/c 2> /err/d',
      ['write /log/a', 'read /in/b', 'write /out/c', 'write /err/d'],
    ],
    ['devices and descriptors', 'date > /dev/null 2>&1; date >&2; echo x > /proc/1/fd/1', []],
    ['a here-document', 'cat <<EOF > /etc/a.conf\nx < /y\n  EOF', ['write /etc/a.conf']],
    ['following', 'tail -n+1 -f /log/a', ['read /log/a follow']],
    ['following for long', 'tail -F /log/a', ['read /log/a follow-retry']],
    ['keeping alive', 'tail -f /dev/null', []],
    ['tee', 'date | tee -a /log/a /log/b', ['write /log/a', 'write /log/b']],
    ['making', 'mkdir -p /a/b && touch /a/b/c', ['write /a/b/ directory likely', 'write /a/b/c']],
    [
      'copying',
      'cp -r /src/. /dst; cp /a/x.conf /b/y.conf',
      ['read /src/', 'write /dst/', 'read /a/x.conf', 'write /b/y.conf'],
    ],
    ['a directory change', 'cd /data && cat x ../y', ['read /data/x', 'read /y']],
    ['a subshell', '(cd /data; cat x); cat y', ['read /data/x']],
    ['waiting for a file', 'while [ ! -f /a/b ]; do sleep 1; done', ['read /a/b waits']],
    ['asking for a file', 'if [ -f /a/b ]; then echo; fi', ['read /a/b test']],
    ['a variable', 'D=/data; cat $D/x "${D}/y"', ['read /data/x', 'read /data/y']],
    ['an unknown variable', 'cat $D/x /a/$X/b', ['read /a/']],
    ['a pattern', 'cat /a/*.log', ['read /a/']],
    [
      'fetching',
      'wget -O /a/b http://x; curl -o /a/c http://x; git clone https://x/y /src',
      ['write /a/b', 'write /a/c', 'write /src/'],
    ],
    ['printing', 'wget -O - http://x; curl http://x', []],
    [
      'unpacking',
      'tar -xzf /a/b.tgz -C /c; tar xf /d.tar',
      ['read /a/b.tgz', 'write /c/', 'read /d.tar'],
    ],
    [
      'editing',
      'sed -i s/a/b/ /etc/x; sed s/a/b/ /etc/y',
      ['read /etc/x', 'write /etc/x change', 'read /etc/y'],
    ],
    [
      'removing and owners',
      'rm -rf /a; chown -R 1:1 /b',
      ['write /a/ removal likely', 'write /b/ attributes'],
    ],
    ['HTML', 'echo "<body>x</body>" > /a', ['write /a']],
    [
      'sockets',
      'socat UNIX-LISTEN:/s/a TCP:x:1; socat - unix-connect:/s/b',
      ['create-socket /s/a', 'connect-socket /s/b'],
    ],
  ];
  for (const [name, script, expected] of table)
    it(name, () => {
      const facts = factsOf(`image: busybox\ncommand:\n- sh\n- -c\n- |\n  ${script}`);
      assert.deepEqual(accesses(facts), expected);
      for (const fact of facts.accesses) assertTraced(fact.pathText);
    });

  const manifests: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'sockets of a driver and its sidecar',
      'image: me/driver\nargs: ["--endpoint=unix:///csi/csi.sock", "--csi-address=/csi/a.sock"]',
      ['create-socket /csi/csi.sock likely', 'connect-socket /csi/a.sock likely'],
    ],
    [
      'a socket that may be either',
      'image: me/app\nargs: [-socketPath, /run/agent.sock]',
      ['create-socket /run/agent.sock possible'],
    ],
    [
      'configuration, certificates, data, logs',
      'image: me/app\nargs: [--config=/c/a.yaml, --tls-cert-file=/t/a.crt, --data-dir=/d, --log-file=/l/a.log]',
      [
        'read /c/a.yaml likely',
        'read /t/a.crt likely',
        'write /d/ likely',
        'write /l/a.log likely',
      ],
    ],
    [
      'paths of URLs, of the node, and where to look',
      'image: me/app\nargs: [--metrics-path=/metrics, --kubelet-registration-path=/var/x.sock, --path.udev.data=/host/udev]',
      [],
    ],
    [
      'variables that say where the log goes',
      'image: me/app\nenv: [{name: LOG_FILE, value: /var/log/app/a.log}, {name: BIN_PATH, value: /opt/cni/bin}]',
      ['write /var/log/app/a.log likely'],
    ],
    [
      'a variable of a known image',
      'image: kiwigrid/k8s-sidecar\nenv: [{name: FOLDER, value: /dashboards}]',
      ['write /dashboards/'],
    ],
  ];
  for (const [name, yaml, expected] of manifests)
    it(name, () => assert.deepEqual(accesses(factsOf(yaml)), expected));

  it('names the letter that lets tail wait', () => {
    const [fact] = factsOf('image: busybox\ncommand: [tail, -n1, -f, /a]').accesses;
    assert.equal(fact?.followFlag?.text, 'f');
  });

  it('resolves against the working directory', () => {
    assert.deepEqual(accesses(factsOf('image: busybox\nworkingDir: /w\ncommand: [cat, a]')), [
      'read /w/a',
    ]);
    assert.deepEqual(accesses(factsOf('image: busybox\ncommand: [cat, a]')), []);
  });
});

describe('processes and signals', () => {
  const signals = (script: string): readonly string[] =>
    factsOf(`image: busybox\ncommand: [sh, -c, '${script}']`).signals.map(
      (fact) => `${fact.program} ${fact.target ?? '?'}`,
    );

  it('finds processes aimed at', () => {
    assert.deepEqual(signals('kill $(pidof nginx)'), ['pidof nginx']);
    assert.deepEqual(signals('pkill -HUP nginx'), ['pkill nginx']);
    assert.deepEqual(signals('kill -HUP $(cat /run/nginx.pid)'), ['kill nginx']);
    assert.deepEqual(signals('kill $(ps aux | grep [n]ginx | cut -f1)'), ['ps ?', 'kill nginx']);
    assert.deepEqual(signals('ps | grep nginx | xargs kill -HUP'), ['kill nginx', 'ps ?']);
    assert.deepEqual(signals('pidof nginx | xargs kill'), ['pidof nginx']);
    assert.deepEqual(signals('ls /x | xargs -n1 killall'), []);
    assert.deepEqual(signals('nginx -s reload'), ['pid-file nginx']);
    assert.deepEqual(signals('nginx -t'), []);
    assert.deepEqual(signals('ls /proc/42/root; cat /proc/1/cmdline /proc/meminfo'), ['proc ?']);
    assert.deepEqual(signals('nsenter --mount=/host/ns ls'), []);
    assert.deepEqual(signals('killall -s HUP /usr/sbin/nginx'), ['killall nginx']);
    assert.deepEqual(signals('kill -TERM 1; kill $!; sleep 1 & kill $PID'), []);
  });

  it('tells what ends', () => {
    const ends = (script: string): string =>
      factsOf(`image: busybox\ncommand: [sh, -c, '${script}']`).ends;
    assert.equal(ends('sleep infinity'), 'no');
    assert.equal(ends('sleep 5'), 'yes');
    assert.equal(ends('while true; do sleep 5; done'), 'no');
    assert.equal(ends('while true; do test -f x && break; done'), 'unknown');
    assert.equal(ends('tail -f /x | grep y'), 'no');
    assert.equal(ends('httpd -f & sleep 1'), 'yes');
    assert.equal(ends('httpd -f & wait'), 'no');
    assert.equal(ends('./mine'), 'unknown');
  });

  it('tells what runs on', () => {
    const facts = factsOf(
      'image: busybox\ncommand: [sh, -c, "httpd -f & while true; do date; sleep 5; done"]',
    );
    assert.deepEqual(
      facts.processes
        .filter((process) => process.longRunning === 'yes')
        .map((process) => [process.program, process.background, process.text.text]),
      [
        ['httpd', true, 'httpd -f'],
        ['sh', false, 'while true'],
      ],
    );
  });
});

describe('commands of probes and hooks', () => {
  const run = (field: string, command: string): readonly string[] => {
    const container = containerOf(
      `image: x\nenv: [{name: P, value: "80"}]\n${field}: {exec: {command: [${command}]}}`,
    );
    const [handler] = container.handlers;
    assert.ok(handler);
    const facts = handlerFacts(container, handler);
    return [...connects(facts), ...accesses(facts)];
  };

  it('have variables replaced in probes only', () => {
    assert.deepEqual(run('readinessProbe', 'curl, "localhost:$(P)"'), [
      'localhost:80 certain "localhost:80"',
    ]);
    assert.deepEqual(run('readinessProbe', 'cat, /tmp/healthy'), ['read /tmp/healthy']);
  });

  it('are read in hooks', () => {
    const container = containerOf(
      'image: x\nlifecycle: {preStop: {exec: {command: [sh, -c, "touch /a; nginx -s quit"]}}}',
    );
    const facts = container.handlers.map((handler) => handlerFacts(container, handler));
    assert.deepEqual(facts.flatMap(accesses), ['write /a']);
    assert.deepEqual(facts.flatMap(listens), []);
  });
});

describe('scripts in files', () => {
  it('are named', () => {
    const scripts = (yaml: string): readonly string[] =>
      factsOf(yaml).scripts.map((script) => script.path);
    assert.deepEqual(scripts('image: x\ncommand: [bash, -e, /scripts/run.sh, now]'), [
      '/scripts/run.sh',
    ]);
    assert.deepEqual(scripts('image: x\ncommand: [/scripts/run.sh]'), ['/scripts/run.sh']);
    assert.deepEqual(scripts('image: x\ncommand: [sh, -c, "cd /a && . ./b.sh"]'), ['/a/b.sh']);
    assert.deepEqual(scripts('image: x\ncommand: [sh, -c, "wait-for-it.sh db:1"]'), []);
  });

  it('are read with the variables of their container', () => {
    const container = containerOf('image: x\nenv: [{name: D, value: /data}]');
    const { root } = parseDocument('|\n  touch $D/ready\n  killall -HUP proxy\n');
    assert.equal(root?.kind, 'scalar');
    const facts = scriptFacts(container, traceScalar(root));
    assert.deepEqual(accesses(facts), ['write /data/ready']);
    assert.deepEqual(
      facts.signals.map((signal) => signal.target),
      ['proxy'],
    );
    assert.equal(facts.ends, 'yes');
  });
});

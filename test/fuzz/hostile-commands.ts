import { lines, mounting, oneContainer, pod, repeated, running } from './hostile-parts.ts';
import type { HostileFamily } from './hostile-parts.ts';

const script = (name: string, most: number, text: (n: number) => string): HostileFamily => ({
  name: `a script: ${name}`,
  most,
  files: (n) => ({ 'a.yaml': running(text(n)) }),
});

const nginx = (name: string, most: number, text: (n: number) => string): HostileFamily => ({
  name: `nginx: ${name}`,
  most,
  files: (n) => ({ 'a.yaml': mounting('[nginx, -c, /etc/c/nginx.conf]', 'nginx.conf', text(n)) }),
});

const haproxy = (name: string, most: number, text: (n: number) => string): HostileFamily => ({
  name: `haproxy: ${name}`,
  most,
  files: (n) => ({ 'a.yaml': mounting('[haproxy, -f, /etc/c/h.cfg]', 'h.cfg', text(n)) }),
});

const envoy = (name: string, most: number, text: (n: number) => string): HostileFamily => ({
  name: `envoy: ${name}`,
  most,
  files: (n) => ({ 'a.yaml': mounting('[envoy, -c, /etc/c/envoy.yaml]', 'envoy.yaml', text(n)) }),
});

/** Scripts, command lines and configuration files that are hard on those that read them. */
export const COMMAND_FAMILIES: readonly HostileFamily[] = [
  script('substitutions inside each other', 50_000, (n) => `${'$('.repeat(n)}a${')'.repeat(n)}`),
  script('substitutions in quotes', 10_000, (n) => `${'"$(echo '.repeat(n)}a${')"'.repeat(n)}`),
  script('substitutions that echo', 60, (n) => `x=${'$(echo '.repeat(n)}a${')'.repeat(n)}`),
  script('substitutions that never end', 50_000, (n) => 'a "$(b '.repeat(n)),
  script('backquotes', 50_000, (n) => 'a `b '.repeat(n)),
  script('sums inside each other', 50_000, (n) => `${'$(('.repeat(n)}1${'))'.repeat(n)}`),
  script('subshells inside each other', 50_000, (n) => `${'( '.repeat(n)}a${' )'.repeat(n)}`),
  script('groups inside each other', 20_000, (n) => `${'{ '.repeat(n)}a${'; }'.repeat(n)}`),
  script(
    'conditions inside each other',
    10_000,
    (n) => `${'if a; then '.repeat(n)}b${'; fi'.repeat(n)}`,
  ),
  script('conditions in a row', 2_000, (n) =>
    'if [ -n "$X" ]; then nginx -p 80; else a=$a; fi\n'.repeat(n),
  ),
  script(
    'conditions that are conditions',
    10_000,
    (n) => `${'if '.repeat(n)}b${'; then a; fi'.repeat(n)}`,
  ),
  script(
    'loops inside each other',
    10_000,
    (n) => `${'while a; do '.repeat(n)}b${'; done'.repeat(n)}`,
  ),
  script(
    'loops over words inside each other',
    30,
    (n) => `${'for a in 1 2 3 4 5 6 7 8; do '.repeat(n)}nginx -p $a${'; done'.repeat(n)}`,
  ),
  script('shells in loops in shells', 8, (n) => nestedShells(n)),
  script(
    'cases inside each other',
    5_000,
    (n) => `${'case a in b) '.repeat(n)}c${' ;; esac'.repeat(n)}`,
  ),
  script(
    'default values inside each other',
    20_000,
    (n) => `a ${'${x:-'.repeat(n)}b${'}'.repeat(n)}`,
  ),
  script('braces that expand', 50_000, (n) => `a ${'{a,b}'.repeat(n)} {1..1000000000}`),
  script('quotes that never end', 50_000, (n) => `a ${`'"\``.repeat(n)}`),
  script('here-documents', 5_000, (n) => lines(n, (i) => `cat <<E${i}\ntext\nE${i}`)),
  script(
    'here-documents on one line',
    40_000,
    (n) => `cat ${lines(n, (i) => `<<E${i} `).replaceAll('\n', '')}\ntext\n`,
  ),
  script('here-documents that never end', 5_000, (n) => repeated(n, 'cat <<E > /a\ntext $(a\n')),
  script(
    'shells that read here-documents',
    200,
    (n) => `${lines(n, (i) => `sh <<E${i}`)}nginx\n${lines(n, (i) => `E${n - i - 1}`)}`,
  ),
  script('a file that is written to again and again', 5_000, (n) =>
    repeated(n, 'echo "listen 80;" >> /etc/nginx/conf.d/a.conf\n'),
  ),
  script(
    'patterns of many stars',
    2_000,
    (n) =>
      `[[ ${'a'.repeat(n)} == ${'*a'.repeat(n)}b ]]\ncase ${'a'.repeat(n)} in ${'*a'.repeat(n)}b) ;; esac`,
  ),
  script('pipes', 20_000, (n) => `a${' | a'.repeat(n)}`),
  script('a row of commands', 50_000, (n) => 'a;'.repeat(n)),
  script('a row of and and or', 50_000, (n) => `a${' && a || b'.repeat(n)}`),
  script('a long word', 150_000, (n) => `a ${'x'.repeat(n)}`),
  script('many words', 50_000, (n) => `nginx ${'-x '.repeat(n)}`),
  script('many assignments', 20_000, (n) => `${'A=1 '.repeat(n)}nginx`),
  script(
    'many variables',
    5_000,
    (n) => `${lines(n, (i) => `A${i}=1`)}${lines(n, (i) => `(a $A${i})`)}`,
  ),
  script(
    'a variable that doubles',
    1_000,
    (n) => `a=xxxxxxxxxx\n${'a=$a$a\n'.repeat(n)}nginx -p $a`,
  ),
  script(
    'a variable that grows by appending',
    1_000,
    (n) => `a=xxxxxxxxxx\n${'a+=$a\n'.repeat(n)}nginx -p $a`,
  ),
  script('words that double', 1_000, (n) => `set -- a b c\n${'set -- $@ $@\n'.repeat(n)}nginx $@`),
  script('loops in substitutions', 20_000, (n) => '$(for ;'.repeat(n)),
  script(
    'substitutions in loops',
    250,
    (n) => `while a; do b ${'$(c '.repeat(n)}d${')'.repeat(n)}; done`,
  ),
  script(
    'loops inside each other around a long text',
    250,
    (n) => `${'for a in b; do '.repeat(n)}${'c d="e $f"; '.repeat(n * 40)}${'done; '.repeat(n)}`,
  ),
  script(
    'a function of one long line that is called again and again',
    4_000,
    (n) => `f() { nginx ${'-x '.repeat(n)}; }\n${'f\n'.repeat(n)}`,
  ),
  script('functions that hold functions', 40_000, (n) => `${'f() '.repeat(n)}{ nginx; }`),
  script('functions by their word', 20_000, (n) => `${'function f '.repeat(n)}{ nginx; }`),
  script('coprocesses of coprocesses', 25_000, (n) => `${'coproc '.repeat(n)}nginx`),
  script(
    'a text that is a script again and again',
    4_000,
    (n) => `x='a ${'b "$c" '.repeat(n)}'\n${'eval "$x"\n'.repeat(n)}`,
  ),
  script(
    'words that loops go through again and again',
    4_000,
    (n) => `x='${'a '.repeat(n)}'\n${'for a in $x; do b; done\n'.repeat(n)}`,
  ),
  script(
    'words that a program is given again and again',
    4_000,
    (n) => `x='${'--port=80 '.repeat(n)}'\n${'nginx $x\n'.repeat(n)}`,
  ),
  script(
    'cases of one long text',
    4_000,
    (n) => `x='${'ab'.repeat(n)}'\ncase "$x" in ${'*a*c) nginx;; '.repeat(n)} esac`,
  ),
  script('functions that call themselves', 1_000, (n) => `f() { f; f | f & }\n${'f\n'.repeat(n)}`),
  script(
    'functions that call the one before twice',
    1_000,
    (n) => `f0() { nginx; }\n${lines(n, (i) => `f${i + 1}() { f${i}; f${i}; }`)}f${n}`,
  ),
  script('files that are written line by line', 2_000, (n) =>
    lines(n, (i) => `echo "listen ${i};" >> /etc/nginx/conf.d/a.conf; cat > /f${i} <<E\n$X\nE`),
  ),
  script('eval of many words', 4_000, (n) => `${'eval '.repeat(4)}nginx ${'-x '.repeat(n)}`),
  script('eval of eval', 1_000, (n) => `${'eval '.repeat(n)}nginx -p 80`),
  script(
    'eval that doubles',
    50,
    (n) =>
      `${lines(n, (i) => `a${i}='eval "$a${i + 1}"; eval "$a${i + 1}"'`)}a${n}=nginx\neval "$a0"`,
  ),
  script('escapes', 100_000, (n) => `a ${'\\'.repeat(n)}`),
  script('lines that go on', 50_000, (n) => `a ${'\\\n'.repeat(n)}`),
  script('redirects', 20_000, (n) => `a ${'> /b 2>&1 < /c '.repeat(n)}`),
  script('tests', 5_000, (n) => `[[ ${'( ! -f /a && '.repeat(n)}-f /b${' )'.repeat(n)} ]]`),
  script('names that every object has', 500, (n) =>
    repeated(
      n,
      '__proto__=1; constructor() { a; }; constructor; toString $__proto__ ${valueOf}; hasOwnProperty --constructor; export __proto__=2; kill constructor\n',
    ),
  ),
  {
    name: 'a command line of wrappers',
    most: 20_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      command: [${'env, exec, nice, timeout, 1, '.repeat(n)}nginx]\n`,
    }),
  },
  {
    name: 'a command line of shells',
    most: 5_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      command: [${'sh, -c, exec "$0" "$@", '.repeat(n)}nginx]\n`,
    }),
  },
  {
    name: 'a command line of many flags',
    most: 50_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      command: [etcd]\n      args: [${'--listen-client-urls=http://0.0.0.0:80, '.repeat(n)}]\n`,
    }),
  },
  {
    name: 'a flag of many values',
    most: 100_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      command: [etcd]\n      args: ["--listen-client-urls=${'http://0.0.0.0:80,'.repeat(n)}"]\n`,
    }),
  },
  {
    name: 'a flag of many values that hold references',
    most: 20_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      env: [{name: A, value: b}, {name: BROKERS, value: "${'$(A):80,'.repeat(n)}"}]\n      command: [kafka-topics.sh, --bootstrap-server, "${'$(A):80,'.repeat(n)}"]\n`,
    }),
  },
  {
    name: 'variables that each hold the one before',
    most: 4_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      env:\n        - {name: A0, value: x}\n${lines(n, (i) => `        - {name: A${i + 1}, value: "x$(A${i})"}`)}`,
    }),
  },
  {
    name: 'a variable of many characters that flags and addresses are looked for in',
    most: 200_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      env:\n${['http://a:', '1.', '-', ':', '/', '-D', 'a.b:', '[::', '@', '%', ' --server.port=', '\\"'].map((part, i) => `        - {name: JAVA_OPTS${i}_URL, value: "${part.repeat(n / 12)}"}\n        - {name: ADDR${i}, value: "${part.repeat(n / 12)}!"}\n`).join('')}`,
    }),
  },
  {
    name: 'variables that refer to variables',
    most: 1_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      env:\n        - {name: A0, value: xxxxxxxxxx}\n${lines(n, (i) => `        - {name: A${i + 1}, value: $(A${i})$(A${i})}`)}      args: [$(A${n})]\n`,
    }),
  },
  {
    name: 'one variable that refers to itself',
    most: 1_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      env:\n${repeated(n, '        - {name: A, value: x$(A)$(A)}\n')}      args: [$(A)]\n`,
    }),
  },
  {
    name: 'many variables',
    most: 20_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      env:\n${lines(n, (i) => `        - {name: PORT_${i}, value: "80"}`)}`,
    }),
  },
  {
    name: 'references in one value',
    most: 50_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      env: [{name: A, value: b}]\n      args: ["${'$(A)$$(A)$(B'.repeat(n)}"]\n`,
    }),
  },
  {
    name: 'a mounted script that runs itself',
    most: 2_000,
    files: (n) => ({
      'a.yaml': mounting(
        '[sh, /etc/c/a.sh]',
        'a.sh',
        repeated(n, 'sh /etc/c/a.sh\n. /etc/c/a.sh\n/etc/c/a.sh &\n'),
      ),
    }),
  },
  {
    name: 'mounted scripts that each run the next twice',
    most: 200,
    files: (n) => ({
      'a.yaml': `${mounting('[sh, /etc/c/s0.sh]', 'x', 'y')}${lines(n, (i) => `  s${i}.sh: "sh /etc/c/s${i + 1}.sh; sh /etc/c/s${i + 1}.sh"`)}`,
    }),
  },
  nginx(
    'blocks inside each other',
    50_000,
    (n) => `${'http { server { listen 80; '.repeat(n)}${'} }'.repeat(n)}`,
  ),
  nginx('blocks that never end', 50_000, (n) => 'server {\n'.repeat(n)),
  nginx('many servers', 5_000, (n) =>
    repeated(n, 'server { listen 80; listen [::]:80; listen 127.0.0.1:8080; }\n'),
  ),
  nginx('quotes that never end', 50_000, (n) => `server { listen 80; ${`"' \\`.repeat(n)}`),
  nginx('files that include themselves', 5_000, (n) =>
    repeated(n, 'include /etc/c/*.conf; include nginx.conf;\n'),
  ),
  nginx('comments', 50_000, (n) => repeated(n, '# listen 80;\n')),
  nginx('one long line', 200_000, (n) => `listen ${'8'.repeat(n)};`),
  nginx('blanks', 200_000, (n) => `listen ${' '.repeat(n)}`),
  haproxy('binds', 10_000, (n) => `frontend a\n${repeated(n, '  bind :80,:81,*:82-90 ssl\n')}`),
  haproxy('a wide range', 1_000, (n) => `frontend a\n${repeated(n, '  bind :1-65535\n')}`),
  haproxy('one long line', 200_000, (n) => `frontend a\n  bind ${':80,'.repeat(n)}`),
  envoy('lists inside each other', 10_000, (n) => `static_resources: ${'['.repeat(n)}`),
  envoy(
    'aliases of aliases',
    500,
    (n) =>
      `a: &a0 {address: {socket_address: {port_value: 80}}}\n${lines(n, (i) => `b${i}: &a${i + 1} {x: *a${i}, y: *a${i}}`)}static_resources: {listeners: [*a${n}]}`,
  ),
  envoy(
    'an anchor inside itself',
    10,
    () => `static_resources: &a {listeners: [*a, {address: *a}]}`,
  ),
  envoy(
    'listeners',
    5_000,
    (n) =>
      `static_resources:\n  listeners:\n${repeated(n, '    - address: {socket_address: {address: 0.0.0.0, port_value: 80}}\n')}`,
  ),
  envoy('YAML in YAML in YAML', 10, (n) => nestedConfigMaps(n)),
];

function nestedShells(n: number): string {
  let text = 'nginx -p 80';
  for (let i = 0; i < n; i++)
    text = `for a in 1 2 3 4 5 6 7 8; do for b in 1 2 3 4 5 6 7 8; do sh <<E${i}\n${text}\nE${i}\ndone; done`;
  return text;
}

function nestedConfigMaps(n: number): string {
  let text = 'static_resources: {}';
  for (let i = 0; i < n; i++)
    text = `${pod()}data:\n  envoy.yaml: |\n    ${text.replaceAll('\n', '\n    ')}`;
  return text;
}

import { lines, mounting, oneContainer, pod, repeated, running } from './hostile-parts.ts';
import type { HostileFamily } from './hostile-parts.ts';

const one = (name: string, most: number, text: (n: number) => string): HostileFamily => ({
  name: `many: ${name}`,
  most,
  files: (n) => ({ 'a.yaml': text(n) }),
});

const script = (name: string, most: number, line: (i: number) => string): HostileFamily => ({
  name: `many in a script: ${name}`,
  most,
  files: (n) => ({ 'a.yaml': running(lines(n, line)) }),
});

const inContainer = (name: string, most: number, field: string, item: (i: number) => string) =>
  one(
    name,
    most,
    (n) => `${oneContainer()}      ${field}:\n${lines(n, (i) => `        ${item(i)}`)}`,
  );

const containers = (
  name: string,
  most: number,
  rest: (i: number) => string,
  field = 'containers',
) =>
  one(
    name,
    most,
    (n) =>
      `${pod()}spec:\n${field === 'containers' ? '' : '  containers: [{name: a, image: nginx}]\n'}  ${field}:\n${lines(n, (i) => `    - {name: c${i}, image: nginx${rest(i)}}`)}`,
  );

/** What a pod, a container, a script or a text can hold many of. */
export const PART_FAMILIES: readonly HostileFamily[] = [
  inContainer('entries of env', 20_000, 'env', (i) => `- {name: E${i}, value: a}`),
  inContainer('entries of env of one name', 20_000, 'env', () => '- {name: E, value: a}'),
  inContainer(
    'entries of env that name the one before',
    5_000,
    'env',
    (i) => `- {name: E${i}, value: $(E${i - 1})}`,
  ),
  inContainer(
    'entries of env that come from fields',
    10_000,
    'env',
    (i) => `- {name: E${i}, valueFrom: {fieldRef: {fieldPath: metadata.name}}}`,
  ),
  inContainer(
    'entries of env with addresses',
    10_000,
    'env',
    (i) => `- {name: E${i}, value: 'http://localhost:${1 + i}/'}`,
  ),
  inContainer('sources of env', 10_000, 'envFrom', (i) => `- {configMapRef: {name: c${i}}}`),
  inContainer('args', 20_000, 'args', (i) => `- --flag${i}=${i}`),
  inContainer('args with addresses', 5_000, 'args', (i) => `- --url=http://localhost:${1 + i}/`),
  inContainer('args with variables', 5_000, 'args', (i) => `- --flag=$(E${i})`),
  inContainer('ports', 10_000, 'ports', (i) => `- {name: p${i}, containerPort: ${1 + i}}`),
  inContainer('ports without names', 10_000, 'ports', (i) => `- {containerPort: ${1 + i}}`),
  inContainer('hostPorts', 10_000, 'ports', (i) => `- {containerPort: 80, hostPort: ${1 + i}}`),
  inContainer(
    'mounts of no volume',
    10_000,
    'volumeMounts',
    (i) => `- {name: v${i}, mountPath: /v${i}}`,
  ),
  inContainer(
    'devices of no volume',
    10_000,
    'volumeDevices',
    (i) => `- {name: v${i}, devicePath: /v${i}}`,
  ),
  one(
    'volumes with their mounts',
    5_000,
    (n) =>
      `${oneContainer()}      volumeMounts:\n${lines(n, (i) => `        - {name: v${i}, mountPath: /v${i}}`)}  volumes:\n${lines(n, (i) => `    - {name: v${i}, emptyDir: {}}`)}`,
  ),
  one(
    'volumes of one name',
    10_000,
    (n) => `${oneContainer()}  volumes:\n${repeated(n, '    - {name: v, emptyDir: {}}\n')}`,
  ),
  one(
    'items of a volume',
    10_000,
    (n) =>
      `${oneContainer()}  volumes:\n    - name: v\n      configMap:\n        name: c\n        items:\n${lines(n, (i) => `          - {key: k${i}, path: p${i}}`)}`,
  ),
  one(
    'items of a volume below each other',
    5_000,
    (n) =>
      `${oneContainer()}  volumes:\n    - name: v\n      configMap:\n        name: c\n        items:\n${lines(n, (i) => `          - {key: k${i}, path: ${'a/'.repeat(1 + (i % 50))}p${i}}`)}`,
  ),
  one(
    'sources of a projected volume',
    5_000,
    (n) =>
      `${oneContainer()}  volumes:\n    - name: v\n      projected:\n        sources:\n${lines(n, (i) => `          - {configMap: {name: c${i}, items: [{key: a, path: b${i}}]}}`)}`,
  ),
  containers('containers', 2_000, () => ''),
  containers(
    'containers with ports of their own',
    2_000,
    (i) => `, ports: [{containerPort: ${1 + i}}]`,
  ),
  containers(
    'containers with probes',
    2_000,
    (i) =>
      `, ports: [{containerPort: ${1 + i}}], livenessProbe: {httpGet: {port: ${1 + i}}}, readinessProbe: {tcpSocket: {port: ${2 + i}}}, startupProbe: {exec: {command: [wget, 'localhost:${1 + i}']}}`,
  ),
  containers('containers with mounts', 2_000, () => `, volumeMounts: [{name: v, mountPath: /v}]`),
  containers(
    'containers with resources',
    2_000,
    () => `, resources: {requests: {cpu: 2}, limits: {cpu: 1}}`,
  ),
  containers(
    'init containers that ask each other',
    2_000,
    (i) => `, command: [sh, -c, 'until nc -z c${i + 1} 80; do sleep 1; done']`,
    'initContainers',
  ),
  containers(
    'init containers of which each writes a file',
    500,
    (i) =>
      `, command: [sh, -c, 'echo a > /v/f${i}; cat /v/f${i + 1}'], volumeMounts: [{name: v, mountPath: /v}]`,
    'initContainers',
  ),
  containers('ephemeral containers', 2_000, () => '', 'ephemeralContainers'),
  one(
    'tolerations',
    10_000,
    (n) =>
      `${oneContainer()}  tolerations:\n${lines(n, (i) => `    - {key: k${i}, operator: Exists}`)}`,
  ),
  one(
    'tolerations of one kind',
    10_000,
    (n) => `${oneContainer()}  tolerations:\n${repeated(n, '    - {key: k, operator: Exists}\n')}`,
  ),
  one(
    'host aliases, secrets, gates',
    5_000,
    (n) =>
      `${oneContainer()}  hostAliases:\n${repeated(n, '    - {ip: 1.2.3.4, hostnames: [a, a]}\n')}  imagePullSecrets:\n${repeated(n, '    - {name: a}\n')}  schedulingGates:\n${repeated(n, '    - {name: a/b}\n')}  readinessGates:\n${repeated(n, '    - {conditionType: a/b}\n')}`,
  ),
  one(
    'terms of affinity',
    5_000,
    (n) =>
      `${oneContainer()}  affinity:\n    podAntiAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n${lines(n, (i) => `        - {topologyKey: a, labelSelector: {matchExpressions: [{key: k${i}, operator: In, values: [a, b]}]}}`)}`,
  ),
  one(
    'labels and annotations',
    20_000,
    (n) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  labels:\n${lines(n, (i) => `    l${i}: a`)}  annotations:\n${lines(n, (i) => `    a${i}: b`)}spec: {containers: [{name: a, image: nginx}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: 80}], selector: {l0: a, l1: a}}\n`,
  ),
  one(
    'labels of a selector',
    5_000,
    (n) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  labels:\n${lines(n, (i) => `    l${i}: a`)}spec: {containers: [{name: a, image: nginx}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  ports: [{port: 80}]\n  selector:\n${lines(n, (i) => `    l${i}: a`)}`,
  ),
  one(
    'JSON in an annotation',
    20_000,
    (n) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"a": [${repeated(n, '{"b": 1, "podspace-ignore": "x"}, ')}1]}\nspec: {containers: [{name: a, image: nginx}]}\n`,
  ),
  one(
    'rules that an annotation names',
    10_000,
    (n) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    podspace.dev/ignore: "${lines(n, (i) => `rule-${i},`).replaceAll('\n', ' ')}port-conflict"\nspec: {containers: [{name: a, image: nginx}]}\n`,
  ),
  one(
    'entries of a list over many lines',
    20_000,
    (n) => `${oneContainer()}      args: [\n${repeated(n, '        "a", # b\n')}      ]\n`,
  ),
  one(
    'entries of a map over many lines',
    20_000,
    (n) =>
      `${oneContainer()}      resources: {limits: {\n${lines(n, (i) => `        k${i}: 1,`)}      }}\n`,
  ),
  one(
    'anchors and aliases',
    10_000,
    (n) =>
      `${oneContainer()}      args:\n${lines(n, (i) => `        - &a${i} x`)}${lines(n, (i) => `        - *a${i}`)}`,
  ),
  one(
    'aliases of maps',
    5_000,
    (n) =>
      `${oneContainer()}      env:\n        - &e {name: E, value: a}\n${repeated(n, '        - *e\n')}`,
  ),
  one(
    'aliases of nothing',
    10_000,
    (n) => `${oneContainer()}      args:\n${lines(n, (i) => `        - *a${i}`)}`,
  ),
  one(
    'merges of one map',
    2_000,
    (n) =>
      `${pod()}spec:\n  containers:\n    - &c {name: c, image: nginx, ports: [{containerPort: 80}]}\n${lines(n, (i) => `    - {<<: *c, name: c${i}}`)}`,
  ),
  one(
    'markers of documents',
    20_000,
    (n) => `${repeated(n, '---\n')}${oneContainer()}${repeated(n, '...\n---\n')}`,
  ),
  one('tabs', 10_000, (n) => `${oneContainer()}      args:\n${repeated(n, '\t- a\n')}`),
  one(
    'tabs behind values',
    20_000,
    (n) => `${oneContainer()}      args:\n${repeated(n, '        - a\t\t# b\n')}`,
  ),
  one('lines that are no YAML', 5_000, (n) => `${oneContainer()}${repeated(n, '      a: b: c\n')}`),
  one(
    'keys that stand twice',
    5_000,
    (n) => `${oneContainer()}${lines(n, (i) => `      k${i}: a\n      k${i}: b`)}`,
  ),
  one(
    'comments between entries',
    20_000,
    (n) =>
      `${oneContainer()}      args:\n${lines(n, (i) => `        # about ${i}\n        - a${i}`)}`,
  ),
  one(
    'comments that ignore one rule each',
    5_000,
    (n) =>
      `${oneContainer()}      env:\n${lines(n, (i) => `        # podspace-ignore ${i % 2 === 0 ? 'unknown-field' : 'nothing'}: a\n        - {name: E${i}, valu: a}`)}`,
  ),
  one(
    'problems that a comment ignores',
    5_000,
    (n) =>
      `# podspace-ignore-file unknown-field: a\n${oneContainer()}      env:\n${lines(n, (i) => `        - {name: E${i}, valu: a}`)}`,
  ),
  one(
    'images without a tag in a script of templates',
    5_000,
    (n) => `${oneContainer()}${lines(n, (i) => `      {{ .Values.a${i} }}: {{ b }}`)}`,
  ),
  one(
    'variables of envsubst',
    5_000,
    (n) =>
      `${pod()}spec:\n  containers:\n    - name: \${NAME}\n      image: \${IMAGE}\n      args:\n${lines(n, (i) => `        - --port=\${PORT${i}:-${i}}`)}`,
  ),
  {
    name: 'many: lines of an nginx.conf',
    most: 80_000,
    files: (n) => ({
      'a.yaml': mounting(
        '[nginx, -c, /etc/c/nginx.conf]',
        'nginx.conf',
        `http {\n${lines(n, (i) => `server { listen ${1 + (i % 60_000)}; location / { proxy_pass http://127.0.0.1:${i % 60_000}; } }`)}}\n`,
      ),
    }),
  },
  {
    name: 'many: lines of a script that is mounted',
    most: 5_000,
    files: (n) => ({
      'a.yaml': mounting(
        '[sh, /etc/c/run.sh]',
        'run.sh',
        lines(n, (i) => `echo ${i} > /data/f${i}; cat /data/f${i}`),
      ),
    }),
  },
  script('variables', 5_000, (i) => `v${i}=${i}; nginx -p $v${i}`),
  script('variables that hold the one before', 2_000, (i) => `v${i}="$v${i - 1} a"`),
  script('one variable that grows', 2_000, () => `v="$v a"; echo $v`),
  script('functions', 3_000, (i) => `f${i}() { echo ${i} > /data/f${i}; }\nf${i}`),
  script('functions that call the one before', 2_000, (i) => `f${i}() { f${i - 1}; }`),
  script('substitutions', 5_000, (i) => `echo $(cat /data/f${i}) \`date\``),
  script(
    'conditions',
    3_000,
    (i) => `if [ "$a" = ${i} ]; then echo a > /data/a${i}; elif true; then b; else c; fi`,
  ),
  script(
    'conditions on literal values',
    3_000,
    (i) => `a=${i}; if [ "$a" = ${i} ]; then nc -l -p ${1 + i}; fi`,
  ),
  script('cases', 3_000, (i) => `case "$a" in ${i}) nginx -p ${i};; *) echo;; esac`),
  script('loops', 3_000, (i) => `until nc -z localhost ${1 + i}; do sleep 1; done`),
  script('processes in the background', 3_000, (i) => `nc -l -p ${1 + i} &`),
  script('here-documents into files', 3_000, (i) => `cat > /data/f${i} <<E\nlisten $PORT\nE`),
  script('pipes', 3_000, (i) => `cat /data/f${i} | grep a | tee /data/g${i} | sort > /data/h${i}`),
  script('reads and writes of one file', 3_000, () => 'echo a >> /data/log; tail -f /data/log'),
  script('changes of the folder', 3_000, (i) => `cd a${i}; echo a > f`),
  script('signals', 3_000, (i) => `kill -HUP $(pidof nginx${i}); trap 'echo ${i}' TERM`),
  script('connections', 3_000, (i) => `curl http://localhost:${1 + i}/; wget http://s${i}:80/`),
  script('comments', 20_000, (i) => `# ${i}: curl http://localhost:80`),
];

import { lines, oneContainer, pod, repeated } from './hostile-parts.ts';
import type { HostileFamily } from './hostile-parts.ts';

/** Many resources, and files beside the manifest that say what belongs together and what is checked. */
export const WORKSPACE_FAMILIES: readonly HostileFamily[] = [
  {
    name: 'containers that fight over one port',
    most: 2_000,
    files: (n) => ({
      'a.yaml': `${pod()}spec:\n  containers:\n${lines(n, (i) => `    - {name: c${i}, image: nginx, ports: [{containerPort: 80}]}`)}`,
    }),
  },
  {
    name: 'containers of one name',
    most: 10_000,
    files: (n) => ({
      'a.yaml': `${pod()}spec:\n  containers:\n${repeated(n, '    - {name: c, image: a}\n')}`,
    }),
  },
  {
    name: 'ports of one container',
    most: 20_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      ports:\n${repeated(n, '        - {containerPort: 80, name: a, hostPort: 80}\n')}`,
    }),
  },
  {
    name: 'ports of one Service, by name',
    most: 4_000,
    files: (n) => ({
      'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {a: b}}\nspec:\n  containers:\n    - name: a\n      image: nginx\n      ports:\n${lines(n, (i) => `        - {containerPort: ${1 + i}, name: p${i}}`)}---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  selector: {a: b}\n  ports:\n${lines(n, (i) => `    - {port: ${1 + i}, targetPort: p${i}, name: p${i}}`)}`,
    }),
  },
  {
    name: 'volumes that nobody mounts',
    most: 10_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}  volumes:\n${lines(n, (i) => `    - {name: v${i}, emptyDir: {}}`)}`,
    }),
  },
  {
    name: 'volumes that all mount at one place',
    most: 5_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      volumeMounts:\n${repeated(n, '        - {name: v, mountPath: /a}\n')}  volumes:\n${repeated(n, '    - {name: v, emptyDir: {}}\n')}`,
    }),
  },
  {
    name: 'mounts below each other',
    most: 2_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      volumeMounts:\n${lines(n, (i) => `        - {name: v, mountPath: ${'/a'.repeat(i % 200)}/${i}}`)}  volumes: [{name: v, emptyDir: {}}]\n`,
    }),
  },
  {
    name: 'containers that read what others write',
    most: 1_000,
    files: (n) => ({
      'a.yaml': `${pod()}spec:\n  containers:\n${lines(n, (i) => `    - {name: c${i}, image: busybox, command: [sh, -c, 'echo a > /var/log/a.log; tail -f /var/log/a.log']}`)}`,
    }),
  },
  {
    name: 'containers that ask localhost',
    most: 2_000,
    files: (n) => ({
      'a.yaml': `${pod()}spec:\n  containers:\n${lines(n, (i) => `    - {name: c${i}, image: busybox, command: [sh, -c, 'wget http://localhost:${1000 + i}/; kill $(pidof nginx)']}`)}`,
    }),
  },
  {
    name: 'containers that call each other by name',
    most: 2_000,
    files: (n) => ({
      'a.yaml': `${pod()}spec:\n  containers:\n${lines(n, (i) => `    - {name: c${i}, image: busybox, command: [wget, 'http://c${(i + 1) % n}:80/']}`)}`,
    }),
  },
  {
    name: 'init containers',
    most: 2_000,
    files: (n) => ({
      'a.yaml': `${pod()}spec:\n  containers: [{name: a, image: nginx}]\n  initContainers:\n${lines(n, (i) => `    - {name: c${i}, image: busybox, restartPolicy: Always, command: [sh, -c, 'until nc -z localhost 80; do sleep 1; done']}`)}`,
    }),
  },
  {
    name: 'pods that fight over one port of the node',
    most: 2_000,
    files: (n) => ({
      'a.yaml': lines(
        n,
        (i) =>
          `---\n${pod(`p${i}`)}spec: {nodeName: n, containers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 80}]}]}`,
      ),
    }),
  },
  {
    name: 'pods that all are called the same',
    most: 2_000,
    files: (n) => ({
      'a.yaml': repeated(
        n,
        `---\n${pod()}spec: {hostNetwork: true, containers: [{name: a, image: nginx}]}\n`,
      ),
    }),
  },
  {
    name: 'Services that all select all pods',
    most: 1_000,
    files: (n) => ({
      'a.yaml': `${lines(n, (i) => `---\n${pod(`p${i}`)}  labels: {a: b}\nspec: {containers: [{name: a, image: nginx}]}`)}${lines(n, (i) => `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${i}}\nspec: {selector: {a: b}, ports: [{port: 80, targetPort: web}]}`)}`,
    }),
  },
  {
    name: 'nodes',
    most: 2_000,
    files: (n) => ({
      'a.yaml': `${lines(n, (i) => `---\napiVersion: v1\nkind: Node\nmetadata: {name: n${i}, labels: {a: b}}`)}${lines(n, (i) => `---\n${pod(`p${i}`)}spec: {nodeSelector: {a: b}, containers: [{name: a, image: nginx}]}`)}`,
    }),
  },
  {
    name: 'fields that nobody knows',
    most: 20_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}${lines(n, (i) => `      imagePullPolice${i}: a`)}`,
    }),
  },
  {
    name: 'long fields that nobody knows',
    most: 200,
    files: (n) => ({
      'a.yaml': `${oneContainer()}${lines(n, (i) => `      ${'imagePullPolicy'.repeat(60)}${i}: a`)}`,
    }),
  },
  {
    name: 'one very long field that nobody knows',
    most: 1_000_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}      ? ${'a'.repeat(n)}\n      : a\n` }),
  },
  {
    name: 'values of the wrong type',
    most: 20_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      args:\n${repeated(n, '        - {a: b}\n')}`,
    }),
  },
  {
    name: 'very long names',
    most: 500_000,
    files: (n) => ({
      'a.yaml': `${pod('a'.repeat(n))}spec:\n  containers:\n    - {name: "${'a-'.repeat(n / 2)}", image: "${'a/'.repeat(n / 2)}", workingDir: "${'/..'.repeat(n / 3)}", resources: {limits: {cpu: "${'9'.repeat(n)}", memory: "${'1e'.repeat(n / 2)}"}}, ports: [{name: "${'a'.repeat(n)}", containerPort: ${'8'.repeat(n)}}], volumeMounts: [{name: a, mountPath: "${'/./'.repeat(n / 3)}", subPath: "${'../'.repeat(n / 3)}"}]}\n`,
    }),
  },
  {
    name: 'a kustomization that lists itself',
    most: 10_000,
    files: (n) => ({
      'a.yaml': oneContainer(),
      'kustomization.yaml': `resources:\n${repeated(n, '- .\n- ./kustomization.yaml\n- ../..\n- a.yaml\n- /etc/passwd\n- https://a/b\n')}`,
    }),
  },
  {
    name: 'kustomizations in a row',
    most: 3_000,
    files: (n) => ({
      'a.yaml': oneContainer(),
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `k${i}/kustomization.yaml`,
          `resources: [../k${(i + 1) % n}, ../a.yaml]\n`,
        ]),
      ),
    }),
  },
  {
    name: 'kustomizations that all list each other',
    most: 300,
    files: (n) => ({
      'a.yaml': oneContainer(),
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `k${i}/kustomization.yaml`,
          `resources:\n${lines(n, (j) => `- ../k${j}`)}- ../a.yaml\n`,
        ]),
      ),
    }),
  },
  {
    name: 'files of one folder',
    most: 2_000,
    files: (n) => ({
      'a.yaml': oneContainer(),
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `${i}.yaml`,
          `${pod(`p${i}`)}spec: {hostNetwork: true, containers: [{name: a, image: nginx}]}\n`,
        ]),
      ),
    }),
  },
  {
    name: '.podspace.yaml: patterns of stars',
    most: 10_000,
    files: (n) => ({
      'a/a/a/a/a/a/a/a/a/a/a/a/a/a/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab.yaml':
        oneContainer(),
      '.podspace.yaml': `ignore:\n  - "${'**/'.repeat(n)}c"\n  - "${'*a'.repeat(n)}"\n  - "${'**'.repeat(n)}d"\n  - "${'a/**/'.repeat(n)}e"\n  - "${'?*'.repeat(n)}f"\nscopes:\n  - ["${'**/*'.repeat(n)}x"]\n`,
    }),
  },
  {
    name: '.podspace.yaml: many patterns and scopes',
    most: 2_000,
    files: (n) => ({
      'a.yaml': oneContainer(),
      '.podspace.yaml': `ignore:\n${lines(n, (i) => `  - "b${i}/**"`)}scopes:\n${repeated(n, '  - ["**"]\n')}`,
    }),
  },
  {
    name: '.podspace.yaml: names that every object has',
    most: 1_000,
    files: (n) => ({
      'a.yaml': oneContainer(),
      '.podspace.yaml': `__proto__: {a: b}\nrules:\n  __proto__: error\n  constructor: "off"\n  toString: hint\nimages:\n${repeated(n, '  - {image: constructor, ports: [80]}\n')}  - {image: __proto__, __proto__: {ports: [80]}}\nscopes: [[__proto__, constructor], ["../../../**"]]\nconstructor: 1\n`,
    }),
  },
  {
    name: '.podspace.yaml: anything',
    most: 10_000,
    files: (n) => ({
      'a.yaml': oneContainer(),
      '.podspace.yaml': `rules: ${'['.repeat(n)}\nignore: {a: b}\nscopes: 3\n- x\n`,
    }),
  },
  {
    name: '.podspace.yaml: paths of pods that lead everywhere',
    most: 1_000,
    files: (n) => ({
      'a.yaml': `apiVersion: a/v1\nkind: Foo\nmetadata: {name: a}\nspec: &a\n  containers: [{name: a, image: nginx}]\n  spec: *a\n  items: [*a]\n`,
      '.podspace.yaml': `customResources:\n${lines(n, (i) => `  - {group: a, kind: Foo, podSpecs: [spec, spec${'.spec'.repeat(i % 50)}, "${'spec.'.repeat(i)}", "items[*]", __proto__, constructor.prototype]}`)}`,
    }),
  },
];

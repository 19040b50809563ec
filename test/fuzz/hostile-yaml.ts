import { inSpec, lines, oneContainer, pod, repeated } from './hostile-parts.ts';
import type { HostileFamily } from './hostile-parts.ts';

/** Text that is hard on a reader of YAML, whatever it is about. */
export const YAML_FAMILIES: readonly HostileFamily[] = [
  {
    name: 'brackets inside each other',
    most: 10_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep: ${'['.repeat(n)}${']'.repeat(n)}`) }),
  },
  {
    name: 'brackets that are never closed',
    most: 1_000_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep: ${'['.repeat(n)}`) }),
  },
  {
    name: 'braces inside each other',
    most: 10_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep: ${'{a: '.repeat(n)}${'}'.repeat(n)}`) }),
  },
  {
    name: 'brackets that only close',
    most: 100_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep: ${']'.repeat(n)}${'}'.repeat(n)}`) }),
  },
  {
    name: 'JSON inside each other',
    most: 10_000,
    files: (n) => ({
      'a.json': `{"apiVersion":"v1","kind":"Pod","spec":${'{"a":['.repeat(n)}${']}'.repeat(n)}}`,
    }),
  },
  {
    name: 'lists inside each other on one line',
    most: 100_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep:\n    ${'- '.repeat(n)}a`) }),
  },
  {
    name: 'maps inside each other on lines of their own',
    // The text grows with the square: this is as deep as fits into a file that is read.
    most: 4_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep:\n${lines(n, (i) => `${' '.repeat(i + 3)}a:`)}`) }),
  },
  {
    name: 'keys that ask for keys',
    most: 100_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep:\n    ${'? '.repeat(n)}a`) }),
  },
  {
    name: 'keys behind keys on one line',
    most: 100_000,
    files: (n) => ({ 'a.yaml': inSpec(`deep: ${'a: '.repeat(n)}`) }),
  },
  {
    name: 'a million items',
    most: 1_000_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}      args:\n${repeated(n, '        - a\n')}` }),
  },
  {
    name: 'a million items on one line',
    most: 1_000_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}      args: [${repeated(n, 'a, ')}]\n` }),
  },
  {
    name: 'keys that differ',
    most: 200_000,
    files: (n) => ({ 'a.yaml': `${pod()}  labels:\n${lines(n, (i) => `    k${i}: v`)}` }),
  },
  {
    name: 'keys that are the same',
    most: 100_000,
    files: (n) => ({ 'a.yaml': `${pod()}  labels:\n${repeated(n, '    k: v\n')}` }),
  },
  {
    name: 'the same key on one line',
    most: 100_000,
    files: (n) => ({ 'a.yaml': `${pod()}  labels: {${repeated(n, 'k: v, ')}}\n` }),
  },
  {
    name: 'aliases of aliases',
    most: 1_000,
    files: (n) => ({
      'a.yaml': inSpec(
        `bomb:\n    - &a0 [x, x]\n${lines(n, (i) => `    - &a${i + 1} [*a${i}, *a${i}, *a${i}]`)}`,
      ),
    }),
  },
  {
    name: 'merges of merges',
    most: 1_000,
    files: (n) => ({
      'a.yaml': inSpec(
        `bomb:\n    - &a0 {x: y}\n${lines(n, (i) => `    - &a${i + 1} {<<: [*a${i}, *a${i}], k${i}: v}`)}`,
      ),
    }),
  },
  {
    name: 'anchors',
    most: 100_000,
    files: (n) => ({ 'a.yaml': inSpec(`many:\n${lines(n, (i) => `    - &a${i} x`)}`) }),
  },
  {
    name: 'aliases of one anchor',
    most: 100_000,
    files: (n) => ({ 'a.yaml': inSpec(`many:\n    - &a x\n${repeated(n, '    - *a\n')}`) }),
  },
  {
    name: 'containers that are aliases',
    most: 10_000,
    files: (n) => ({
      'a.yaml': `${pod()}spec:\n  containers:\n    - &a {name: a, image: nginx, command: [sh, -c, 'nginx -p 80']}\n${repeated(n, '    - *a\n')}`,
    }),
  },
  {
    name: 'an anchor inside itself',
    most: 1_000,
    files: (n) => ({ 'a.yaml': inSpec(`round: ${repeated(n, '&a [*a, ')}${']'.repeat(n)}`) }),
  },
  {
    name: 'a pod that is its own template',
    most: 1,
    files: () => ({
      'a.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: &a\n  template: {spec: *a}\n  containers: [*a]\n  selector: *a\n',
    }),
  },
  {
    name: 'a list of lists',
    most: 5_000,
    files: (n) => ({
      'a.yaml': `${repeated(n, '{apiVersion: v1, kind: List, items: [')}${']}'.repeat(n)}`,
    }),
  },
  {
    name: 'a plain scalar of a megabyte',
    most: 1_000_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}      args: [a, ${'x'.repeat(n)}]\n` }),
  },
  {
    name: 'a plain scalar over many lines',
    most: 200_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      workingDir: a\n${repeated(n, '        b\n')}`,
    }),
  },
  {
    name: 'a quoted scalar of escapes',
    most: 300_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}      args: ["${repeated(n, '\\n\\x41')}"]\n` }),
  },
  {
    name: 'a quoted scalar that never ends',
    most: 200_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}      args: ["${repeated(n, 'a\n        ')}` }),
  },
  {
    name: 'a literal of many lines',
    most: 200_000,
    files: (n) => ({
      'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n${repeated(n, '    text\n')}`,
    }),
  },
  {
    name: 'a folded scalar of many lines',
    most: 200_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      workingDir: >\n${repeated(n, '        text\n\n')}`,
    }),
  },
  {
    name: 'blanks',
    most: 1_000_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}${' '.repeat(n)}x${'\t'.repeat(n)}\n` }),
  },
  {
    name: 'blank lines',
    most: 1_000_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}${'\n'.repeat(n)}      args: [a]\n` }),
  },
  {
    name: 'lines of blanks',
    most: 100_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}${repeated(n, '         \n')}      args: [a]\n` }),
  },
  {
    name: 'tabs for indentation',
    most: 50_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}${repeated(n, '\t- a: b\n')}` }),
  },
  {
    name: 'comments',
    most: 100_000,
    files: (n) => ({
      'a.yaml': `${repeated(n, '# a\n')}${oneContainer()}${repeated(n, '      # b\n')}`,
    }),
  },
  {
    name: 'comments that ask to ignore',
    most: 20_000,
    files: (n) => ({
      'a.yaml': `${repeated(n, '# podspace-ignore-file port-conflict: a\n')}${oneContainer()}${repeated(n, '      # podspace-ignore port-conflict, __proto__: b\n')}`,
    }),
  },
  {
    name: 'one comment that names many rules',
    most: 100_000,
    files: (n) => ({
      'a.yaml': `# podspace-ignore-file ${repeated(n, 'port-conflict, x ,')}: a\n${oneContainer()}`,
    }),
  },
  {
    name: 'directives',
    most: 100_000,
    files: (n) => ({ 'a.yaml': `${repeated(n, '%YAML 1.2\n%TAG ! !a\n')}---\n${oneContainer()}` }),
  },
  {
    name: 'tags',
    most: 100_000,
    files: (n) => ({
      'a.yaml': inSpec(
        `many:\n${repeated(n, '    - !!js/function "process.exit()"\n    - !<tag:x> a\n')}`,
      ),
    }),
  },
  {
    name: 'documents',
    most: 5_000,
    files: (n) => ({
      'a.yaml': lines(
        n,
        (i) => `---\n${pod(`p${i}`)}spec: {containers: [{name: a, image: nginx}]}`,
      ),
    }),
  },
  {
    name: 'documents of nothing',
    most: 300_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}${repeated(n, '---\n')}${repeated(n, '...\n')}` }),
  },
  {
    name: 'lines that look like markers',
    most: 200_000,
    files: (n) => ({ 'a.yaml': `${oneContainer()}${repeated(n, '---a\n-----BEGIN\n ...\n')}` }),
  },
  {
    name: 'indentation that goes in and out',
    most: 50_000,
    files: (n) => ({
      'a.yaml': inSpec(`many:\n${lines(n, (i) => `${' '.repeat(4 + ((i * 7) % 13))}a${i}:`)}`),
    }),
  },
  {
    name: 'line ends of all kinds',
    most: 50_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      args:\n${repeated(n, '        - a\r        - b\r\n        - c\u2028\u0085\n')}`,
    }),
  },
  {
    name: 'halves of characters',
    most: 100_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      args: ["${repeated(n, '\ud800\udc00\udfff')}", ${repeated(n, '\ud83d')}]\n`,
    }),
  },
  {
    name: 'characters that YAML forbids',
    most: 100_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}      args: ["${repeated(n, '\u0000\u0007\u001b\ufeff\ufffe')}"]\n`,
    }),
  },
  {
    name: 'names that every object has',
    most: 10_000,
    files: (n) => ({
      'a.yaml': `${pod('__proto__')}  labels: {__proto__: constructor}\n__proto__: {a: b}\nconstructor: {prototype: {a: b}}\nspec:\n  __proto__: {x: y}\n  toString: 1\n  volumes: [{name: __proto__, emptyDir: {}}, {name: constructor, hasOwnProperty: {}}]\n  containers:\n${repeated(n, '    - {name: __proto__, image: constructor, command: [toString, valueOf], volumeMounts: [{name: __proto__, mountPath: /a}], env: [{name: __proto__, value: $(constructor)}], ports: [{name: hasOwnProperty, containerPort: 80, protocol: valueOf}]}\n')}`,
    }),
  },
  {
    name: 'braces of templates',
    most: 100_000,
    files: (n) => ({
      'a.yaml': `${oneContainer()}${repeated(n, '{{ ')}${repeated(n, '      {{- if a }}\n')}`,
    }),
  },
];

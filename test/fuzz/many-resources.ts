import { lines, oneContainer, pod } from './hostile-parts.ts';
import type { HostileFamily } from './hostile-parts.ts';

const one = (name: string, most: number, text: (n: number) => string): HostileFamily => ({
  name: `many: ${name}`,
  most,
  files: (n) => ({ 'a.yaml': text(n) }),
});

const documents = (name: string, most: number, text: (i: number) => string): HostileFamily =>
  one(name, most, (n) => lines(n, (i) => `---\n${text(i)}`));

/** A file for each, beside the one that is open. */
const files = (name: string, most: number, text: (i: number) => string): HostileFamily => ({
  name: `many files: ${name}`,
  most,
  files: (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`f${i}.yaml`, text(i)])),
});

const named = (kind: string, name: string, version = 'v1'): string =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
const labelled = (name: string, labels: string, spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: ${labels}}\nspec: ${spec}\n`;
const deployment = (name: string, spec: string): string =>
  `${named('Deployment', name, 'apps/v1')}spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: ${spec}}}\n`;
const SERVER = '{containers: [{name: a, image: nginx, ports: [{name: web, containerPort: 80}]}]}';

/** What a file, a folder or a workspace can hold many of. */
export const RESOURCE_FAMILIES: readonly HostileFamily[] = [
  documents('pods', 4_000, (i) => labelled(`p${i}`, `{a: b${i}}`, SERVER)),
  documents('pods and their Services', 2_000, (i) =>
    [
      labelled(`p${i}`, `{a: b${i}}`, SERVER),
      `---\n${named('Service', `s${i}`)}spec: {selector: {a: b${i}}, ports: [{port: 80, targetPort: web}]}\n`,
    ].join(''),
  ),
  documents('pods and Services that all share a label', 2_000, (i) =>
    [
      labelled(`p${i}`, `{all: a, own: b${i}}`, SERVER),
      `---\n${named('Service', `s${i}`)}spec: {selector: {all: a, own: b${i}}, ports: [{port: 80, targetPort: web}]}\n`,
    ].join(''),
  ),
  documents('pods at localhost and Services of one label', 2_000, (i) =>
    [
      labelled(
        `p${i}`,
        '{a: b}',
        '{containers: [{name: a, image: busybox, command: [nc, -l, -s, 127.0.0.1, -p, "80"]}]}',
      ),
      `---\n${named('Service', `s${i}`)}spec: {selector: {a: b}, ports: [{port: 80}]}\n`,
    ].join(''),
  ),
  documents('pods that call each other', 2_000, (i) =>
    [
      labelled(
        `p${i}`,
        `{a: b${i}}`,
        `{containers: [{name: a, image: nginx, command: [curl, 'http://s${i + 1}:80/']}]}`,
      ),
      `---\n${named('Service', `s${i}`)}spec: {selector: {a: b${i}}, ports: [{port: 80, targetPort: 80}]}\n`,
    ].join(''),
  ),
  one(
    'pods that all call one Service',
    2_000,
    (n) =>
      `${labelled('p', '{a: b}', SERVER)}---\n${named('Service', 's')}spec: {selector: {a: b}, ports: [{port: 80, targetPort: web}]}\n${lines(n, (i) => `---\n${labelled(`p${i}`, '{c: d}', "{containers: [{name: a, image: busybox, command: [wget, 'http://s:81/']}]}")}`)}`,
  ),
  one(
    'pods of one Service that call it',
    1_000,
    (n) =>
      `${named('Service', 's')}spec: {selector: {a: b}, ports: [{port: 80, targetPort: web}]}\n${lines(n, (i) => `---\n${labelled(`p${i}`, '{a: b}', "{containers: [{name: a, image: busybox, command: [wget, 'http://s:81/']}]}")}`)}`,
  ),
  one(
    'pods of one Service without its port',
    2_000,
    (n) =>
      `${named('Service', 's')}spec: {selector: {a: b}, ports: [{port: 80, targetPort: none}]}\n${lines(n, (i) => `---\n${labelled(`p${i}`, '{a: b}', SERVER)}`)}`,
  ),
  documents(
    'Services without pods',
    4_000,
    (i) =>
      `${named('Service', `s${i}`)}spec: {selector: {a: b}, ports: [{port: 80, targetPort: web}]}\n`,
  ),
  documents(
    'Ingresses',
    3_000,
    (i) =>
      `${named('Ingress', `i${i}`, 'networking.k8s.io/v1')}spec: {defaultBackend: {service: {name: s, port: {number: 80}}}}\n`,
  ),
  one(
    'Ingresses of one Service',
    2_000,
    (n) =>
      `${labelled('p', '{a: b}', SERVER)}---\n${named('Service', 's')}spec: {selector: {a: b}, ports: [{port: 80, targetPort: web}]}\n${lines(n, (i) => `---\n${named('Ingress', `i${i}`, 'networking.k8s.io/v1')}spec: {defaultBackend: {service: {name: s, port: {number: 81}}}}`)}`,
  ),
  one(
    'paths of one Ingress',
    5_000,
    (n) =>
      `${labelled('p', '{a: b}', SERVER)}---\n${named('Service', 's')}spec: {selector: {a: b}, ports: [{port: 80, targetPort: web}]}\n---\n${named('Ingress', 'i', 'networking.k8s.io/v1')}spec:\n  rules:\n    - http:\n        paths:\n${lines(n, (i) => `          - {path: /${i}, pathType: Prefix, backend: {service: {name: s, port: {number: ${i + 1}}}}}`)}`,
  ),
  documents(
    'NetworkPolicies',
    3_000,
    (i) =>
      `${named('NetworkPolicy', `n${i}`, 'networking.k8s.io/v1')}spec: {podSelector: {matchLabels: {a: b}}, ingress: [{ports: [{port: 80}], from: [{podSelector: {}}]}]}\n`,
  ),
  one(
    'keys of a ConfigMap',
    20_000,
    (n) =>
      `${pod()}spec:\n  volumes: [{name: c, configMap: {name: c}}]\n  containers:\n    - {name: a, image: nginx, envFrom: [{configMapRef: {name: c}}], volumeMounts: [{name: c, mountPath: /etc/c}]}\n---\n${named('ConfigMap', 'c')}data:\n${lines(n, (i) => `  K${i}: '8080'`)}`,
  ),
  documents('ConfigMaps of pods', 2_000, (i) =>
    [
      labelled(
        `p${i}`,
        '{a: b}',
        `{volumes: [{name: c, configMap: {name: c${i}}}], containers: [{name: a, image: nginx, command: [sh, /etc/c/run.sh], volumeMounts: [{name: c, mountPath: /etc/c}]}]}`,
      ),
      `---\n${named('ConfigMap', `c${i}`)}data: {run.sh: 'nginx -p 80'}\n`,
    ].join(''),
  ),
  one(
    'pods that read one ConfigMap',
    2_000,
    (n) =>
      `${named('ConfigMap', 'c')}data:\n  nginx.conf: |\n${lines(200, (i) => `    server { listen ${1000 + i}; }`)}${lines(n, (i) => `---\n${labelled(`p${i}`, '{a: b}', '{volumes: [{name: c, configMap: {name: c}}], containers: [{name: a, image: nginx, command: [nginx, -c, /etc/c/nginx.conf], volumeMounts: [{name: c, mountPath: /etc/c}]}]}')}`)}`,
  ),
  one(
    'ConfigMaps of one pod',
    2_000,
    (n) =>
      `${pod()}spec:\n  volumes:\n${lines(n, (i) => `    - {name: c${i}, configMap: {name: c${i}}}`)}  containers:\n    - name: a\n      image: nginx\n      volumeMounts:\n${lines(n, (i) => `        - {name: c${i}, mountPath: /etc/c${i}}`)}${lines(n, (i) => `---\n${named('ConfigMap', `c${i}`)}data: {a: b}`)}`,
  ),
  documents('Deployments of one name', 4_000, () => deployment('d', SERVER)),
  documents('Deployments on the network of the node', 2_000, (i) =>
    deployment(
      `d${i}`,
      "{hostNetwork: true, containers: [{name: a, image: busybox, command: [nc, -l, -p, '80']}]}",
    ),
  ),
  documents(
    'DaemonSets with one hostPort',
    2_000,
    (i) =>
      `${named('DaemonSet', `d${i}`, 'apps/v1')}spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 80}]}]}}}\n`,
  ),
  documents('pods on one node with ports of their own', 2_000, (i) =>
    labelled(
      `p${i}`,
      '{a: b}',
      `{nodeName: n, containers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: ${1 + i}}]}]}`,
    ),
  ),
  one(
    'nodes with pods on each',
    2_000,
    (n) =>
      `${lines(n, (i) => `---\n${named('Node', `n${i}`)}`)}${lines(n, (i) => `---\n${labelled(`p${i}`, '{a: b}', `{nodeName: n${i}, containers: [{name: a, image: nginx}]}`)}`)}`,
  ),
  documents(
    'owners in a row',
    3_000,
    (i) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p${i}, ownerReferences: [{apiVersion: v1, kind: Pod, name: p${i + 1}, uid: u}]}\nspec: ${SERVER}\n`,
  ),
  documents('custom resources', 4_000, (i) => `${named('Foo', `f${i}`, 'a/v1')}spec: {a: b}\n`),
  one(
    'items of a List',
    3_000,
    (n) =>
      `apiVersion: v1\nkind: List\nitems:\n${lines(n, (i) => `  - {apiVersion: v1, kind: Pod, metadata: {name: p${i}, labels: {a: b}}, spec: ${SERVER}}`)}`,
  ),
  one(
    'items of a List with Services',
    1_000,
    (n) =>
      `apiVersion: v1\nkind: List\nitems:\n${lines(n, (i) => `  - {apiVersion: v1, kind: Pod, metadata: {name: p${i}, labels: {a: b${i}}}, spec: ${SERVER}}\n  - {apiVersion: v1, kind: Service, metadata: {name: s${i}}, spec: {selector: {a: b${i}}, ports: [{port: 80, targetPort: none}]}}`)}`,
  ),
  files('pods', 4_000, (i) => labelled(`p${i}`, `{a: b${i}}`, SERVER)),
  files('pods on one port of the node', 2_000, (i) =>
    labelled(
      `p${i}`,
      '{a: b}',
      '{nodeName: n, containers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 80}]}]}',
    ),
  ),
  files('pods and Services of one label', 2_000, (i) =>
    i % 2 === 0
      ? labelled(`p${i}`, '{a: b}', SERVER)
      : `${named('Service', `s${i}`)}spec: {selector: {a: b}, ports: [{port: 80, targetPort: none}]}\n`,
  ),
  files('Deployments of one name', 2_000, () => deployment('d', SERVER)),
  {
    name: 'many files: kustomizations of folders',
    most: 2_000,
    files: (n) => ({
      'a.yaml': oneContainer(),
      'kustomization.yaml': `resources:\n${lines(n, (i) => `- k${i}`)}`,
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i): readonly (readonly [string, string])[] => [
          [`k${i}/kustomization.yaml`, 'resources: [a.yaml]\n'],
          [`k${i}/a.yaml`, labelled(`p${i}`, '{a: b}', SERVER)],
        ]).flat(),
      ),
    }),
  },
  {
    name: 'many files: overlays of one base',
    most: 2_000,
    files: (n) => ({
      'base/a.yaml': labelled('p', '{a: b}', SERVER),
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i): readonly (readonly [string, string])[] => [
          [`k${i}/kustomization.yaml`, 'resources: [../base]\npatches: [{path: p.yaml}]\n'],
          [`k${i}/p.yaml`, labelled('p', '{a: b}', '{containers: [{name: a, image: b}]}')],
        ]).flat(),
      ),
    }),
  },
];

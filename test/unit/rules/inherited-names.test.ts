import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { problemsIn } from '../../fuzz/change-faults.ts';
import { INHERITED_NAMES, renamed } from '../../support/inherited-names.ts';
import { projectOf } from '../../support/project-of.ts';

type Files = Readonly<Record<string, string>>;

const FOLDER = 'file:///work';

/** A Pod with these fields, and those of its one container. */
const pod = (fields: string, container = ''): Files => ({
  'a.yaml': `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  ${fields}
  containers:
    - {name: web, image: nginx${container === '' ? '' : `, ${container}`}}
`,
});
const inContainer = (container: string): Files => pod('restartPolicy: Always', container);
const script = (text: string): Files => inContainer(`command: [sh, -c, ${JSON.stringify(text)}]`);
const withMetadata = (metadata: string): Files => ({
  'a.yaml': `apiVersion: v1
kind: Pod
metadata: {name: web, ${metadata}}
spec: {containers: [{name: web, image: nginx}]}
`,
});
const beside = (more: string): Files => ({
  'a.yaml': `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: nginx, ports: [{name: http, containerPort: 80}]}]}
---
${more}`,
});
const service = (spec: string): Files =>
  beside(`apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {${spec}}\n`);
const underConfiguration = (configuration: string): Files => ({
  ...inContainer('ports: [{containerPort: 80}, {containerPort: 80}]'),
  '.podspace.yaml': configuration,
});
const underKustomization = (kustomization: string): Files => ({
  ...inContainer('envFrom: [{configMapRef: {name: web}}]'),
  'kustomization.yaml': `resources: [a.yaml]\n${kustomization}\n`,
});

/** The places where an author can put a name, each in the smallest manifest that has it. */
const PLACES: Readonly<Record<string, (name: string) => Files>> = {
  'a resource': (n) => ({ 'a.yaml': withMetadata('')['a.yaml']?.replace('web,', `${n},`) ?? '' }),
  'a namespace': (n) => withMetadata(`namespace: ${n}`),
  'a label': (n) => withMetadata(`labels: {${n}: a}`),
  'the value of a label': (n) => withMetadata(`labels: {a: ${n}}`),
  'an annotation': (n) => withMetadata(`annotations: {${n}: a}`),
  'the default container': (n) =>
    withMetadata(`annotations: {kubectl.kubernetes.io/default-container: ${n}}`),
  'an owner': (n) => withMetadata(`ownerReferences: [{apiVersion: v1, kind: ${n}, name: ${n}}]`),
  'an unknown field of the metadata': (n) => withMetadata(`${n}: a`),
  'an unknown field of the root': (n) => ({
    'a.yaml': `${withMetadata('')['a.yaml'] ?? ''}${n}: a\n`,
  }),
  'an unknown field of a pod': (n) => pod(`${n}: a`),
  'an unknown field of a container': (n) => inContainer(`${n}: a`),
  'an unknown field that is a map': (n) => inContainer(`${n}: {a: b}`),
  'a key that stands twice': (n) => inContainer(`${n}: a, ${n}: b`),
  'a kind': (n) => ({ 'a.yaml': `apiVersion: v1\nkind: ${n}\nmetadata: {name: a}\nspec: {}\n` }),
  'a group': (n) => ({
    'a.yaml': `apiVersion: ${n}/v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n`,
  }),
  'a container': (n) => pod(`initContainers: [{name: ${n}, image: a}, {name: ${n}, image: a}]`),
  'an image': (n) => pod(`initContainers: [{name: a, image: ${n}}]`),
  'the tag of an image': (n) => pod(`initContainers: [{name: a, image: "nginx:${n}"}]`),
  'a program': (n) => inContainer(`command: [${n}, '8080']`),
  'a flag': (n) => inContainer(`command: [nginx, '--${n}=8080', -${n}, '80']`),
  'a reference to a variable': (n) => inContainer(`command: [nc, -l, -p, $(${n})]`),
  'a function of a shell': (n) => script(`${n}() { nc -l -p 81; }; ${n}`),
  'a variable of a shell': (n) => script(`${n}=81; nc -l -p $${n}; echo \${${n}:-a}`),
  'a program of a shell': (n) => script(`${n} --listen=:81 | ${n} > /${n}/a`),
  'a file': (n) =>
    pod(
      `initContainers: [{name: a, image: busybox, command: [sh, -c, 'echo > /${n}/${n}']}]`,
      `command: [cat, /${n}/${n}]`,
    ),
  'a variable': (n) => inContainer(`env: [{name: ${n}, value: a}, {name: ${n}, value: b}]`),
  'the value of a variable': (n) => inContainer(`env: [{name: PORT, value: ${n}}]`),
  'a ConfigMap of a variable': (n) =>
    inContainer(`env: [{name: A, valueFrom: {configMapKeyRef: {name: ${n}, key: ${n}}}}]`),
  'a Secret of a variable': (n) =>
    inContainer(`env: [{name: A, valueFrom: {secretKeyRef: {name: ${n}, key: ${n}}}}]`),
  'a field of a variable': (n) =>
    inContainer(`env: [{name: A, valueFrom: {fieldRef: {fieldPath: "metadata.labels['${n}']"}}}]`),
  'a resource of a variable': (n) =>
    inContainer(`env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.${n}}}}]`),
  'a ConfigMap of variables': (n) =>
    inContainer(`envFrom: [{configMapRef: {name: ${n}}, prefix: ${n}}]`),
  'a port': (n) =>
    inContainer(`ports: [{name: ${n}, containerPort: 80}, {name: ${n}, containerPort: 81}]`),
  'a protocol': (n) => inContainer(`ports: [{containerPort: 80, protocol: ${n}}]`),
  'a port of a probe': (n) => inContainer(`livenessProbe: {httpGet: {port: ${n}, path: /${n}}}`),
  'a host that is called': (n) =>
    inContainer(`command: [curl, 'http://${n}:80/', 'http://localhost:${n}']`),
  'a volume': (n) => pod(`volumes: [{name: ${n}, emptyDir: {}}, {name: ${n}, emptyDir: {}}]`),
  'a source of a volume': (n) =>
    pod(`volumes: [{name: a, ${n}: {}}]`, 'volumeMounts: [{name: a, mountPath: /a}]'),
  'a volume that is mounted': (n) => inContainer(`volumeMounts: [{name: ${n}, mountPath: /a}]`),
  'a path that is mounted': (n) =>
    pod(
      `volumes: [{name: a, emptyDir: {}}]`,
      `volumeMounts: [{name: a, mountPath: /${n}, subPath: ${n}}, {name: a, mountPath: /${n}}]`,
    ),
  'a ConfigMap that is mounted': (n) =>
    pod(
      `volumes: [{name: a, configMap: {name: ${n}, items: [{key: ${n}, path: ${n}}, {key: b, path: ${n}}]}}]`,
    ),
  'a claim': (n) => pod(`volumes: [{name: a, persistentVolumeClaim: {claimName: ${n}}}]`),
  'a medium': (n) => pod(`volumes: [{name: a, emptyDir: {medium: ${n}}}]`),
  'a label of nodes': (n) => pod(`nodeSelector: {${n}: ${n}}`),
  'a node': (n) => pod(`nodeName: ${n}`),
  'a taint': (n) =>
    pod(`tolerations: [{key: ${n}, operator: Exists, value: a}, {key: ${n}, effect: ${n}}]`),
  'a topology': (n) =>
    pod(`topologySpreadConstraints: [{topologyKey: ${n}, maxSkew: 1, whenUnsatisfiable: ${n}}]`),
  'an account': (n) => pod(`serviceAccountName: ${n}`),
  'a sysctl': (n) =>
    pod(`securityContext: {sysctls: [{name: ${n}, value: a}, {name: ${n}, value: b}]}`),
  'a capability': (n) =>
    inContainer(`securityContext: {capabilities: {add: [${n}], drop: [${n}]}}`),
  'a resource that is limited': (n) =>
    inContainer(`resources: {requests: {${n}: 2}, limits: {${n}: 1}}`),
  'a claim of a resource': (n) => inContainer(`resources: {claims: [{name: ${n}}]}`),
  'a restart policy': (n) => ({
    'a.yaml': pod('')['a.yaml']?.replace('spec:', `spec:\n  restartPolicy: ${n}`) ?? '',
  }),
  'an operating system': (n) => pod(`os: {name: ${n}}`),
  'a key of a ConfigMap': (n) =>
    beside(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${n}}\ndata: {${n}: a}\nbinaryData: {${n}: YQ==}\n`,
    ),
  'a key of a Secret': (n) =>
    beside(
      `apiVersion: v1\nkind: Secret\nmetadata: {name: ${n}}\ntype: ${n}\ndata: {${n}: a}\nstringData: {${n}: 1}\n`,
    ),
  'a selector of a Service': (n) => service(`selector: {${n}: ${n}}, ports: [{port: 80}]`),
  'a port of a Service': (n) =>
    service(
      `selector: {app: web}, ports: [{name: ${n}, port: 80, targetPort: ${n}}, {name: ${n}, port: 81}]`,
    ),
  'a backend of an Ingress': (n) =>
    beside(
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {defaultBackend: {service: {name: ${n}, port: {name: ${n}}}}}\n`,
    ),
  'a label of a selector': (n) =>
    beside(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {matchLabels: {${n}: a}}, template: {metadata: {labels: {b: a}}, spec: {containers: [{name: a, image: b}]}}}\n`,
    ),
  'a claim of a StatefulSet': (n) =>
    beside(
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {serviceName: ${n}, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b, volumeMounts: [{name: ${n}, mountPath: /a}]}]}}, volumeClaimTemplates: [{metadata: {name: ${n}}, spec: {}}]}\n`,
    ),
  'an anchor': (n) => pod(`volumes: [&${n} {name: a, emptyDir: {}}, *${n}]`),
  'a tag': (n) => pod(`hostname: !${n} a`),
  'a merge': (n) => inContainer(`<<: {${n}: a, env: [{name: ${n}}]}`),
  'a rule that a comment ignores': (n) => ({
    'a.yaml': `# podspace-ignore-file ${n}: why\n${pod(`volumes: [] # podspace-ignore ${n}`)['a.yaml'] ?? ''}`,
  }),
  'a rule that an annotation ignores': (n) =>
    withMetadata(`annotations: {podspace.dev/ignore: ${n}}`),
  'a rule of the configuration': (n) => underConfiguration(`rules: {${n}: off}\n`),
  'a severity of the configuration': (n) =>
    underConfiguration(`rules: {duplicate-container-port: ${n}}\n`),
  'an image of the configuration': (n) => ({
    ...underConfiguration(`images: [{image: ${n}, ports: [80]}]\n`),
    ...pod(`initContainers: [{name: a, image: ${n}, ports: [{containerPort: 81}]}]`),
  }),
  'a kind of the configuration': (n) => ({
    'a.yaml': `apiVersion: ${n}.example.com/v1\nkind: ${n}\nmetadata: {name: a}\nspec: {${n}: {containers: [{name: a, image: b}, {name: a, image: b}]}}\n`,
    '.podspace.yaml': `customResources: [{group: ${n}.example.com, kind: ${n}, podSpec: spec.${n}}]\n`,
  }),
  'a scope of the configuration': (n) => underConfiguration(`scopes: [[${n}, a.yaml]]\n`),
  'an unknown field of the configuration': (n) => underConfiguration(`${n}: a\n`),
  'a namespace of a kustomization': (n) => underKustomization(`namespace: ${n}\nnamePrefix: ${n}`),
  'a label of a kustomization': (n) =>
    underKustomization(`labels: [{pairs: {${n}: a}, includeSelectors: true}]`),
  'a ConfigMap of a kustomization': (n) =>
    underKustomization(`configMapGenerator: [{name: ${n}, literals: [${n}=a]}]`),
  'a patch of a kustomization': (n) =>
    underKustomization(`patches: [{path: ${n}, target: {kind: ${n}, name: ${n}}}]`),
  'a resource of a kustomization': (n) => underKustomization(`components: [${n}]`),
  'an unknown field of a kustomization': (n) => underKustomization(`${n}: [a]`),
};

/** All that is wrong with the files, and the fixes that are offered for it. */
function said(files: Files): string {
  const project = projectOf(
    FOLDER,
    new Map(Object.entries(files).map(([path, text]) => [`${FOLDER}/${path}`, text])),
  );
  return Object.keys(files)
    .flatMap((path) => problemsIn(project, `${FOLDER}/${path}`))
    .map((problem) => {
      const { rule, severity, certainty, span, message, related, fixes } = problem;
      const places = related.map((one) => `${one.span.start} ${one.message}`);
      const titles = fixes().map(({ title, edits }) => [
        title,
        ...edits.map((edit) => edit.newText),
      ]);
      return JSON.stringify([rule, severity, certainty, span, message, places, titles]);
    })
    .join('\n');
}

describe('a name that every object of JavaScript has', function () {
  this.timeout(60_000);
  for (const [place, files] of Object.entries(PLACES))
    it(`is a name like others as ${place}`, () => {
      for (const [name, other] of INHERITED_NAMES)
        assert.equal(said(files(name)), renamed(said(files(other)), other, name));
    });

  it('is told of in many of these places', () => {
    const told = Object.values(PLACES).filter((files) => said(files('construktor')) !== '');
    assert.ok(told.length > Object.keys(PLACES).length / 2, `${told.length} with problems`);
  });
});

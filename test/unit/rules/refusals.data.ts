/**
 * What the API server refuses or warns of in pods, in its own words, each with the fields that it does so for and
 * their nearest legal neighbour. Read in kubernetes v1.35 `pkg/apis/core/validation/validation.go` and v1.34
 * `pkg/api/pod/warnings.go`.
 */
export interface Refusal {
  readonly says: string;
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'information';
  readonly refused: string;
  readonly legal: string;
  /** The oldest Kubernetes that the manifests are for, where it matters. */
  readonly version?: string;
  /** Where the pod spec is met otherwise than as `MET` says. */
  readonly met?: Partial<Record<keyof typeof MET, Met>>;
}

/** When a fault of a pod spec is met, by the kind that holds it: as it is applied, or when its pods are created. */
export const MET = {
  Pod: 'applied',
  Deployment: 'applied',
  StatefulSet: 'pods-created',
} as const satisfies Readonly<Record<string, Met>>;

export type Met = 'applied' | 'pods-created';

/** Indented by so many blanks. */
function indent(by: number, text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}

/** A Pod whose only container has these fields; `spec` are further fields of the pod. */
export function one(fields: string, spec = ''): string {
  const container = `- name: web\n  image: example.com/web\n${indent(2, fields)}`;
  return pod(`${spec === '' ? '' : `${spec}\n`}containers:\n${indent(2, container)}`);
}

export function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${indent(2, spec)}\n`;
}

export const WEB = 'containers:\n  - name: web\n    image: example.com/web';

export function withVolume(volume: string, mount = 'mountPath: /data'): string {
  return pod(
    `${WEB}\n    volumeMounts:\n      - name: data\n${indent(8, mount)}\nvolumes:\n  - name: data\n${indent(4, volume)}`,
  );
}

export function workload(kind: string, spec: string): string {
  const job = kind === 'Job';
  const selector = job ? '' : '  selector:\n    matchLabels:\n      app: web\n';
  const service = kind === 'StatefulSet' ? '  serviceName: web\n' : '';
  return `apiVersion: ${job ? 'batch' : 'apps'}/v1\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n${service}${selector}  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n${indent(6, spec)}\n`;
}

const ports = (...entries: readonly string[]): string =>
  `ports:\n${entries.map((entry) => `  - ${entry}`).join('\n')}`;

const EMPTY_DIR = 'emptyDir: {}';

export const REFUSALS: readonly Refusal[] = [
  // Ports
  {
    says: 'ports[0].containerPort: Required value',
    rule: 'missing-field',
    level: 'error',
    refused: one(ports('name: http')),
    legal: one(ports('containerPort: 80')),
  },
  {
    says: 'ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive',
    rule: 'invalid-value',
    level: 'error',
    refused: one(ports('containerPort: 65536')),
    legal: one(ports('containerPort: 65535')),
  },
  {
    says: 'ports[0].hostPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    rule: 'invalid-value',
    level: 'error',
    refused: one(ports('{containerPort: 80, hostPort: 70000}')),
    legal: one(ports('{containerPort: 80, hostPort: 0}')),
  },
  {
    says: 'ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
    rule: 'invalid-value',
    level: 'error',
    refused: one(ports('{containerPort: 80, protocol: tcp}')),
    legal: one(ports('{containerPort: 80, protocol: TCP}')),
  },
  ...[
    ['must be no more than 15 characters', 'a-very-long-name', 'a-very-long-nam'],
    [
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      'my_port',
      'my-port',
    ],
    ['must contain at least one letter (a-z)', '"8080"', 'p8080'],
    ['must not contain consecutive hyphens', 'a--b', 'a-b'],
    ['must not begin or end with a hyphen', 'a-', 'a'],
  ].map(([says = '', bad = '', good = '']): Refusal => ({
    says: `ports[0].name: Invalid value: ${says}`,
    rule: 'invalid-value',
    level: 'error',
    refused: one(ports(`{containerPort: 80, name: ${bad}}`)),
    legal: one(ports(`{containerPort: 80, name: ${good}}`)),
  })),
  {
    says: 'ports[1].name: Duplicate value: "http"',
    rule: 'duplicate-port-name',
    level: 'error',
    refused: one(ports('{containerPort: 80, name: http}', '{containerPort: 81, name: http}')),
    legal: one(ports('{containerPort: 80, name: http}', '{containerPort: 81, name: http-1}')),
  },
  {
    says: 'ports[0]: hostIP set without hostPort',
    rule: 'host-ip-without-host-port',
    level: 'warning',
    refused: one(ports('{containerPort: 80, hostIP: 10.0.0.1}')),
    legal: one(ports('{containerPort: 80, hostIP: 10.0.0.1, hostPort: 80}')),
  },
  {
    says: 'ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
    rule: 'host-network-port-mismatch',
    level: 'error',
    refused: one(ports('{containerPort: 80, hostPort: 81}'), 'hostNetwork: true'),
    legal: one(ports('{containerPort: 80, hostPort: 80}'), 'hostNetwork: true'),
  },
  {
    says: 'ports[1].hostPort: Duplicate value: "TCP//80"',
    rule: 'host-port-conflict',
    level: 'error',
    refused: one(ports('{containerPort: 80, hostPort: 80}', '{containerPort: 81, hostPort: 80}')),
    legal: one(
      ports(
        '{containerPort: 80, hostPort: 80}',
        '{containerPort: 81, hostPort: 80, protocol: UDP}',
      ),
    ),
  },
  {
    says: 'ports[1]: duplicate port definition with ports[0]',
    rule: 'duplicate-container-port',
    level: 'information',
    refused: one(ports('containerPort: 80', 'containerPort: 80')),
    legal: one(ports('containerPort: 80', '{containerPort: 80, protocol: UDP}')),
  },
  // Containers
  {
    says: 'spec.containers: Required value',
    rule: 'missing-field',
    level: 'error',
    refused: pod('restartPolicy: Never'),
    legal: pod(WEB),
  },
  {
    says: 'spec.containers[0].name: Invalid value: a lowercase RFC 1123 label must consist of …',
    rule: 'invalid-value',
    level: 'error',
    refused: pod('containers:\n  - name: Web\n    image: nginx'),
    legal: pod('containers:\n  - name: 1-web\n    image: nginx'),
  },
  {
    says: 'spec.containers[0].image: Required value',
    rule: 'missing-field',
    level: 'error',
    refused: pod('containers:\n  - name: web\n    image: nginx\n  - name: tail'),
    legal: pod('containers:\n  - name: web\n    image: nginx\n  - name: tail\n    image: busybox'),
  },
  {
    says: 'spec.containers[0].image: Invalid value: must not have leading or trailing whitespace',
    rule: 'image-whitespace',
    level: 'error',
    refused: pod('containers:\n  - name: web\n    image: "nginx "'),
    legal: pod('containers:\n  - name: web\n    image: "nginx"'),
    met: { Deployment: 'pods-created' },
  },
  {
    says: 'spec.initContainers[0].name: Duplicate value: "web"',
    rule: 'duplicate-name',
    level: 'error',
    refused: pod(`initContainers:\n  - name: web\n    image: busybox\n${WEB}`),
    legal: pod(`initContainers:\n  - name: init\n    image: busybox\n${WEB}`),
  },
  {
    says: 'imagePullPolicy: Unsupported value: "always"',
    rule: 'invalid-value',
    level: 'error',
    refused: one('imagePullPolicy: always'),
    legal: one('imagePullPolicy: Always'),
  },
  {
    says: 'terminationMessagePolicy: Unsupported value: "Logs"',
    rule: 'invalid-value',
    level: 'error',
    refused: one('terminationMessagePolicy: Logs'),
    legal: one('terminationMessagePolicy: FallbackToLogsOnError'),
  },
  {
    says: 'restartPolicyRules: must specify restartPolicy when restart rules are used',
    rule: 'restart-rule',
    level: 'error',
    refused: one(
      'restartPolicyRules:\n  - action: Restart\n    exitCodes: {operator: In, values: [42]}',
    ),
    legal: one(
      'restartPolicy: Never\nrestartPolicyRules:\n  - action: Restart\n    exitCodes: {operator: In, values: [42]}',
    ),
  },
  ...['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'].map((field): Refusal => {
    const handler =
      field === 'lifecycle' ? 'preStop: {exec: {command: ["true"]}}' : 'exec: {command: ["true"]}';
    const init = (policy: string): string =>
      pod(
        `initContainers:\n  - name: init\n    image: example.com/init\n${policy}    ${field}: {${handler}}\n${WEB}`,
      );
    return {
      says: `${field}: Forbidden: may not be set for init containers without restartPolicy=Always`,
      rule: 'init-container-probe',
      level: 'error',
      refused: init(''),
      legal: init('    restartPolicy: Always\n'),
    };
  }),
  {
    says: 'spec.ephemeralContainers: Forbidden: cannot be set on create',
    rule: 'ephemeral-container-in-manifest',
    level: 'error',
    refused: pod(`${WEB}\nephemeralContainers:\n  - name: debug\n    image: busybox`),
    legal: pod(WEB),
  },
  {
    says: 'ephemeral containers not allowed in pod template',
    rule: 'ephemeral-container-in-manifest',
    level: 'error',
    refused: workload(
      'Deployment',
      `${WEB}\nephemeralContainers:\n  - name: debug\n    image: busybox`,
    ),
    legal: workload('Deployment', WEB),
  },
  {
    says: 'ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
    rule: 'ephemeral-container-field',
    level: 'error',
    refused: pod(
      `${WEB}\nephemeralContainers: # podspace-ignore ephemeral-container-in-manifest: sent to the subresource\n  - name: debug\n    image: busybox\n    ports: [{containerPort: 80}]`,
    ),
    legal: pod(
      `${WEB}\nephemeralContainers: # podspace-ignore ephemeral-container-in-manifest: sent to the subresource\n  - name: debug\n    image: busybox`,
    ),
  },
  {
    says: 'spec.restartPolicy: Unsupported value: "Sometimes"',
    rule: 'invalid-value',
    level: 'error',
    refused: one('tty: true', 'restartPolicy: Sometimes'),
    legal: one('tty: true', 'restartPolicy: OnFailure'),
    met: { StatefulSet: 'applied' },
  },
  {
    says: 'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    rule: 'restart-policy-not-allowed',
    level: 'error',
    refused: workload('StatefulSet', `restartPolicy: Never\n${WEB}`),
    legal: workload('StatefulSet', `restartPolicy: Always\n${WEB}`),
  },
  {
    says: 'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    rule: 'restart-policy-not-allowed',
    level: 'error',
    refused: workload('Job', WEB),
    legal: workload('Job', `restartPolicy: OnFailure\n${WEB}`),
  },
  {
    says: "resizePolicy: must be 'NotRequired' when `restartPolicy` is 'Never'",
    rule: 'resize-policy-conflict',
    level: 'error',
    refused: one(
      'resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]',
      'restartPolicy: Never',
    ),
    legal: one(
      'resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]',
      'restartPolicy: Never',
    ),
  },
  // Volumes and mounts
  {
    says: 'spec.volumes[1].name: Duplicate value: "data"',
    rule: 'duplicate-name',
    level: 'error',
    refused: withVolume(`${EMPTY_DIR}\n`).replace(/ *\n$/, '\n    - name: data\n'),
    legal: withVolume(EMPTY_DIR),
  },
  {
    says: 'spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type',
    rule: 'several-volume-sources',
    level: 'error',
    refused: withVolume(`${EMPTY_DIR}\nhostPath: {path: /data}`),
    legal: withVolume('hostPath: {path: /data}'),
  },
  {
    says: 'volumeMounts[0].name: Not found: "data"',
    rule: 'volume-not-found',
    level: 'error',
    refused: one('volumeMounts: [{name: data, mountPath: /data}]'),
    legal: withVolume(EMPTY_DIR),
  },
  {
    says: 'volumeMounts[1].mountPath: Invalid value: "/data": must be unique',
    rule: 'duplicate-mount-path',
    level: 'error',
    refused: withVolume(EMPTY_DIR, 'mountPath: /data').replace(
      'mountPath: /data\n',
      'mountPath: /data\n        - {name: data, mountPath: /data}\n',
    ),
    legal: withVolume(EMPTY_DIR, 'mountPath: /data').replace(
      'mountPath: /data\n',
      'mountPath: /data\n        - {name: data, mountPath: /data/more}\n',
    ),
  },
  {
    says: 'volumeMounts.subPath: Invalid value: must be a relative path',
    rule: 'invalid-value',
    level: 'error',
    refused: withVolume(EMPTY_DIR, 'mountPath: /data\nsubPath: /a'),
    legal: withVolume(EMPTY_DIR, 'mountPath: /data\nsubPath: a'),
  },
  {
    says: "volumeMounts.subPath: Invalid value: must not contain '..'",
    rule: 'invalid-value',
    level: 'error',
    refused: withVolume(EMPTY_DIR, 'mountPath: /data\nsubPath: a/../b'),
    legal: withVolume(EMPTY_DIR, 'mountPath: /data\nsubPath: a/..b'),
  },
  {
    says: 'subPathExpr: subPathExpr and subPath are mutually exclusive',
    rule: 'sub-path-and-expression',
    level: 'error',
    refused: withVolume(EMPTY_DIR, 'mountPath: /data\nsubPath: a\nsubPathExpr: b'),
    legal: withVolume(EMPTY_DIR, 'mountPath: /data\nsubPathExpr: b'),
  },
  {
    says: 'volumeDevices: can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
    rule: 'volume-device-conflict',
    level: 'error',
    refused: pod(
      `${WEB}\n    volumeDevices: [{name: data, devicePath: /dev/d}]\nvolumes: [{name: data, emptyDir: {}}]`,
    ),
    legal: pod(
      `${WEB}\n    volumeDevices: [{name: data, devicePath: /dev/d}]\nvolumes: [{name: data, persistentVolumeClaim: {claimName: d}}]`,
    ),
  },
  {
    says: 'mountPropagation: Bidirectional mount propagation is available only to privileged containers',
    rule: 'mount-propagation-conflict',
    level: 'error',
    refused: withVolume(
      'hostPath: {path: /data}',
      'mountPath: /data\nmountPropagation: Bidirectional',
    ),
    legal: withVolume(
      'hostPath: {path: /data}',
      'mountPath: /data\nmountPropagation: HostToContainer',
    ),
  },
  {
    says: 'recursiveReadOnly: may only be specified when readOnly is true',
    rule: 'mount-propagation-conflict',
    level: 'error',
    refused: withVolume(EMPTY_DIR, 'mountPath: /data\nrecursiveReadOnly: Enabled'),
    legal: withVolume(EMPTY_DIR, 'mountPath: /data\nreadOnly: true\nrecursiveReadOnly: Enabled'),
  },
  {
    says: 'configMap.items[0].path: Invalid value: must be a relative path',
    rule: 'invalid-value',
    level: 'error',
    refused: withVolume('configMap: {name: c, items: [{key: a, path: /a}]}'),
    legal: withVolume('configMap: {name: c, items: [{key: a, path: a}]}'),
  },
  {
    says: "configMap.items[0].path: Invalid value: must not start with '..'",
    rule: 'invalid-value',
    level: 'error',
    refused: withVolume('configMap: {name: c, items: [{key: a, path: ..a}]}'),
    legal: withVolume('configMap: {name: c, items: [{key: a, path: .a}]}'),
  },
  {
    says: 'configMap.defaultMode: Invalid value: must be a number between 0 and 0777 (octal)',
    rule: 'invalid-value',
    level: 'error',
    refused: withVolume('configMap: {name: c, defaultMode: 644}'),
    legal: withVolume('configMap: {name: c, defaultMode: 0644}'),
  },
  {
    says: "hostPath.path: Invalid value: must not contain '..'",
    rule: 'invalid-value',
    level: 'error',
    refused: withVolume('hostPath: {path: /a/../b}'),
    legal: withVolume('hostPath: {path: /a/b}'),
  },
  {
    says: 'hostPath.type: Unsupported value: "dir"',
    rule: 'invalid-value',
    level: 'error',
    refused: withVolume('hostPath: {path: /a, type: dir}'),
    legal: withVolume('hostPath: {path: /a, type: ""}'),
  },
  {
    says: 'volume "data" (ConfigMap "c"): overlapping paths: "a/b" with "a"',
    rule: 'overlapping-item-paths',
    level: 'warning',
    refused: withVolume('configMap: {name: c, items: [{key: a, path: a}, {key: b, path: a/b}]}'),
    legal: withVolume('configMap: {name: c, items: [{key: a, path: a}, {key: b, path: ab}]}'),
  },
  {
    says: 'volume "data" (Projected) has no sources provided',
    rule: 'overlapping-item-paths',
    level: 'warning',
    refused: withVolume('projected: {sources: []}'),
    legal: withVolume('projected: {sources: [{configMap: {name: c}}]}'),
  },
  {
    says: 'spec.volumes[0].gitRepo: deprecated in v1.11',
    rule: 'removed-volume-type',
    level: 'warning',
    refused: withVolume('gitRepo: {repository: https://example.com/a.git}'),
    legal: withVolume('csi: {driver: example.com}'),
  },
  {
    says: 'valueFrom.fileKeyRef.volumeName: referenced volume must be of type emptyDir',
    rule: 'variable-file-volume',
    level: 'error',
    refused: withVolume('configMap: {name: c}').replace(
      '    volumeMounts',
      '    env: [{name: A, valueFrom: {fileKeyRef: {volumeName: data, path: a, key: A}}}]\n      volumeMounts',
    ),
    legal: withVolume(EMPTY_DIR).replace(
      '    volumeMounts',
      '    env: [{name: A, valueFrom: {fileKeyRef: {volumeName: data, path: a, key: A}}}]\n      volumeMounts',
    ),
  },
  // Variables
  {
    says: 'env[1]: hides previous definition of "A", which may be dropped when using apply',
    rule: 'hidden-variable',
    level: 'warning',
    refused: one('env: [{name: A, value: a}, {name: A, value: b}]'),
    legal: one('env: [{name: A, value: a}, {name: A, value: $(A)b}]'),
  },
  {
    says: 'env[0].name: Invalid value: must consist only of printable ASCII characters other than "="',
    rule: 'invalid-value',
    level: 'error',
    refused: one('env: [{name: "A=B", value: a}]'),
    legal: one('env: [{name: "A.B-C 1", value: a}]'),
  },
  {
    says: 'env[0].valueFrom: Invalid value: may not be specified when `value` is not empty',
    rule: 'variable-with-two-sources',
    level: 'error',
    refused: one('env: [{name: A, value: a, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
    legal: one('env: [{name: A, value: "", valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
  },
  {
    says: 'env[0].valueFrom: Invalid value: may not have more than one field specified at a time',
    rule: 'variable-with-two-sources',
    level: 'error',
    refused: one(
      'env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}, configMapKeyRef: {name: c, key: k}}}]',
    ),
    legal: one('env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: k}}}]'),
  },
  // Namespaces of the pod
  {
    says: 'shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled',
    rule: 'process-namespace-conflict',
    level: 'error',
    refused: one('tty: true', 'shareProcessNamespace: true\nhostPID: true'),
    legal: one('tty: true', 'shareProcessNamespace: false\nhostPID: true'),
  },
  ...['hostNetwork', 'hostPID', 'hostIPC'].map((field): Refusal => ({
    says: `spec.${field}: Forbidden: when \`hostUsers\` is false`,
    rule: 'user-namespace-conflict',
    level: 'error',
    refused: one('tty: true', `hostUsers: false\n${field}: true`),
    legal: one('tty: true', `hostUsers: true\n${field}: true`),
  })),
  {
    says: 'spec.hostname: Invalid value: must not contain dots',
    rule: 'invalid-value',
    level: 'error',
    refused: one('tty: true', 'hostname: web.example'),
    legal: one('tty: true', 'hostname: web-example'),
  },
  {
    says: 'spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true',
    rule: 'hostname-override-conflict',
    level: 'error',
    refused: one('tty: true', 'hostNetwork: true\nhostnameOverride: web.example.com'),
    legal: one('tty: true', 'hostNetwork: false\nhostnameOverride: web.example.com'),
  },
  {
    says: "sysctls[0].name: Invalid value: may not be specified when 'hostNetwork' is true",
    rule: 'sysctl-host-namespace',
    level: 'error',
    refused: one(
      'tty: true',
      'hostNetwork: true\nsecurityContext: {sysctls: [{name: net.core.somaxconn, value: "1"}]}',
    ),
    legal: one('tty: true', 'securityContext: {sysctls: [{name: net.core.somaxconn, value: "1"}]}'),
  },
  {
    says: 'spec.hostPID: Forbidden: cannot be set for a windows pod',
    rule: 'windows-pod-field',
    level: 'error',
    refused: one('tty: true', 'os: {name: windows}\nhostPID: true'),
    legal: one('tty: true', 'os: {name: linux}\nhostPID: true'),
  },
  {
    says: 'spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None',
    rule: 'dns-config',
    level: 'error',
    refused: one('tty: true', 'dnsPolicy: None'),
    legal: one('tty: true', 'dnsPolicy: None\ndnsConfig: {nameservers: [10.0.0.1]}'),
  },
  {
    says: 'spec.dnsConfig.nameservers: Invalid value: must not have more than 3 nameservers',
    rule: 'dns-config',
    level: 'error',
    refused: one('tty: true', 'dnsConfig: {nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]}'),
    legal: one('tty: true', 'dnsConfig: {nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3]}'),
  },
  {
    says: 'spec.hostAliases[1].ip: duplicate ip "10.0.0.1"',
    rule: 'repeated-entry',
    level: 'warning',
    refused: one(
      'tty: true',
      'hostAliases: [{ip: 10.0.0.1, hostnames: [a]}, {ip: 10.0.0.1, hostnames: [b]}]',
    ),
    legal: one('tty: true', 'hostAliases: [{ip: 10.0.0.1, hostnames: [a, b]}]'),
  },
  {
    says: 'spec.hostAliases[0].ip: Invalid value: must be a valid IP address',
    rule: 'invalid-value',
    level: 'error',
    refused: one('tty: true', 'hostAliases: [{ip: 10.0.0.256, hostnames: [a]}]'),
    legal: one('tty: true', 'hostAliases: [{ip: "::1", hostnames: [a]}]'),
  },
  {
    says: 'spec.imagePullSecrets[1].name: duplicate name "a"',
    rule: 'repeated-entry',
    level: 'warning',
    refused: one('tty: true', 'imagePullSecrets: [{name: a}, {name: a}]'),
    legal: one('tty: true', 'imagePullSecrets: [{name: a}, {name: b}]'),
  },
  {
    says: 'spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared',
    rule: 'scheduling-gate-with-node',
    level: 'error',
    refused: one('tty: true', 'nodeName: n1\nschedulingGates: [{name: example.com/wait}]'),
    legal: one('tty: true', 'nodeName: ""\nschedulingGates: [{name: example.com/wait}]'),
  },
  {
    says: 'spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
    rule: 'negative-grace-period',
    level: 'warning',
    refused: one('tty: true', 'terminationGracePeriodSeconds: -1'),
    legal: one('tty: true', 'terminationGracePeriodSeconds: 0'),
  },
  {
    says: 'spec.nodeSelector[beta.kubernetes.io/arch]: deprecated since v1.14; use "kubernetes.io/arch" instead',
    rule: 'deprecated-node-label',
    level: 'warning',
    refused: one('tty: true', 'nodeSelector: {beta.kubernetes.io/arch: amd64}'),
    legal: one('tty: true', 'nodeSelector: {kubernetes.io/arch: amd64}'),
  },
  {
    says: 'topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod',
    rule: 'null-label-selector',
    level: 'warning',
    refused: one(
      'tty: true',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]',
    ),
    legal: one(
      'tty: true',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}}]',
    ),
  },
  // Probes and hooks
  {
    says: 'livenessProbe: Required value: must specify a handler type',
    rule: 'probe-handler',
    level: 'error',
    refused: one('livenessProbe: {periodSeconds: 5}'),
    legal: one('livenessProbe: {periodSeconds: 5, exec: {command: ["true"]}}'),
  },
  {
    says: 'livenessProbe.exec: Forbidden: may not specify more than 1 handler type',
    rule: 'probe-handler',
    level: 'error',
    refused: one('livenessProbe: {exec: {command: ["true"]}, grpc: {port: 9000}}'),
    legal: one('livenessProbe: {grpc: {port: 9000}}'),
  },
  {
    says: 'livenessProbe.successThreshold: Invalid value: 2: must be 1',
    rule: 'probe-setting',
    level: 'error',
    refused: one('livenessProbe: {grpc: {port: 9000}, successThreshold: 2}'),
    legal: one('readinessProbe: {grpc: {port: 9000}, successThreshold: 2}'),
  },
  {
    says: 'readinessProbe.terminationGracePeriodSeconds: Invalid value: must not be set for readinessProbes',
    rule: 'probe-setting',
    level: 'error',
    refused: one('readinessProbe: {grpc: {port: 9000}, terminationGracePeriodSeconds: 5}'),
    legal: one('livenessProbe: {grpc: {port: 9000}, terminationGracePeriodSeconds: 5}'),
  },
  {
    says: 'livenessProbe.timeoutSeconds: Invalid value: -1: must be greater than or equal to 0',
    rule: 'invalid-value',
    level: 'error',
    refused: one('livenessProbe: {grpc: {port: 9000}, timeoutSeconds: -1}'),
    legal: one('livenessProbe: {grpc: {port: 9000}, timeoutSeconds: 0}'),
  },
  {
    says: 'livenessProbe.grpc.port: expected a number',
    rule: 'wrong-type',
    level: 'error',
    refused: one('livenessProbe: {grpc: {port: true}}'),
    legal: one('livenessProbe: {grpc: {port: 9000}}'),
    met: { StatefulSet: 'applied' },
  },
  // Resources
  {
    says: 'resources.limits[disk]: Invalid value: "disk": must be a standard resource for containers',
    rule: 'resource-amount',
    level: 'error',
    refused: one('resources: {limits: {disk: 1Gi}}'),
    legal: one('resources: {limits: {ephemeral-storage: 1Gi}}'),
  },
  {
    says: 'resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    rule: 'request-over-limit',
    level: 'error',
    refused: one('resources: {requests: {cpu: 2}, limits: {cpu: 1}}'),
    legal: one('resources: {requests: {cpu: 1000m}, limits: {cpu: 1}}'),
  },
  {
    says: 'resources.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
    rule: 'resource-amount',
    level: 'error',
    refused: one('resources: {limits: {cpu: -1}}'),
    legal: one('resources: {limits: {cpu: 0}}'),
  },
  {
    says: 'resources.limits: Limit must be set for non overcommitable resources',
    rule: 'request-over-limit',
    level: 'error',
    refused: one('resources: {requests: {nvidia.com/gpu: 1}}'),
    legal: one('resources: {limits: {nvidia.com/gpu: 1}}'),
  },
  {
    says: 'resources.requests: HugePages require cpu or memory',
    rule: 'resource-amount',
    level: 'error',
    refused: one('resources: {limits: {hugepages-2Mi: 4Mi}}'),
    legal: one('resources: {limits: {hugepages-2Mi: 4Mi, memory: 1Gi}}'),
  },
  {
    says: 'resources.limits[memory]: fractional byte value "512m" is invalid, must be an integer',
    rule: 'resource-amount',
    level: 'warning',
    refused: one('resources: {limits: {memory: 512m}}'),
    legal: one('resources: {limits: {memory: 512M}}'),
  },
  {
    says: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    rule: 'invalid-value',
    level: 'error',
    refused: one('resources: {limits: {memory: 512MB}}'),
    legal: one('resources: {limits: {memory: 512Mi}}'),
  },
  {
    says: 'spec.selector: Invalid value: `selector` does not match template `labels`',
    rule: 'selector-mismatch',
    level: 'error',
    refused: workload('Deployment', WEB).replace('        app: web', '        app: shop'),
    legal: workload('Deployment', WEB),
  },
];

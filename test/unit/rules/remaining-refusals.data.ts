import { one, pod, WEB, withVolume, workload } from './refusals.data.ts';
import type { Refusal } from './refusals.data.ts';

/** A sidecar, or what is none for want of the policy, before the one container. */
function init(fields: string): string {
  return pod(`initContainers:\n  - name: init\n    image: example.com/init\n    ${fields}\n${WEB}`);
}

const RULES = 'restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]';

/** Two containers that declare one port, on the node's network. */
const onNode = (second: string): string =>
  pod(
    `hostNetwork: true\n${WEB}\n    ports: [{containerPort: 80}]\n  - name: other\n    image: example.com/other\n    ports: [{${second}}]`,
  );

const alias = (ip: string): string =>
  one('tty: true', `hostAliases: [{ip: "${ip}", hostnames: [a]}]`);

const servers = (ip: string): string => one('tty: true', `dnsConfig: {nameservers: ["${ip}"]}`);

const error = (
  says: string,
  rule: string,
  refused: string,
  legal: string,
  more: Pick<Refusal, 'met' | 'version'> = {},
): Refusal => ({ says, rule, level: 'error', refused, legal, ...more });

const warning = (says: string, rule: string, refused: string, legal: string): Refusal => ({
  says,
  rule,
  level: 'warning',
  refused,
  legal,
});

const windows = (field: string): string => one('tty: true', `os: {name: windows}\n${field}`);

export const REMAINING_REFUSALS: readonly Refusal[] = [
  // Ports
  error(
    'ports[0].hostPort: Duplicate value: "TCP//80", as hostNetwork sets it in Pods',
    'port-conflict',
    onNode('containerPort: 80'),
    onNode('containerPort: 80, protocol: UDP'),
    { met: { Deployment: 'pods-created' } },
  ),
  error(
    'livenessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive',
    'invalid-value',
    one('livenessProbe: {grpc: {port: 0}}'),
    one('livenessProbe: {grpc: {port: 1}}'),
  ),
  error(
    'livenessProbe.tcpSocket.port: Invalid value: must contain at least one letter (a-z)',
    'invalid-value',
    one('ports: [{name: http, containerPort: 80}]\nlivenessProbe: {tcpSocket: {port: "80"}}'),
    one('ports: [{name: http, containerPort: 80}]\nlivenessProbe: {tcpSocket: {port: "http"}}'),
  ),
  // Containers
  error(
    'spec.containers[0].name: Invalid value: must not contain dots',
    'invalid-value',
    pod('containers:\n  - name: a.b\n    image: example.com/web'),
    pod('containers:\n  - name: a-b\n    image: example.com/web'),
  ),
  error(
    'spec.containers[0].name: Invalid value: must be no more than 63 characters',
    'invalid-value',
    pod(`containers:\n  - name: ${'a'.repeat(64)}\n    image: example.com/web`),
    pod(`containers:\n  - name: ${'a'.repeat(63)}\n    image: example.com/web`),
  ),
  error(
    'spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers',
    'restart-policy-not-allowed',
    one('restartPolicy: OnFailure'),
    one('tty: true'),
    { version: '1.34' },
  ),
  error(
    'spec.initContainers[0].restartPolicy: Unsupported value: "OnFailure": supported values: "Always"',
    'restart-policy-not-allowed',
    init('restartPolicy: OnFailure'),
    init('restartPolicy: Always'),
    { version: '1.34' },
  ),
  error(
    'spec.containers[0].restartPolicy: Unsupported value: "Sometimes"',
    'invalid-value',
    one('restartPolicy: Sometimes'),
    one('restartPolicy: OnFailure'),
    { version: '1.35' },
  ),
  error(
    'restartPolicyRules are not allowed for init containers with restart policy Always',
    'restart-rule',
    init(`restartPolicy: Always\n    ${RULES}`),
    init(`restartPolicy: Never\n    ${RULES}`),
  ),
  ...['Deployment', 'ReplicationController'].map((kind) =>
    error(
      `${kind}: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"`,
      'restart-policy-not-allowed',
      ofKind(kind, `restartPolicy: Never\n${WEB}`),
      ofKind(kind, `restartPolicy: Always\n${WEB}`),
    ),
  ),
  error(
    'Job: spec.template.spec.restartPolicy: Unsupported value: "Always": supported values: "OnFailure", "Never"',
    'restart-policy-not-allowed',
    workload('Job', `restartPolicy: Always\n${WEB}`),
    workload('Job', `restartPolicy: Never\n${WEB}`),
  ),
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicationController'].map((kind) =>
    error(
      `spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ${kind} is not Supported`,
      'active-deadline-not-allowed',
      ofKind(kind, `activeDeadlineSeconds: 60\n${WEB}`),
      workload('Job', `activeDeadlineSeconds: 60\nrestartPolicy: Never\n${WEB}`),
    ),
  ),
  // Volumes and mounts
  error(
    "configMap.items[0].path: Invalid value: must not contain '..'",
    'invalid-value',
    withVolume('configMap: {name: c, items: [{key: a, path: a/../b}]}'),
    withVolume('configMap: {name: c, items: [{key: a, path: a/..b}]}'),
  ),
  error(
    'volumeMounts[0].name: Not found, in a StatefulSet without such a claim template',
    'volume-not-found',
    claiming('logs'),
    claiming('data'),
  ),
  ...['flocker: {datasetName: d}', 'cephfs: {monitors: [m]}', 'rbd: {image: i, monitors: [m]}'].map(
    (volume) =>
      warning(
        `spec.volumes[0].${volume.replace(/:.*/, '')}: deprecated, and non-functional since`,
        'removed-volume-type',
        withVolume(volume),
        withVolume('emptyDir: {}'),
      ),
  ),
  // Variables
  ...[
    ['built from itself alone', 'value: $(A)', 'value: $(A)b'],
    ['taken from elsewhere', 'valueFrom: {configMapKeyRef: {name: c, key: k}}', 'value: $(A)/b'],
  ].map(([what = '', later = '', built = '']) =>
    warning(
      `env[1]: hides previous definition of "A": ${what}`,
      'hidden-variable',
      one(`env: [{name: A, value: a}, {name: A, ${later}}]`),
      one(`env: [{name: A, value: a}, {name: A, ${built}}]`),
    ),
  ),
  // The pod
  error(
    'spec.hostname: Invalid value: must be no more than 63 characters',
    'invalid-value',
    one('tty: true', `hostname: ${'a'.repeat(64)}`),
    one('tty: true', `hostname: ${'a'.repeat(63)}`),
  ),
  ...['hostIPC: true', 'hostUsers: false', 'shareProcessNamespace: true'].map((field) =>
    error(
      `spec.${field.replace(/:.*/, '')}: Forbidden: cannot be set for a windows pod`,
      'windows-pod-field',
      windows(field),
      // The one that is not in the list.
      windows('hostNetwork: true'),
    ),
  ),
  warning(
    'hostAliases[0].ip: non-standard IP address "010.0.0.1"',
    'non-standard-address',
    alias('010.0.0.1'),
    alias('10.0.0.1'),
  ),
  warning(
    'hostAliases[0].ip: non-standard IP address "::ffff:10.0.0.1"',
    'non-standard-address',
    alias('::ffff:10.0.0.1'),
    alias('::1'),
  ),
  warning(
    'hostAliases[0].ip: IPv6 address "FD00::0:1" should be in RFC 5952 canonical format ("fd00::1")',
    'non-standard-address',
    alias('FD00::0:1'),
    alias('fd00::1'),
  ),
  warning(
    'dnsConfig.nameservers[0]: non-standard IP address "10.0.0.010"',
    'non-standard-address',
    servers('10.0.0.010'),
    servers('10.0.0.10'),
  ),
  // Hooks
  warning(
    'lifecycle.stopSignal: may not be set for containers with empty `spec.os.name`',
    'stop-signal-without-os',
    one('lifecycle: {stopSignal: SIGUSR1}'),
    one('lifecycle: {stopSignal: SIGUSR1}', 'os: {name: linux}'),
  ),
  error(
    'lifecycle.preStop.sleep.seconds: Invalid value: must be non-negative',
    'invalid-value',
    one('lifecycle: {preStop: {sleep: {seconds: -1}}}'),
    one('lifecycle: {preStop: {sleep: {seconds: 1}}}'),
  ),
  // Resources
  error(
    'resources.limits[hugepages-2Mi]: Invalid value: must be an integer',
    'resource-amount',
    one('resources: {limits: {hugepages-2Mi: 0.5, memory: 1Gi}}'),
    one('resources: {limits: {hugepages-2Mi: 2Mi, memory: 1Gi}}'),
  ),
];

function ofKind(kind: string, spec: string): string {
  if (kind !== 'ReplicationController') return workload(kind, spec);
  return workload('Deployment', spec)
    .replace('apps/v1\nkind: Deployment', 'v1\nkind: ReplicationController')
    .replace('  selector:\n    matchLabels:\n      app: web\n', '  selector:\n    app: web\n');
}

/** A StatefulSet whose pod mounts a volume; its claims are for "data". */
function claiming(volume: string): string {
  return `${workload('StatefulSet', `${WEB}\n    volumeMounts: [{name: ${volume}, mountPath: /data}]`)}  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n        accessModes: [ReadWriteOnce]\n        resources: {requests: {storage: 1Gi}}\n`;
}

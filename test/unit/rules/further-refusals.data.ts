import { one, pod, WEB, withVolume, workload } from './refusals.data.ts';
import type { Refusal } from './refusals.data.ts';

type Row = readonly [
  says: string,
  rule: string,
  level: Refusal['level'],
  refused: string,
  legal: string,
];

const P = 'containerPort: 80, protocol: TCP';

function two(first: string, second: string): string {
  return pod(
    `containers:\n  - name: web\n    image: example.com/web\n    ${first}\n  - name: other\n    image: example.com/other\n    ${second}`,
  );
}

function debugging(fields: string): string {
  return pod(
    `${WEB}\nephemeralContainers: # podspace-ignore ephemeral-container-in-manifest: as kubectl debug sends it\n  - name: debug\n    image: busybox\n    ${fields}`,
  );
}

/** Resources, and a pod's nodes. */
const limits = (text: string): string => one(`resources: {limits: {${text}}}`);

const ROWS: readonly Row[] = [
  // Ports
  [
    'ports[0]: overlapping port definition with containers[0].ports[0]',
    'duplicate-container-port',
    'information',
    one(`ports: [{${P}}, {${P}, hostPort: 80}]`),
    one(`ports: [{${P}, hostPort: 81}, {${P}, hostPort: 80}]`),
  ],
  [
    'ports[1]: dangerously ambiguous port definition with ports[0]',
    'host-port-conflict',
    'warning',
    one(`ports: [{${P}, hostPort: 80}, {${P}, hostPort: 80, hostIP: 10.0.0.1}]`),
    one(`ports: [{${P}, hostPort: 80, hostIP: 10.0.0.2}, {${P}, hostPort: 80, hostIP: 10.0.0.1}]`),
  ],
  [
    'ports[0]: duplicate port name "http" with spec.containers[0].ports[0]',
    'duplicate-port-name',
    'information',
    two('ports: [{name: http, containerPort: 80}]', 'ports: [{name: http, containerPort: 81}]'),
    two('ports: [{name: http, containerPort: 80}]', 'ports: [{name: https, containerPort: 81}]'),
  ],
  [
    'ports[1].hostPort: Duplicate value: "TCP//80" of two container ports',
    'host-port-conflict',
    'error',
    one('ports: [{containerPort: 8080, hostPort: 80}, {containerPort: 8081, hostPort: 80}]'),
    one('ports: [{containerPort: 8080, hostPort: 80}, {containerPort: 8080, hostPort: 81}]'),
  ],
  // Containers
  [
    'spec.containers[0].name: Required value',
    'missing-field',
    'error',
    pod('containers:\n  - image: example.com/web'),
    pod(WEB),
  ],
  [
    'restartPolicyRules: Too many: must have at most 20 items',
    'restart-rule',
    'error',
    one(`restartPolicy: Never\nrestartPolicyRules:${rules(21)}`),
    one(`restartPolicy: Never\nrestartPolicyRules:${rules(20)}`),
  ],
  [
    'ephemeralContainers[0].name: Duplicate value: "web"',
    'duplicate-name',
    'error',
    debugging('stdin: true').replace('name: debug', 'name: web'),
    debugging('stdin: true'),
  ],
  [
    'ephemeralContainers[0].livenessProbe: Forbidden: cannot be set for an Ephemeral Container',
    'ephemeral-container-field',
    'error',
    debugging('livenessProbe: {grpc: {port: 80}}'),
    debugging('workingDir: /tmp'),
  ],
  [
    'ephemeralContainers[0].resources: Forbidden: cannot be set for an Ephemeral Container',
    'ephemeral-container-field',
    'error',
    debugging('resources: {limits: {cpu: 1}}'),
    debugging('tty: true'),
  ],
  [
    'ephemeralContainers[0].targetContainerName: Not found: "shop"',
    'ephemeral-container-field',
    'error',
    debugging('targetContainerName: shop'),
    debugging('targetContainerName: web'),
  ],
  [
    'ephemeralContainers[0].volumeMounts[0].subPath: Forbidden: cannot be set for an Ephemeral Container',
    'ephemeral-container-field',
    'error',
    `${debugging('volumeMounts: [{name: a, mountPath: /a, subPath: b}]')}  volumes: [{name: a}]\n`,
    `${debugging('volumeMounts: [{name: a, mountPath: /a}]')}  volumes: [{name: a}]\n`,
  ],
  // Volumes and mounts
  [
    'spec.volumes[0].name: Required value',
    'missing-field',
    'error',
    pod(`${WEB}\nvolumes:\n  - emptyDir: {}`),
    pod(`${WEB}\nvolumes:\n  - name: a\n    emptyDir: {}`),
  ],
  [
    'spec.volumes[0].name: Invalid value: a lowercase RFC 1123 label must consist of …',
    'invalid-value',
    'error',
    pod(`${WEB}\nvolumes:\n  - name: a.b`),
    pod(`${WEB}\nvolumes:\n  - name: a-b`),
  ],
  [
    'volumeMounts[0].mountPath: Required value',
    'missing-field',
    'error',
    withVolume('emptyDir: {}', 'readOnly: true'),
    withVolume('emptyDir: {}', 'readOnly: true\nmountPath: relative'),
  ],
  [
    "volumeMounts.subPathExpr: Invalid value: must not contain '..'",
    'invalid-value',
    'error',
    withVolume('emptyDir: {}', 'mountPath: /a\nsubPathExpr: a/../b'),
    withVolume('emptyDir: {}', 'mountPath: /a\nsubPathExpr: a/..b'),
  ],
  [
    'volumeDevices[0].devicePath: must not already exist as a path in volumeMounts',
    'volume-device-conflict',
    'error',
    withVolume('persistentVolumeClaim: {claimName: c}', 'mountPath: /a')
      .replace(
        '      volumeMounts:',
        '      volumeDevices: [{name: raw, devicePath: /a}]\n      volumeMounts:',
      )
      .replace(
        '  volumes:\n',
        '  volumes:\n    - name: raw\n      persistentVolumeClaim: {claimName: d}\n',
      ),
    withVolume('persistentVolumeClaim: {claimName: c}', 'mountPath: /a')
      .replace(
        '      volumeMounts:',
        '      volumeDevices: [{name: raw, devicePath: /b}]\n      volumeMounts:',
      )
      .replace(
        '  volumes:\n',
        '  volumes:\n    - name: raw\n      persistentVolumeClaim: {claimName: d}\n',
      ),
  ],
  [
    'recursiveReadOnly: may only be specified when mountPropagation is None or not specified',
    'mount-propagation-conflict',
    'error',
    withVolume(
      'emptyDir: {}',
      'mountPath: /a\nreadOnly: true\nrecursiveReadOnly: Enabled\nmountPropagation: HostToContainer',
    ),
    withVolume(
      'emptyDir: {}',
      'mountPath: /a\nreadOnly: true\nrecursiveReadOnly: Enabled\nmountPropagation: None',
    ),
  ],
  [
    'emptyDir.sizeLimit: Invalid value: must be greater than or equal to 0',
    'invalid-value',
    'error',
    withVolume('emptyDir: {sizeLimit: -1Gi}'),
    withVolume('emptyDir: {sizeLimit: 0}'),
  ],
  [
    'hostPath.path: Required value',
    'missing-field',
    'error',
    withVolume('hostPath: {type: Directory}'),
    withVolume('hostPath: {path: /a, type: ""}'),
  ],
  [
    'configMap.items[0].key: Required value',
    'missing-field',
    'error',
    withVolume('configMap: {name: c, items: [{path: a}]}'),
    withVolume('configMap: {name: c, items: [{key: a, path: a}]}'),
  ],
  [
    'configMap.items[0].mode: Invalid value: must be a number between 0 and 0777 (octal), both inclusive',
    'invalid-value',
    'error',
    withVolume('configMap: {name: c, items: [{key: a, path: a, mode: 01000}]}'),
    withVolume('configMap: {name: c, items: [{key: a, path: a, mode: 0777}]}'),
  ],
  [
    'volume "data" (Secret "s"): overlapping paths: "a" with "a"',
    'overlapping-item-paths',
    'warning',
    withVolume('secret: {secretName: s, items: [{key: a, path: a}, {key: b, path: a}]}'),
    withVolume('secret: {secretName: s, items: [{key: a, path: a}, {key: b, path: ab}]}'),
  ],
  [
    'volume "data" (DownwardAPI): overlapping paths: "a/b" with "a"',
    'overlapping-item-paths',
    'warning',
    withVolume(
      'downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.name}}, {path: a/b, fieldRef: {fieldPath: metadata.uid}}]}',
    ),
    withVolume(
      'downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.name}}, {path: b/a, fieldRef: {fieldPath: metadata.uid}}]}',
    ),
  ],
  [
    'volumes[0].projected: Invalid value: "s": conflicting duplicate paths',
    'overlapping-item-paths',
    'error',
    withVolume(
      'projected: {sources: [{configMap: {name: c, items: [{key: a, path: a}]}}, {secret: {name: s, items: [{key: b, path: a}]}}]}',
    ),
    withVolume(
      'projected: {sources: [{configMap: {name: c, items: [{key: a, path: a}]}}, {secret: {name: s, items: [{key: b, path: b}]}}]}',
    ),
  ],
  [
    'spec.volumes[0].glusterfs: deprecated in v1.25, non-functional in v1.26+',
    'removed-volume-type',
    'warning',
    withVolume('glusterfs: {endpoints: e, path: p}'),
    withVolume('nfs: {server: s, path: /p}'),
  ],
  [
    'valueFrom.fileKeyRef.volumeName: Not found: "none"',
    'variable-file-volume',
    'error',
    fromFile('none'),
    fromFile('data'),
  ],
  // The pod
  [
    'volumeDevices: Forbidden: when `hostUsers` is false',
    'user-namespace-conflict',
    'error',
    one('volumeDevices: [{name: raw, devicePath: /dev/raw}]', raw('hostUsers: false\n')),
    one('volumeDevices: [{name: raw, devicePath: /dev/raw}]', raw('hostUsers: true\n')),
  ],
  [
    'spec.subdomain: Invalid value: must not contain dots',
    'invalid-value',
    'error',
    pod(`subdomain: a.b\n${WEB}`),
    pod(`subdomain: a-b\n${WEB}`),
  ],
  [
    'spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true',
    'hostname-override-conflict',
    'error',
    pod(`hostnameOverride: a.b\nsetHostnameAsFQDN: true\n${WEB}`),
    pod(`hostnameOverride: a.b\nsetHostnameAsFQDN: false\n${WEB}`),
  ],
  [
    'spec.hostnameOverride: Too long: may not be more than 64 bytes',
    'hostname-override-conflict',
    'error',
    pod(`hostnameOverride: ${'a'.repeat(63)}.b\n${WEB}`),
    pod(`hostnameOverride: ${'a'.repeat(62)}.b\n${WEB}`),
  ],
  [
    "sysctls[0].name: Invalid value: may not be specified when 'hostIPC' is true",
    'sysctl-host-namespace',
    'error',
    pod(`hostIPC: true\nsecurityContext: {sysctls: [{name: kernel.shmmax, value: "1"}]}\n${WEB}`),
    pod(
      `hostIPC: true\nsecurityContext: {sysctls: [{name: net.core.somaxconn, value: "1"}]}\n${WEB}`,
    ),
  ],
  [
    'spec.securityContext.seccompProfile: Forbidden: cannot be set for a windows pod',
    'windows-pod-field',
    'error',
    pod(`os: {name: windows}\nsecurityContext: {seccompProfile: {type: RuntimeDefault}}\n${WEB}`),
    pod(`os: {name: linux}\nsecurityContext: {seccompProfile: {type: RuntimeDefault}}\n${WEB}`),
  ],
  [
    'spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None',
    'dns-config',
    'error',
    pod(`dnsPolicy: None\ndnsConfig: {searches: [a.b]}\n${WEB}`),
    pod(`dnsPolicy: Default\ndnsConfig: {searches: [a.b]}\n${WEB}`),
  ],
  [
    'spec.dnsConfig.searches: Invalid value: must not have more than 32 search paths',
    'dns-config',
    'error',
    pod(`dnsConfig: {searches: [${searches(33)}]}\n${WEB}`),
    pod(`dnsConfig: {searches: [${searches(32)}]}\n${WEB}`),
  ],
  [
    'spec.dnsConfig.searches: Invalid value: must not have more than 2048 characters (including spaces) in the search list',
    'dns-config',
    'error',
    pod(`dnsConfig: {searches: [${long(32, 64)}]}\n${WEB}`),
    pod(`dnsConfig: {searches: [${long(32, 62)}]}\n${WEB}`),
  ],
  [
    'spec.hostAliases[0].hostnames: Invalid value: a lowercase RFC 1123 subdomain must consist of …',
    'invalid-value',
    'error',
    pod(`hostAliases: [{ip: 10.0.0.1, hostnames: [A_b]}]\n${WEB}`),
    pod(`hostAliases: [{ip: 10.0.0.1, hostnames: [a.b]}]\n${WEB}`),
  ],
  [
    'spec.imagePullSecrets[0].name: invalid empty name ""',
    'repeated-entry',
    'warning',
    pod(`imagePullSecrets: [{name: ""}]\n${WEB}`),
    pod(`imagePullSecrets: [{name: a}]\n${WEB}`),
  ],
  [
    'podAffinity: a null labelSelector results in matching no pod',
    'null-label-selector',
    'warning',
    pod(
      `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a}]}}\n${WEB}`,
    ),
    pod(
      `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, labelSelector: {}}]}}\n${WEB}`,
    ),
  ],
  [
    'nodeAffinity: node-role.kubernetes.io/master: use "node-role.kubernetes.io/control-plane" instead',
    'deprecated-node-label',
    'warning',
    onNodes('node-role.kubernetes.io/master'),
    onNodes('node-role.kubernetes.io/control-plane'),
  ],
  // Probes and hooks
  [
    'startupProbe.successThreshold: Invalid value: must be 1',
    'probe-setting',
    'error',
    one('startupProbe: {successThreshold: 2, tcpSocket: {port: 80}}'),
    one('readinessProbe: {successThreshold: 2, tcpSocket: {port: 80}}'),
  ],
  [
    'httpGet.scheme: Unsupported value: "https": supported values: "HTTP", "HTTPS"',
    'invalid-value',
    'error',
    one('livenessProbe: {httpGet: {port: 80, scheme: https}}'),
    one('livenessProbe: {httpGet: {port: 80, scheme: HTTPS}}'),
  ],
  [
    'lifecycle.preStop: Required value: must specify a handler type',
    'probe-handler',
    'error',
    one('lifecycle: {preStop: {}}'),
    one('lifecycle: {preStop: {sleep: {seconds: 1}}}'),
  ],
  [
    'lifecycle.preStop.sleep: Invalid value: must be non-negative and less than terminationGracePeriodSeconds (30)',
    'sleep-over-grace-period',
    'error',
    one('lifecycle: {preStop: {sleep: {seconds: 31}}}'),
    one('lifecycle: {preStop: {sleep: {seconds: 31}}}', 'terminationGracePeriodSeconds: 31'),
  ],
  [
    'livenessProbe.httpGet.port: Invalid value: must be between 1 and 65535, inclusive',
    'invalid-value',
    'error',
    one('livenessProbe: {httpGet: {port: 0}}'),
    one('livenessProbe: {httpGet: {port: 1}}'),
  ],
  // Resources
  [
    'resources.limits[nvidia.com/gpu]: Invalid value: must be an integer',
    'resource-amount',
    'error',
    limits('nvidia.com/gpu: 500m'),
    limits('nvidia.com/gpu: 2'),
  ],
  [
    'resources.requests: Invalid value: must be equal to nvidia.com/gpu limit of 2',
    'request-over-limit',
    'error',
    one('resources: {limits: {nvidia.com/gpu: 2}, requests: {nvidia.com/gpu: 1}}'),
    one('resources: {limits: {nvidia.com/gpu: 2}, requests: {nvidia.com/gpu: 2}}'),
  ],
  // Workloads
  ...(['StatefulSet', 'DaemonSet', 'ReplicaSet'] as const).map((kind): Row => [
    `${kind}: spec.template.spec.restartPolicy: Unsupported value: "OnFailure": supported values: "Always"`,
    'restart-policy-not-allowed',
    'error',
    workload(kind, `restartPolicy: OnFailure\n${WEB}`),
    workload(kind, `restartPolicy: Always\n${WEB}`),
  ]),
];

export const FURTHER_REFUSALS: readonly Refusal[] = ROWS.map(
  ([says, rule, level, refused, legal]) => ({ says, rule, level, refused, legal }),
);

function rules(count: number): string {
  return Array.from(
    { length: count },
    (_, code) => `\n  - {action: Restart, exitCodes: {operator: In, values: [${code + 1}]}}`,
  ).join('');
}

function searches(count: number): string {
  return Array.from({ length: count }, (_, index) => `s${index}`).join(', ');
}

function long(count: number, length: number): string {
  return Array.from({ length: count }, (_, index) => String(index).padStart(length, 'a')).join(
    ', ',
  );
}

function raw(field: string): string {
  return `${field}volumes: [{name: raw, persistentVolumeClaim: {claimName: c}}]`;
}

function fromFile(volume: string): string {
  return withVolume('emptyDir: {}').replace(
    '      volumeMounts:',
    `      env: [{name: A, valueFrom: {fileKeyRef: {volumeName: ${volume}, path: a.env, key: A}}}]\n      volumeMounts:`,
  );
}

function onNodes(key: string): string {
  return pod(
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: ${key}, operator: Exists}]}]}}}\n${WEB}`,
  );
}

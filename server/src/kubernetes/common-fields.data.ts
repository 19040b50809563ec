/**
 * Fields that nearly every author writes although the API does not require them; they come with their map. A row for
 * `PodTemplateSpec:ObjectMeta` counts for the one below the other only.
 */
export const COMMON_FIELDS: Readonly<Record<string, readonly string[]>> = {
  ObjectMeta: ['name'],
  'PodTemplateSpec:ObjectMeta': ['labels'],
  LabelSelector: ['matchLabels'],
  PodTemplateSpec: ['metadata', 'spec'],
  Deployment: ['metadata', 'spec'],
  HTTPGetAction: ['path', 'port'],
  EnvVar: ['name', 'value'],
  Toleration: ['key', 'operator', 'effect'],
  ConfigMapVolumeSource: ['name'],
  ServicePort: ['port', 'targetPort'],
  ExecAction: ['command'],
};

/** The order in which authors write the fields of a map; the others follow by name. */
export const USUAL_ORDER: readonly string[] = [
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'namespace',
  'labels',
  'spec',
  'replicas',
  'selector',
  'template',
  'initContainers',
  'containers',
  'image',
  'command',
  'args',
  'ports',
  'containerPort',
  'env',
  'envFrom',
  'volumeMounts',
  'mountPath',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'volumes',
];

/** Values that a field commonly takes although others are allowed too, with what they are. */
export const COMMON_VALUES: Readonly<Record<string, readonly string[]>> = {
  'EmptyDirVolumeSource.medium': ['Memory'],
  'ObjectFieldSelector.fieldPath': [
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
  ],
  'ResourceFieldSelector.resource': [
    'limits.cpu',
    'limits.memory',
    'limits.ephemeral-storage',
    'requests.cpu',
    'requests.memory',
    'requests.ephemeral-storage',
  ],
  'TopologySpreadConstraint.topologyKey': [
    'kubernetes.io/hostname',
    'topology.kubernetes.io/zone',
    'topology.kubernetes.io/region',
  ],
  'PodAffinityTerm.topologyKey': [
    'kubernetes.io/hostname',
    'topology.kubernetes.io/zone',
    'topology.kubernetes.io/region',
  ],
  'PodSpec.serviceAccountName': ['default'],
  'PodSpec.priorityClassName': ['system-cluster-critical', 'system-node-critical'],
  'ServiceSpec.clusterIP': ['None'],
  'ServiceSpec.trafficDistribution': ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
  'Secret.type': [
    'Opaque',
    'kubernetes.io/basic-auth',
    'kubernetes.io/dockerconfigjson',
    'kubernetes.io/service-account-token',
    'kubernetes.io/ssh-auth',
    'kubernetes.io/tls',
  ],
  'Capabilities.add': ['NET_ADMIN', 'NET_BIND_SERVICE', 'SYS_PTRACE', 'SYS_TIME', 'CHOWN'],
  'Capabilities.drop': ['ALL', 'NET_RAW'],
};

/** Keys that maps of free keys commonly have. */
export const COMMON_KEYS: Readonly<Record<string, readonly string[]>> = {
  'ResourceRequirements.requests': ['cpu', 'memory', 'ephemeral-storage'],
  'ResourceRequirements.limits': ['cpu', 'memory', 'ephemeral-storage'],
  'VolumeResourceRequirements.requests': ['storage'],
  'PodSpec.nodeSelector': [
    'kubernetes.io/arch',
    'kubernetes.io/hostname',
    'kubernetes.io/os',
    'node.kubernetes.io/instance-type',
    'topology.kubernetes.io/region',
    'topology.kubernetes.io/zone',
  ],
  'ObjectMeta.labels': [
    'app.kubernetes.io/name',
    'app.kubernetes.io/instance',
    'app.kubernetes.io/version',
    'app.kubernetes.io/component',
    'app.kubernetes.io/part-of',
    'app.kubernetes.io/managed-by',
  ],
};

import {
  annotationKey,
  atLeastOne,
  base64,
  base64Data,
  cronSchedule,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  fileMode,
  hostPortNumber,
  ipAddress,
  itemPath,
  labelValue,
  notEmpty,
  notNegative,
  pathWithoutBacksteps,
  portName,
  portNumber,
  portReference,
  qualifiedName,
  quantity,
  targetPort,
  quantityNotNegative,
  relativePath,
  variableName,
} from './formats.ts';
import type { Format } from './formats.ts';

/** The form of a field's value, or of each entry's where the field is a list. */
export const FIELD_FORMATS: Readonly<Record<string, Format>> = {
  'ObjectMeta.namespace': dnsLabel,
  'Container.name': dnsLabel,
  'Container.image': notEmpty,
  'EphemeralContainer.name': dnsLabel,
  'Volume.name': dnsLabel,
  'VolumeMount.mountPath': notEmpty,
  'VolumeMount.subPath': relativePath,
  'VolumeMount.subPathExpr': relativePath,
  'ContainerPort.name': portName,
  'ContainerPort.containerPort': portNumber,
  'ContainerPort.hostPort': hostPortNumber,
  'ServicePort.name': dnsLabel,
  'ServicePort.port': portNumber,
  'ServicePort.targetPort': targetPort,
  'ServicePort.nodePort': hostPortNumber,
  'HTTPGetAction.port': portReference,
  'TCPSocketAction.port': portReference,
  'GRPCAction.port': portNumber,
  'Probe.initialDelaySeconds': notNegative,
  'Probe.periodSeconds': notNegative,
  'Probe.timeoutSeconds': notNegative,
  'Probe.failureThreshold': notNegative,
  'Probe.successThreshold': notNegative,
  'Probe.terminationGracePeriodSeconds': atLeastOne,
  'SleepAction.seconds': notNegative,
  'EnvVar.name': variableName,
  'PodSpec.hostname': dnsLabel,
  'PodSpec.subdomain': dnsLabel,
  'PodSpec.activeDeadlineSeconds': atLeastOne,
  'HostAlias.ip': ipAddress,
  'HostAlias.hostnames': dnsSubdomain,
  'PodDNSConfig.nameservers': ipAddress,
  'KeyToPath.path': itemPath,
  'KeyToPath.mode': fileMode,
  'DownwardAPIVolumeFile.path': itemPath,
  'DownwardAPIVolumeFile.mode': fileMode,
  'ConfigMapVolumeSource.defaultMode': fileMode,
  'SecretVolumeSource.defaultMode': fileMode,
  'DownwardAPIVolumeSource.defaultMode': fileMode,
  'ProjectedVolumeSource.defaultMode': fileMode,
  'EmptyDirVolumeSource.sizeLimit': quantityNotNegative,
  'HostPathVolumeSource.path': pathWithoutBacksteps,
  'DeploymentSpec.replicas': notNegative,
  'StatefulSetSpec.replicas': notNegative,
  'ReplicaSetSpec.replicas': notNegative,
  'ReplicationControllerSpec.replicas': notNegative,
  'JobSpec.parallelism': notNegative,
  'JobSpec.completions': notNegative,
  'JobSpec.backoffLimit': notNegative,
  'CronJobSpec.schedule': cronSchedule,
};

/** The forms of the keys and of the values of a map with free keys. */
export const MAP_FORMATS: Readonly<
  Record<string, { readonly key?: Format; readonly value?: Format }>
> = {
  'ObjectMeta.labels': { key: qualifiedName, value: labelValue },
  'ObjectMeta.annotations': { key: annotationKey },
  'LabelSelector.matchLabels': { key: qualifiedName, value: labelValue },
  'ServiceSpec.selector': { key: qualifiedName, value: labelValue },
  'ReplicationControllerSpec.selector': { key: qualifiedName, value: labelValue },
  'PodSpec.nodeSelector': { key: qualifiedName, value: labelValue },
  'ConfigMap.data': { key: dataKey },
  'ConfigMap.binaryData': { key: dataKey, value: base64Data },
  'Secret.data': { key: dataKey, value: base64 },
  'Secret.stringData': { key: dataKey },
};

/** The form of every quantity, wherever it stands. */
export const QUANTITY_FORMAT: Format = quantity;

/** Names of resources, by the kind's definition; all others are subdomains. */
export const NAME_FORMATS: Readonly<Record<string, Format>> = {
  Namespace: dnsLabel,
  Service: dnsLabel,
};

/** A CronJob's name is completed by 11 characters to a Job's (ValidateCronJobCreate, pkg/apis/batch/validation). */
export const CRON_JOB_NAME_LENGTH = 52;

import type { TypedMap } from './schema.ts';
import type { SchemaType } from './schema-types.ts';

/** What authors call the things of the API, where its own name does not tell. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  PodSpec: "a pod's spec",
  PodTemplateSpec: 'a pod template',
  Container: 'a container',
  EphemeralContainer: 'an ephemeral container',
  ContainerPort: 'a port of a container',
  ServicePort: 'a port of a Service',
  EnvVar: 'an environment variable',
  EnvFromSource: 'an entry of envFrom',
  Volume: 'a volume',
  VolumeMount: 'a volume mount',
  VolumeDevice: 'a volume device',
  Probe: 'a probe',
  LifecycleHandler: 'a lifecycle hook',
  SecurityContext: "a container's securityContext",
  PodSecurityContext: "a pod's securityContext",
  LabelSelector: 'a label selector',
  Toleration: 'a toleration',
  HostAlias: 'a host alias',
  KeyToPath: 'an item of a volume',
  DeploymentSpec: "a Deployment's spec",
  StatefulSetSpec: "a StatefulSet's spec",
  DaemonSetSpec: "a DaemonSet's spec",
  ReplicaSetSpec: "a ReplicaSet's spec",
  ReplicationControllerSpec: "a ReplicationController's spec",
  JobSpec: "a Job's spec",
  JobTemplateSpec: 'a job template',
  CronJobSpec: "a CronJob's spec",
  ServiceSpec: "a Service's spec",
  PersistentVolumeClaimSpec: "a claim's spec",
  StatefulSetSpecVolumeClaimTemplates: 'a volume claim template',
  IngressSpec: "an Ingress's spec",
};

/** "a container", "a pod's spec", "httpGet", an entry of "tolerations", "a Deployment". */
export function wordsFor(map: TypedMap): string {
  if (!map.parent) return DEFINITIONS[map.definition] ?? withArticle(map.definition);
  const field = map.parent.pair.key.text;
  const known = DEFINITIONS[map.definition];
  if (known === undefined && map.parent.index !== undefined) return `an entry of "${field}"`;
  return wordsForDefinition(map.definition, field);
}

/** The same for a map that is not written yet. */
export function wordsForDefinition(definition: string, field: string): string {
  if (definition === 'Container' && field === 'initContainers') return 'an init container';
  return DEFINITIONS[definition] ?? `"${field}"`;
}

/** "a whole number", "a list", "true or false". */
export function wordsForType(type: SchemaType): string {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'base64':
      return 'a string';
    case 'integer':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    case 'quantity':
      return 'a quantity, such as 500m or 128Mi';
    case 'int-or-string':
      return 'a whole number or a string';
    case 'list':
      return 'a list';
    case 'object':
    case 'map':
      return 'a map';
    case 'any':
      return 'anything';
  }
}

export function withArticle(word: string): string {
  return `${/^[AEIOU]/i.test(word) && !/^(?:One|Uni)/i.test(word) ? 'an' : 'a'} ${word}`;
}

/** "a", "a and b", "a, b and c", "a, b and 3 more". */
export function listed(words: readonly string[], most = 4): string {
  if (words.length > most) {
    return `${words.slice(0, most - 1).join(', ')} and ${words.length - most + 1} more`;
  }
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

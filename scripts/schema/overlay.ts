/** What the declarations leave open and the API decides; each row rests on kubernetes/kubernetes v1.35 sources. */
import type {
  PlainKind,
  SchemaDefinition,
  SchemaField,
  SchemaType,
} from '../../server/src/kubernetes/schema-types.ts';
import type { SchemaModel } from './model.ts';

/** pkg/apis/core/validation/validation.go answers "Required value" for these, where the schema lets them be absent. */
const ALSO_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  PodTemplateSpec: ['spec'],
  Deployment: ['spec'],
  StatefulSet: ['spec'],
  DaemonSet: ['spec'],
  ReplicaSet: ['spec'],
  ReplicationController: ['spec'],
  Job: ['spec'],
  JobTemplateSpec: ['spec'],
  PersistentVolumeClaim: ['spec'],
  ReplicaSetSpec: ['template'],
  ReplicationControllerSpec: ['template'],
  Container: ['image'],
  EphemeralContainer: ['image'],
  ConfigMapKeySelector: ['name'],
  SecretKeySelector: ['name'],
  ConfigMapEnvSource: ['name'],
  SecretEnvSource: ['name'],
  ConfigMapVolumeSource: ['name'],
  SecretVolumeSource: ['secretName'],
  ConfigMapProjection: ['name'],
  SecretProjection: ['name'],
  PersistentVolumeClaimSpec: ['accessModes', 'resources'],
  ExecAction: ['command'],
  EphemeralVolumeSource: ['volumeClaimTemplate'],
  ContainerRestartRule: ['exitCodes'],
  PodDNSConfigOption: ['name'],
};

/** Required by the schema, but absent is the same as a zero that validation takes. */
const NOT_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  HTTPHeader: ['value'],
  SleepAction: ['seconds'],
  ISCSIVolumeSource: ['lun'],
  PodFailurePolicy: ['rules'],
  PreferredSchedulingTerm: ['preference'],
  Sysctl: ['value'],
};

/** Closed sets that the declarations give as plain strings, by what validation.go lists as supported values. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  'LabelSelectorRequirement.operator': ['DoesNotExist', 'Exists', 'In', 'NotIn'],
  'PodSecurityContext.seLinuxChangePolicy': ['MountOption', 'Recursive'],
  'ServiceSpec.trafficDistribution': ['PreferClose', 'PreferSameNode', 'PreferSameZone'],
  'PodOS.name': ['linux', 'windows'],
  'Container.restartPolicy': ['Always', 'Never', 'OnFailure'],
  'ContainerResizePolicy.resourceName': ['cpu', 'memory'],
  'ContainerResizePolicy.restartPolicy': ['NotRequired', 'RestartContainer'],
  'VolumeMount.recursiveReadOnly': ['Disabled', 'Enabled', 'IfPossible'],
  'ContainerRestartRule.action': ['Restart'],
  'ContainerRestartRuleOnExitCodes.operator': ['In', 'NotIn'],
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': ['Delete', 'Retain'],
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': ['Delete', 'Retain'],
  'PodFailurePolicyOnPodConditionsPattern.status': ['False', 'True', 'Unknown'],
};

/** Go's `[]byte` is base64 in JSON (core/v1 types.go: Secret.Data, ConfigMap.BinaryData). */
const MAPS_OF: Readonly<Record<string, PlainKind>> = {
  'Secret.data': 'base64',
  'ConfigMap.binaryData': 'base64',
};

/**
 * What the server writes, not the author. A manifest copied from a cluster carries it, and the server sets it anew
 * (registry/core/pod/strategy.go: PrepareForCreate), so that it is not worth a word.
 */
const SERVER_WRITTEN = new Set(['status', 'managedFields']);

/** The model after these corrections, without definitions that nothing reaches any more. */
export function overlay(model: SchemaModel): SchemaModel {
  const used = { required: new Set<string>(), closed: new Set<string>() };
  const corrected = Object.fromEntries(
    Object.entries(model.definitions).map(([name, definition]) => [
      name,
      correct(name, definition, new Set(Object.values(model.roots)), used),
    ]),
  );
  refuseUnused(used);
  corrected['ItemList'] = listDefinition();
  const roots = { ...model.roots, 'v1/List': 'ItemList' };
  const reached = reach(corrected, Object.values(roots));
  const keep = (key: string): boolean => reached.has(key.split('.')[0] ?? key);
  return {
    definitions: Object.fromEntries(Object.entries(corrected).filter(([name]) => keep(name))),
    roots,
    descriptions: {
      ...Object.fromEntries(Object.entries(model.descriptions).filter(([key]) => keep(key))),
      ItemList: 'List holds a list of resources, which may be of any kind.',
      'ItemList.items': 'The resources, each with its own apiVersion and kind.',
    },
  };
}

function correct(
  name: string,
  definition: SchemaDefinition,
  roots: ReadonlySet<string>,
  used: { readonly required: Set<string>; readonly closed: Set<string> },
): SchemaDefinition {
  const fields: Record<string, SchemaField> = {};
  for (const [field, { type, required }] of Object.entries(definition.fields)) {
    const path = `${name}.${field}`;
    const also = ALSO_REQUIRED[name]?.includes(field) ?? false;
    const not = NOT_REQUIRED[name]?.includes(field) ?? false;
    if (also || not) used.required.add(path);
    if (path in CLOSED || path in MAPS_OF) used.closed.add(path);
    const dispatch = roots.has(name) && (field === 'apiVersion' || field === 'kind');
    fields[field] = {
      type: dispatch ? { kind: 'string' } : correctType(path, field, type),
      ...((also || (required && !not)) && { required: true }),
    };
  }
  return { fields };
}

function correctType(path: string, field: string, type: SchemaType): SchemaType {
  if (SERVER_WRITTEN.has(field)) return { kind: 'any' };
  const values = CLOSED[path];
  if (values) return { kind: 'enum', values };
  const of = MAPS_OF[path];
  if (of) return { kind: 'map', of: { kind: of } };
  return type;
}

/** A row that names nothing is a fault of ours: a field was renamed, or never was. */
function refuseUnused(used: {
  readonly required: Set<string>;
  readonly closed: Set<string>;
}): void {
  const required = [ALSO_REQUIRED, NOT_REQUIRED].flatMap((table) =>
    Object.entries(table).flatMap(([name, fields]) => fields.map((field) => `${name}.${field}`)),
  );
  const unused = [
    ...required.filter((path) => !used.required.has(path)),
    ...[...Object.keys(CLOSED), ...Object.keys(MAPS_OF)].filter((path) => !used.closed.has(path)),
  ];
  if (unused.length > 0)
    throw new Error(`the overlay names what is not there: ${unused.join(', ')}`);
}

function listDefinition(): SchemaDefinition {
  return {
    fields: {
      apiVersion: { type: { kind: 'string' }, required: true },
      items: { type: { kind: 'list', of: { kind: 'any' } }, required: true },
      kind: { type: { kind: 'string' }, required: true },
      metadata: { type: { kind: 'any' } },
    },
  };
}

function reach(
  definitions: Readonly<Record<string, SchemaDefinition>>,
  roots: readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const { type } of Object.values(definitions[name]?.fields ?? {})) {
      const target = definitionIn(type);
      if (target !== undefined) visit(target);
    }
  };
  roots.forEach(visit);
  return reached;
}

function definitionIn(type: SchemaType): string | undefined {
  if (type.kind === 'list' || type.kind === 'map') return definitionIn(type.of);
  return type.kind === 'object' ? type.definition : undefined;
}

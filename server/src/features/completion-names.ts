import type { LinkedContainer, LinkedDocument, LinkedPod } from '../analysis/linked.ts';
import type { Resource, ResourceBody } from '../kubernetes/model.ts';
import { touches } from '../text/span.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Cursor, Step } from './cursor.ts';
import type { NearResource, Surroundings } from './surroundings.ts';
import { templateLabels } from './template-labels.ts';
import { nodeAt } from './typed-path.ts';
import { own } from '../text/own.ts';

/** A value that the manifest, or another of its scope, knows. */
export interface KnownName {
  readonly value: string | number;
  /** Where it comes from, for the author. */
  readonly detail: string;
}

/** What the names at a place depend on. */
export interface NamePlace {
  readonly linked: LinkedDocument;
  readonly surroundings: Surroundings;
  readonly cursor: Cursor;
  readonly offset: number;
}

type Names = (place: NamePlace) => readonly KnownName[];

/** By `Definition.field`. */
const NAMES: Readonly<Record<string, Names>> = {
  'VolumeMount.name': volumes,
  'VolumeDevice.name': volumes,
  'FileKeySelector.volumeName': volumes,
  'HTTPGetAction.port': ownPorts,
  'TCPSocketAction.port': ownPorts,
  'GRPCAction.port': (place) => ownPorts(place).filter(({ value }) => typeof value === 'number'),
  'ServicePort.targetPort': targetPorts,
  'ServicePort.port': (place) =>
    targetPorts(place).filter(({ value }) => typeof value === 'number'),
  'EphemeralContainer.targetContainerName': containers,
  'ResourceFieldSelector.containerName': containers,
  'ConfigMapKeySelector.name': named('ConfigMap'),
  'ConfigMapEnvSource.name': named('ConfigMap'),
  'ConfigMapVolumeSource.name': named('ConfigMap'),
  'ConfigMapProjection.name': named('ConfigMap'),
  'ConfigMapKeySelector.key': keysOf('ConfigMap', (path) => [...path, 'name']),
  'SecretKeySelector.name': named('Secret'),
  'SecretEnvSource.name': named('Secret'),
  'SecretVolumeSource.secretName': named('Secret'),
  'SecretProjection.name': named('Secret'),
  'SecretKeySelector.key': keysOf('Secret', (path) => [...path, 'name']),
  'LocalObjectReference.name': named('Secret'),
  'KeyToPath.key': itemKeys,
  'PodSpec.serviceAccountName': named('ServiceAccount'),
  'PodSpec.nodeName': nodeNames,
  'PersistentVolumeClaimVolumeSource.claimName': named('PersistentVolumeClaim'),
  'StatefulSetSpec.serviceName': named('Service'),
  'IngressServiceBackend.name': named('Service'),
  'ServiceBackendPort.number': servicePorts,
  'ServiceBackendPort.name': servicePorts,
  'Container.image': images,
  'EphemeralContainer.image': images,
  'ObjectMeta.namespace': namespaces,
};

/** The names that a field can take here. */
export function namesFor(owner: string, place: NamePlace): readonly KnownName[] {
  return unique(own(NAMES, owner)?.(place) ?? []);
}

/** The keys that a map of free keys can take here: labels that a selector would find. */
export function keyNamesFor(owner: string, place: NamePlace): readonly KnownName[] {
  return unique(labelsFor(owner, place).map(({ key, from }) => ({ value: key, detail: from })));
}

/** The values that go with a key of such a map. */
export function keyValuesFor(owner: string, key: string, place: NamePlace): readonly KnownName[] {
  return unique(
    labelsFor(owner, place)
      .filter((label) => label.key === key)
      .map(({ value, from }) => ({ value, detail: from })),
  );
}

function volumes(place: NamePlace): readonly KnownName[] {
  const pod = podAt(place);
  if (!pod) return [];
  const { body } = pod.facts.resource;
  const claims = body.type === 'workload' ? body.workload.volumeClaimTemplates : [];
  return [
    ...pod.facts.pod.volumes.flatMap(({ name, source }) =>
      name
        ? [{ value: name.value, detail: source.type === 'other' ? source.field : source.type }]
        : [],
    ),
    ...claims.flatMap(({ name }) =>
      name ? [{ value: name.value, detail: 'volumeClaimTemplate' }] : [],
    ),
  ];
}

function containers(place: NamePlace): readonly KnownName[] {
  return (podAt(place)?.containers ?? []).flatMap(({ container: { name, role } }) =>
    name && role !== 'ephemeral' ? [{ value: name.value, detail: `${role} container` }] : [],
  );
}

/** A probe's port is looked for in its own container only. */
function ownPorts(place: NamePlace): readonly KnownName[] {
  const container = containerAt(place);
  if (!container) return [];
  const declared = container.container.ports.flatMap(({ name, containerPort }) =>
    containerPort
      ? [
          ...(name ? [{ value: name.value, detail: `port ${containerPort.value}` }] : []),
          { value: containerPort.value, detail: name ? `port "${name.value}"` : 'declared port' },
        ]
      : [],
  );
  const listening = container.listeners.flatMap(({ port, protocol, program }) =>
    protocol === 'TCP' ? [{ value: port, detail: program ? `${program} listens` : 'listens' }] : [],
  );
  return [...declared, ...listening];
}

/** The ports of the pods that the Service selects. */
function targetPorts(place: NamePlace): readonly KnownName[] {
  const resource = resourceAt(place);
  if (resource?.body.type !== 'service') return [];
  const { selector } = resource.body.service;
  if (!selector || selector.length === 0) return [];
  const pods = place.linked.scope.podsFor(resource.namespace?.value, selector);
  return pods.flatMap(({ pod }) =>
    pod.containers.flatMap(({ role, name, ports }) =>
      role === 'init'
        ? []
        : ports.flatMap((port) => {
            const from = name ? ` of ${name.value}` : '';
            const number = port.containerPort
              ? [{ value: port.containerPort.value, detail: `port${from}` }]
              : [];
            return port.name
              ? [
                  {
                    value: port.name.value,
                    detail: `port ${port.containerPort?.value ?? '?'}${from}`,
                  },
                  ...number,
                ]
              : number;
          }),
    ),
  );
}

function named(kind: string): Names {
  return (place) =>
    sameNamespace(place, kind).flatMap(({ name }) =>
      name === undefined ? [] : [{ value: name, detail: kind }],
    );
}

function keysOf(
  kind: 'ConfigMap' | 'Secret',
  nameOf: (path: readonly Step[]) => readonly Step[],
): Names {
  return (place) =>
    dataKeys(place, kind, textOf(nodeAt(place.linked.facts, nameOf(place.cursor.path))));
}

/** The keys of the ConfigMap or Secret that the volume is made of. */
function itemKeys(place: NamePlace): readonly KnownName[] {
  const source = place.cursor.path.slice(0, -2);
  const kind = source.at(-1) === 'secret' ? 'Secret' : 'ConfigMap';
  const name =
    textOf(nodeAt(place.linked.facts, [...source, 'name'])) ??
    textOf(nodeAt(place.linked.facts, [...source, 'secretName']));
  return dataKeys(place, kind, name);
}

function dataKeys(place: NamePlace, kind: string, name: string | undefined): readonly KnownName[] {
  return sameNamespace(place, kind)
    .filter((resource) => resource.name === name)
    .flatMap((resource) => keysIn(resource.read()?.body))
    .map((key) => ({ value: key, detail: `key of ${name ?? ''}` }));
}

function keysIn(body: ResourceBody | undefined): readonly string[] {
  if (body?.type !== 'data') return [];
  return [
    ...body.data.entries.map(({ key }) => key.value),
    ...body.data.opaqueKeys.map(({ value }) => value),
  ];
}

function nodeNames(place: NamePlace): readonly KnownName[] {
  const { resources, nodes } = place.surroundings;
  return [
    ...resources().flatMap(({ kind, name }) =>
      kind === 'Node' && name !== undefined ? [{ value: name, detail: 'Node' }] : [],
    ),
    ...nodes().map((value) => ({ value, detail: 'named by a pod' })),
  ];
}

function servicePorts(place: NamePlace): readonly KnownName[] {
  const name = textOf(nodeAt(place.linked.facts, [...place.cursor.path.slice(0, -1), 'name']));
  const wantsName = place.cursor.at.type === 'value' && place.cursor.at.key === 'name';
  return sameNamespace(place, 'Service')
    .filter((resource) => resource.name === name)
    .flatMap((resource) => {
      const body = resource.read()?.body;
      return body?.type === 'service' ? body.service.ports : [];
    })
    .flatMap((port): readonly KnownName[] => {
      const value = wantsName ? port.name?.value : port.port?.value;
      return value === undefined ? [] : [{ value, detail: `port of ${name ?? ''}` }];
    });
}

function images({ surroundings }: NamePlace): readonly KnownName[] {
  return surroundings.images().map((value) => ({ value, detail: 'used in this workspace' }));
}

function namespaces({ surroundings }: NamePlace): readonly KnownName[] {
  return surroundings
    .resources()
    .flatMap(({ kind, name, namespace }) => [
      ...(kind === 'Namespace' && name !== undefined ? [{ value: name, detail: 'Namespace' }] : []),
      ...(namespace === undefined ? [] : [{ value: namespace, detail: 'used in this scope' }]),
    ]);
}

interface Label {
  readonly key: string;
  readonly value: string;
  readonly from: string;
}

function labelsFor(owner: string, place: NamePlace): readonly Label[] {
  const resource = resourceAt(place);
  if (owner === 'ServiceSpec.selector') {
    return place.surroundings
      .pods()
      .filter(({ namespace }) => namespace === resource?.namespace?.value)
      .flatMap(({ labels, from }) =>
        labels.map((label) => ({ ...label, from: `pods of ${from}` })),
      );
  }
  if (owner !== 'LabelSelector.matchLabels' && owner !== 'ReplicationControllerSpec.selector')
    return [];
  return resource ? labelsOf(templateLabels(resource), 'label of the pods') : [];
}

function labelsOf(labels: Resource['labels'], from: string): readonly Label[] {
  return labels.flatMap(({ key, value }) =>
    value ? [{ key: key.value, value: value.value, from }] : [],
  );
}

function sameNamespace(place: NamePlace, kind: string): readonly NearResource[] {
  const namespace = resourceAt(place)?.namespace?.value;
  return place.surroundings
    .resources()
    .filter((resource) => resource.kind === kind && resource.namespace === namespace);
}

function resourceAt({ linked, offset }: NamePlace): Resource | undefined {
  const { resources } = linked.facts.kubernetes;
  return (
    resources.find(({ node }) => touches(node.span, offset)) ??
    (resources.length === 1 ? resources[0] : undefined)
  );
}

function podAt({ linked, offset }: NamePlace): LinkedPod | undefined {
  const { pods } = linked;
  return (
    pods.find(({ facts }) => touches(facts.resource.node.span, offset)) ??
    (pods.length === 1 ? pods[0] : undefined)
  );
}

const LISTS: ReadonlySet<Step> = new Set(['containers', 'initContainers', 'ephemeralContainers']);

function containerAt(place: NamePlace): LinkedContainer | undefined {
  const { path } = place.cursor;
  const at = path.findLastIndex((step) => LISTS.has(step));
  const list = path[at];
  const index = path[at + 1];
  return podAt(place)?.containers.find(({ container }) => {
    const init = container.role === 'init' || container.role === 'sidecar';
    const own = init
      ? 'initContainers'
      : container.role === 'main'
        ? 'containers'
        : 'ephemeralContainers';
    return own === list && container.index === index;
  });
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

function unique(names: readonly KnownName[]): readonly KnownName[] {
  const seen = new Set<string | number>();
  return names.filter(({ value }) => !seen.has(value) && seen.add(value));
}

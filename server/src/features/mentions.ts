import type { DocumentFacts, PodFacts } from '../analysis/facts.ts';
import type { Container, KeyValue, Resource } from '../kubernetes/model.ts';
import { textField } from '../kubernetes/fields.ts';
import type { TypedMap } from '../kubernetes/schema.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { NAMED_KINDS } from './symbol.ts';
import type { Mention, SymbolKind } from './symbol.ts';
import { typedFields } from './typed-fields.ts';
import type { TypedField } from './typed-fields.ts';
import { own } from '../text/own.ts';

/** All places of a document where something is named. */
export function mentionsIn(document: DocumentFacts): readonly Mention[] {
  return document.kubernetes.resources.flatMap((resource) => {
    const pod = document.pods.find((one) => one.resource === resource);
    const holder: Holder = { document, resource, pod };
    const { body } = resource;
    return [
      ...ownName(holder),
      ...typedFields(resource).flatMap((field) => fromField(holder, field)),
      ...(pod ? fromPod(holder, pod) : []),
      ...(body.type === 'data'
        ? [...body.data.entries.map(({ key }) => key), ...body.data.opaqueKeys].flatMap(
            ({ node }) =>
              dataKey(holder, 'definition', node, resource.kind.value, resource.name?.value),
          )
        : []),
    ];
  });
}

interface Holder {
  readonly document: DocumentFacts;
  readonly resource: Resource;
  readonly pod: PodFacts | undefined;
}

function mention(
  { document, resource, pod }: Holder,
  kind: SymbolKind,
  role: Mention['role'],
  scalar: YamlScalar,
  extra: Partial<Mention> = {},
): readonly Mention[] {
  const { span, text } = scalar;
  if (text === '') return [];
  return [
    { document, span, kind, role, name: text, scalar, resource, ...(pod && { pod }), ...extra },
  ];
}

function ownName(holder: Holder): readonly Mention[] {
  const { kind, name } = holder.resource;
  const named = NAMED_KINDS.find((one) => one === kind.value);
  return named && name ? mention(holder, named, 'definition', name.node) : [];
}

/** Fields whose value names something, by `Definition.field`. */
const FIELDS: Readonly<
  Record<string, { readonly kind: SymbolKind; readonly role: Mention['role'] }>
> = {
  'Volume.name': { kind: 'volume', role: 'definition' },
  'VolumeMount.name': { kind: 'volume', role: 'use' },
  'VolumeDevice.name': { kind: 'volume', role: 'use' },
  'FileKeySelector.volumeName': { kind: 'volume', role: 'use' },
  'Container.name': { kind: 'container', role: 'definition' },
  'EphemeralContainer.name': { kind: 'container', role: 'definition' },
  'EphemeralContainer.targetContainerName': { kind: 'container', role: 'use' },
  'ResourceFieldSelector.containerName': { kind: 'container', role: 'use' },
  'ContainerPort.name': { kind: 'port', role: 'definition' },
  'HTTPGetAction.port': { kind: 'port', role: 'use' },
  'TCPSocketAction.port': { kind: 'port', role: 'use' },
  'ServicePort.targetPort': { kind: 'port', role: 'use' },
  'ConfigMapKeySelector.name': { kind: 'ConfigMap', role: 'use' },
  'ConfigMapEnvSource.name': { kind: 'ConfigMap', role: 'use' },
  'ConfigMapVolumeSource.name': { kind: 'ConfigMap', role: 'use' },
  'ConfigMapProjection.name': { kind: 'ConfigMap', role: 'use' },
  'SecretKeySelector.name': { kind: 'Secret', role: 'use' },
  'SecretEnvSource.name': { kind: 'Secret', role: 'use' },
  'SecretVolumeSource.secretName': { kind: 'Secret', role: 'use' },
  'SecretProjection.name': { kind: 'Secret', role: 'use' },
  'LocalObjectReference.name': { kind: 'Secret', role: 'use' },
  'IngressTLS.secretName': { kind: 'Secret', role: 'use' },
  'AzureFileVolumeSource.secretName': { kind: 'Secret', role: 'use' },
  'PodSpec.serviceAccountName': { kind: 'ServiceAccount', role: 'use' },
  'PodSpec.serviceAccount': { kind: 'ServiceAccount', role: 'use' },
  'PersistentVolumeClaimVolumeSource.claimName': { kind: 'PersistentVolumeClaim', role: 'use' },
  'StatefulSetSpec.serviceName': { kind: 'Service', role: 'use' },
  'IngressServiceBackend.name': { kind: 'Service', role: 'use' },
};

function fromField(holder: Holder, field: TypedField): readonly Mention[] {
  const { owner, scalar, map } = field;
  if (typeof scalar.value !== 'string') return [];
  const row = own(FIELDS, owner);
  if (row) {
    const container = row.kind === 'port' ? containerOf(holder, map) : undefined;
    return mention(holder, row.kind, row.role, scalar, container && { container });
  }
  const key = selectedLabel(field);
  return key === undefined
    ? ownedName(holder, field)
    : mention(holder, 'label', 'use', scalar, { key });
}

/** The key of a pod's label that the field's value is wanted for. */
function selectedLabel({ owner, key, map }: TypedField): string | undefined {
  if (owner === 'ServiceSpec.selector' || owner === 'ReplicationControllerSpec.selector')
    return key;
  if (owner === 'LabelSelector.matchLabels') return selectsPods(map) ? key : undefined;
  if (owner !== 'LabelSelectorRequirement.values') return undefined;
  return map.parent && selectsPods(map.parent.map) ? textField(map.node, 'key')?.value : undefined;
}

function selectsPods({ parent }: TypedMap): boolean {
  if (parent?.pair.key.text === 'namespaceSelector') return false;
  return (
    parent?.map.definition !== 'PersistentVolumeClaimSpec' &&
    parent?.map.definition !== 'ClusterTrustBundleProjection'
  );
}

/** The container that a field stands in. */
function containerOf({ pod }: Holder, field: TypedMap): Container | undefined {
  let at: TypedMap | undefined = field;
  while (at && at.definition !== 'Container' && at.definition !== 'EphemeralContainer')
    at = at.parent?.map;
  return at && pod?.pod.containers.find(({ node }) => node === at.node);
}

function ownedName(holder: Holder, { owner, scalar, map }: TypedField): readonly Mention[] {
  switch (owner) {
    case 'ConfigMapKeySelector.key':
      return dataKey(holder, 'use', scalar, 'ConfigMap', textField(map.node, 'name')?.value);
    case 'SecretKeySelector.key':
      return dataKey(holder, 'use', scalar, 'Secret', textField(map.node, 'name')?.value);
    case 'KeyToPath.key': {
      const source = map.parent?.map;
      if (!source) return [];
      const kind = source.definition.startsWith('Secret') ? 'Secret' : 'ConfigMap';
      const name = textField(source.node, 'secretName') ?? textField(source.node, 'name');
      return dataKey(holder, 'use', scalar, kind, name?.value);
    }
    case 'ServicePort.name':
      return servicePort(holder, 'definition', scalar, holder.resource.name?.value);
    case 'ServiceBackendPort.name': {
      const backend = map.parent?.map;
      const service = backend && textField(backend.node, 'name')?.value;
      return servicePort(holder, 'use', scalar, service);
    }
    default:
      return [];
  }
}

/** A port of a Service, as an Ingress calls it. */
function servicePort(
  holder: Holder,
  role: Mention['role'],
  scalar: YamlScalar,
  service: string | undefined,
): readonly Mention[] {
  if (service === undefined) return [];
  return mention(holder, 'service-port', role, scalar, { of: { kind: 'Service', name: service } });
}

function dataKey(
  holder: Holder,
  role: Mention['role'],
  scalar: YamlScalar,
  kind: string,
  name: string | undefined,
): readonly Mention[] {
  if (name === undefined || (kind !== 'ConfigMap' && kind !== 'Secret')) return [];
  return mention(holder, 'key', role, scalar, { of: { kind, name } });
}

/** What a pod names beyond the fields that the table knows. */
function fromPod(holder: Holder, { pod, workload, resource }: PodFacts): readonly Mention[] {
  return [
    ...pod.labels.flatMap(({ key, value }) =>
      value ? mention(holder, 'label', 'definition', value.node, { key: key.value }) : [],
    ),
    ...workload.volumeClaimTemplates.flatMap(({ name }) =>
      name ? mention(holder, 'volume', 'definition', name.node) : [],
    ),
    ...[...pod.annotations, ...(pod.origin === 'pod' ? [] : resource.annotations)].flatMap(
      (annotation) => annotated(holder, annotation),
    ),
  ];
}

/** Annotations that name a container (https://kubernetes.io/docs/reference/labels-annotations-taints/). */
function annotated(holder: Holder, { key, value }: KeyValue): readonly Mention[] {
  const text = key.value;
  if (/^kubectl\.kubernetes\.io\/default-(?:logs-)?container$/.test(text))
    return value ? mention(holder, 'container', 'use', value.node) : [];
  const prefix = 'container.apparmor.security.beta.kubernetes.io/';
  if (!text.startsWith(prefix)) return [];
  const part = { from: prefix.length, to: text.length };
  return mention(holder, 'container', 'use', key.node, { name: text.slice(prefix.length), part });
}

import type { DocumentFacts, PodFacts } from '../analysis/facts.ts';
import { containerLabel } from '../analysis/labels.ts';
import { protocolOf, targetPortOf } from '../kubernetes/defaults.ts';
import { mapField, textField } from '../kubernetes/fields.ts';
import type {
  Container,
  ContainerPort,
  Resource,
  ServicePort,
  Volume,
} from '../kubernetes/model.ts';
import { identityOf } from '../kubernetes/model.ts';
import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { firstKeyOf } from '../yaml/node.ts';

/** A part of a manifest that has a name, as plain data; spans count from the document's start. */
export interface OutlineItem {
  readonly kind: 'resource' | 'pod' | 'container' | 'port' | 'volume' | 'key';
  readonly name: string;
  /** Shown dimmed behind the name. */
  readonly detail: string;
  readonly span: Span;
  /** What to go to; within `span`. */
  readonly at: Span;
  readonly children: readonly OutlineItem[];
}

/** Beyond this many characters, documents that nothing else reads are not parsed either. */
export const LARGE_DOCUMENT = 200_000;

/** The resources of a document, and the pod, containers, volumes and ports in them. */
export function outline(document: DocumentFacts): readonly OutlineItem[] {
  const { resources, verdict } = document.kubernetes;
  if (resources.length > 0)
    return resources.map((resource) => ofResource(resource, podOf(document, resource)));
  return verdict === 'kubernetes' ? ofOtherKind(document) : [];
}

/** A resource as people speak of it: by its name, or by its kind where it has none. */
function resourceTitle(resource: Resource): {
  readonly name: string;
  readonly kind: string;
} {
  return { name: resource.name?.value ?? resource.kind.value, kind: resource.kind.value };
}

function podOf(document: DocumentFacts, resource: Resource): PodFacts | undefined {
  return document.pods.find((pod) => pod.resource === resource);
}

function ofResource(resource: Resource, pod: PodFacts | undefined): OutlineItem {
  const { name, kind } = resourceTitle(resource);
  const namespace = resource.namespace ? ` in ${resource.namespace.value}` : '';
  const children = pod ? ofPod(pod) : ofBody(resource);
  return item(
    'resource',
    name,
    `${kind}${namespace}`,
    resource.node.span,
    identityOf(resource),
    children,
  );
}

/** Kinds that hold nothing of ours are not read, but have a name all the same. */
function ofOtherKind(document: DocumentFacts): readonly OutlineItem[] {
  if (document.chunk.text.length > LARGE_DOCUMENT) return [];
  const { root } = document.yaml;
  if (root?.kind !== 'map') return [];
  const kind = textField(root, 'kind');
  const metadata = mapField(root, 'metadata');
  const name = metadata && textField(metadata, 'name');
  const title = name ?? kind;
  if (!title || title.value === '') return [];
  return [item('resource', title.value, kind?.value ?? '', root.span, title.span)];
}

function ofPod({ pod, workload }: PodFacts): readonly OutlineItem[] {
  const parts = [...pod.containers.map(ofContainer), ...pod.volumes.map(ofVolume)];
  const claims = workload.volumeClaimTemplates.flatMap(({ name, node }) =>
    name ? [item('volume', name.value, 'volumeClaimTemplate', node.span, name.span)] : [],
  );
  if (pod.origin === 'pod') return [...parts, ...claims];
  const { spec } = pod;
  const first = firstKeyOf(spec);
  return [item('pod', 'Pod', 'template', spec.span, first, parts), ...claims];
}

function ofContainer(container: Container): OutlineItem {
  const { role, image, node, name, ports } = container;
  const detail = [role === 'main' ? '' : role, image?.value ?? ''].filter((part) => part !== '');
  const at = name?.span ?? firstKeyOf(node);
  const children = ports.map((port) => ofPort(port));
  return item('container', containerLabel(container), detail.join(' · '), node.span, at, children);
}

function ofPort(port: ContainerPort): OutlineItem {
  const { name, containerPort, hostPort, node } = port;
  const number = `${containerPort?.value ?? '?'}/${protocolOf(port)}`;
  const onNode = hostPort ? ` on the node's ${hostPort.value}` : '';
  const at = name?.span ?? containerPort?.span ?? node.span;
  return item(
    'port',
    name?.value ?? number,
    `${name ? number : ''}${onNode}`.trim(),
    node.span,
    at,
  );
}

function ofVolume({ name, source, node }: Volume): OutlineItem {
  const detail = source.type === 'other' ? source.field : source.type;
  return item('volume', name?.value ?? 'volume', detail, node.span, name?.span ?? node.span);
}

function ofBody({ body }: Resource): readonly OutlineItem[] {
  switch (body.type) {
    case 'service':
      return body.service.ports.map(ofServicePort);
    case 'data':
      return [
        ...body.data.entries.map(({ key, value }) => ({ key, end: value?.node.span.end })),
        ...body.data.opaqueKeys.map((key) => ({ key, end: undefined })),
      ].flatMap(({ key, end }) =>
        key.value === ''
          ? []
          : [
              item(
                'key',
                key.value,
                '',
                { start: key.span.start, end: Math.max(key.span.end, end ?? 0) },
                key.span,
              ),
            ],
      );
    default:
      return [];
  }
}

function ofServicePort(port: ServicePort): OutlineItem {
  const { name, node } = port;
  const number = `${port.port?.value ?? '?'}/${protocolOf(port)}`;
  const target = targetPortOf(port)?.value ?? '?';
  const at = name?.span ?? port.port?.span ?? node.span;
  return item(
    'port',
    name?.value ?? number,
    `${name ? `${number} ` : ''}→ ${target}`,
    node.span,
    at,
  );
}

function item(
  kind: OutlineItem['kind'],
  name: string,
  detail: string,
  span: Span,
  at: Span,
  children: readonly OutlineItem[] = [],
): OutlineItem {
  // What is brought in by an alias or a merge key stands elsewhere.
  const inside = covers(span, at) ? at : span;
  return { kind, name: name === '' ? kind : name, detail, span, at: inside, children };
}

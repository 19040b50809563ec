import type { LinkedContainer, LinkedPod } from '../../../analysis/linked.ts';
import { integerField, mapField } from '../../../kubernetes/fields.ts';
import { isDatabase } from '../../../rules/unrelated-containers.ts';
import { applyEdits } from '../../../text/edit.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { lookBeside } from '../../../yaml/layout.ts';
import { liftItem, liftPair } from '../../../yaml/lift.ts';
import { itemStartingAt, pairOf } from '../../../yaml/node.ts';
import { parseDocument } from '../../../yaml/parse.ts';
import type { YamlItem, YamlMap } from '../../../yaml/node.ts';
import { renderAfterDash } from '../../../yaml/render.ts';
import type { YamlData } from '../../../yaml/render.ts';
import type { NeededPort, NewNames } from './reachable.ts';

/** The kind of workload that a container gets for itself, by the one that it comes from. */
const KINDS: ReadonlyMap<string, 'Pod' | 'Deployment' | 'DaemonSet'> = new Map([
  ['Pod', 'Pod'],
  ['Deployment', 'Deployment'],
  ['ReplicaSet', 'Deployment'],
  ['ReplicationController', 'Deployment'],
  ['StatefulSet', 'Deployment'],
  ['DaemonSet', 'DaemonSet'],
]);

/** Undefined for a kind whose pods are to end, or that others make. */
export function newKindFor({ facts }: LinkedPod): 'Pod' | 'Deployment' | 'DaemonSet' | undefined {
  return KINDS.get(facts.resource.kind.value);
}

/** What the new pod is made of. */
export interface NewWorkload {
  readonly pod: LinkedPod;
  readonly container: LinkedContainer;
  readonly kind: 'Pod' | 'Deployment' | 'DaemonSet';
  readonly names: NewNames;
  /** The container's addresses change on the way. */
  readonly ownEdits: readonly TextEdit[];
  readonly volumeItems: readonly YamlItem[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** The new workload's document, without its mark; undefined where a part of it comes through an alias. */
export function newWorkload(made: NewWorkload): string | undefined {
  const { pod, container, kind, ownEdits, volumeItems } = made;
  const { yaml } = pod.document;
  const { spec } = pod.facts.pod;
  const look = lookBeside(yaml, spec);
  const depth = kind === 'Pod' ? 0 : 2;
  const column = (depth + 1) * look.step;
  const indent = ' '.repeat(column);
  const parts = [
    `${renderAfterDash(headOf(made), 0, look)}${look.lineBreak}`,
    `${' '.repeat(depth * look.step)}spec:${look.lineBreak}`,
    ...spec.pairs
      .filter(({ key }) => ALONG.has(key.text))
      .map((pair) => liftPair(yaml, pair, column, look)),
    `${indent}containers:${look.lineBreak}`,
    liftContainer(pod, container, ownEdits, column + look.dashStep),
    ...(volumeItems.length > 0 ? [`${indent}volumes:${look.lineBreak}`] : []),
    ...volumeItems.map((item) => liftItem(yaml, item, column + look.dashStep, look)),
  ];
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

/** The Service in front of it, without its mark. */
export function newService(
  { document, facts }: LinkedPod,
  { service, labels }: NewNames,
  ports: readonly NeededPort[],
): string {
  const look = lookBeside(document.yaml, facts.pod.spec);
  const data = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: service, namespace: facts.resource.namespace?.value },
    spec: { selector: labels, ports: ports.map((port) => portOf(port, ports)) },
  };
  return renderAfterDash(data, 0, look) + look.lineBreak;
}

/** The container's own lines, after edits in them. */
function liftContainer(
  { document, facts }: LinkedPod,
  { container }: LinkedContainer,
  edits: readonly TextEdit[],
  column: number,
): string | undefined {
  const look = lookBeside(document.yaml, facts.pod.spec);
  const { start } = container.node.span;
  const yaml =
    edits.length === 0 ? document.yaml : parseDocument(applyEdits(document.chunk.text, edits));
  const item = itemStartingAt(yaml.root, start);
  return item && liftItem(yaml, item, column, look);
}

/** What of a pod's spec is not about its containers, and holds for each of them. */
const ALONG: ReadonlySet<string> = new Set([
  'affinity',
  'automountServiceAccountToken',
  'dnsConfig',
  'dnsPolicy',
  'enableServiceLinks',
  'hostAliases',
  'hostUsers',
  'imagePullSecrets',
  'nodeName',
  'nodeSelector',
  'os',
  'priorityClassName',
  'restartPolicy',
  'runtimeClassName',
  'schedulerName',
  'securityContext',
  'serviceAccount',
  'serviceAccountName',
  'terminationGracePeriodSeconds',
  'tolerations',
]);

function headOf({ pod, container, kind, names, annotations }: NewWorkload): YamlData {
  const { resource } = pod.facts;
  const { service: name, labels } = names;
  const namespace = resource.namespace?.value;
  const own = Object.keys(annotations).length > 0 ? annotations : undefined;
  if (kind === 'Pod')
    return {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace, labels, annotations: own },
    };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: {
      replicas: kind === 'Deployment' ? replicasFor(container, resource.node) : undefined,
      selector: { matchLabels: labels },
      template: { metadata: { labels, annotations: own } },
    },
  };
}

/** As many as before; but of databases each would have data of its own. */
function replicasFor(container: LinkedContainer, resource: YamlMap): number | undefined {
  const spec = mapField(resource, 'spec');
  if (!spec || !pairOf(spec, 'replicas')) return undefined;
  return isDatabase(container) ? 1 : integerField(spec, 'replicas')?.value;
}

/** Several ports need names. */
function portOf({ port, protocol, name }: NeededPort, all: readonly NeededPort[]): YamlData {
  return {
    name: name ?? (all.length > 1 ? `port-${port}` : undefined),
    port,
    protocol: protocol === 'TCP' ? undefined : protocol,
  };
}

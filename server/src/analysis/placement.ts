import { mapField, mapItems, textField, textItems } from '../kubernetes/fields.ts';
import { labelValue } from '../kubernetes/defaults.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import type { KeyValue, Pod, Resource, Workload } from '../kubernetes/model.ts';
import type { YamlMap } from '../yaml/node.ts';
import type { PodFacts } from './facts.ts';

/**
 * Where a pod will run, as far as its manifest says.
 *
 * - `pinned`: on one of these nodes and no other. `name` is the node's name; `hostname` its label
 *   `kubernetes.io/hostname`, which is the same on most clusters.
 * - `every`: one on each node that the selector admits (a DaemonSet).
 * - `any`: wherever the scheduler finds room.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export type Placement =
  | {
      readonly type: 'pinned';
      readonly by: 'name' | 'hostname';
      readonly nodes: readonly LocatedText[];
    }
  | { readonly type: 'every'; readonly selector: readonly KeyValue[] }
  | { readonly type: 'any' };

const HOSTNAME_LABEL = 'kubernetes.io/hostname';

export function placementOf(pod: PodFacts): Placement {
  return placementIn(pod.resource, pod.pod);
}

/** `nodeName` bypasses the scheduler; a node selector and a required affinity both hold; `preferred…` pins nothing. */
function placementIn(resource: Resource, pod: Pod): Placement {
  if (pod.nodeName) return { type: 'pinned', by: 'name', nodes: [pod.nodeName] };
  const selected = pod.nodeSelector.find((entry) => entry.key.value === HOSTNAME_LABEL)?.value;
  if (selected) return { type: 'pinned', by: 'hostname', nodes: [selected] };
  const required = requiredNodes(pod);
  if (required) return required;
  if (resource.kind.value === 'DaemonSet') return { type: 'every', selector: pod.nodeSelector };
  return { type: 'any' };
}

/** Terms are ORed: each has to name nodes, or the whole pins nothing. */
function requiredNodes(pod: Pod): Placement | undefined {
  const nodeAffinity = pod.affinity && mapField(pod.affinity, 'nodeAffinity');
  const required =
    nodeAffinity && mapField(nodeAffinity, 'requiredDuringSchedulingIgnoredDuringExecution');
  const terms = required ? mapItems(required, 'nodeSelectorTerms') : [];
  const named = terms.map((term) => ({
    name: valuesOf(mapItems(term, 'matchFields'), 'metadata.name'),
    hostname: valuesOf(mapItems(term, 'matchExpressions'), HOSTNAME_LABEL),
  }));
  for (const by of ['name', 'hostname'] as const) {
    if (named.length > 0 && named.every((term) => term[by].length > 0)) {
      return { type: 'pinned', by, nodes: named.flatMap((term) => term[by]) };
    }
  }
  return undefined;
}

function valuesOf(expressions: readonly YamlMap[], key: string): readonly LocatedText[] {
  const found = expressions.find(
    (expression) =>
      textField(expression, 'key')?.value === key &&
      textField(expression, 'operator')?.value === 'In',
  );
  return found ? (textItems(found, 'values') ?? []) : [];
}

/** How many pods the workload makes at least on the nodes that it is pinned to; 1 where nothing is written. */
export function replicasOf(workload: Workload): number {
  return workload.replicas?.value ?? 1;
}

/**
 * Whether two pods must meet on a node: pinned to the one same node, or a DaemonSet and whatever its selector does
 * not keep apart from it. Where the scheduler can put them apart they need not meet.
 */
export function mustMeet(a: PodFacts, b: PodFacts): boolean {
  const [first, second] = [placementOf(a), placementOf(b)];
  if (first.type === 'pinned' && second.type === 'pinned') {
    const [one, other] = [first.nodes, second.nodes];
    return one.length === 1 && other.length === 1 && one[0]?.value === other[0]?.value;
  }
  if (first.type === 'every' && second.type === 'every') {
    return (
      !exclude(first.selector, second.selector) && isUnrestricted(a.pod) && isUnrestricted(b.pod)
    );
  }
  if (first.type === 'every' && second.type === 'pinned') return canMeet(first, a.pod);
  if (first.type === 'pinned' && second.type === 'every') return canMeet(second, b.pod);
  return false;
}

/** A DaemonSet without a selector runs on the pinned node too; with one, that cannot be known. */
function canMeet(every: Placement & { readonly type: 'every' }, pod: Pod): boolean {
  return every.selector.length === 0 && isUnrestricted(pod);
}

function isUnrestricted(pod: Pod): boolean {
  return pod.affinity === undefined;
}

/** Two selectors that want different values of one label share no node; the same selectors share all. */
function exclude(a: readonly KeyValue[], b: readonly KeyValue[]): boolean {
  return a.some((wanted) => {
    const other = labelValue(b, wanted.key.value);
    return other !== undefined && other !== wanted.value?.value;
  });
}

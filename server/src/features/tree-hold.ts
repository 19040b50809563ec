import type { PodFacts } from '../analysis/facts.ts';
import { nodeConstraints, schedulingGates } from '../analysis/node-fit.ts';
import { placementOf } from '../analysis/placement.ts';
import { labelValue } from '../kubernetes/defaults.ts';
import { decoded } from '../text/uri.ts';
import type { HoldType } from './tree-item.ts';

/** What holds a pod to a node, or to none. */
export interface Hold {
  readonly type: HoldType;
  /** The nodes that it names; empty where it names none. */
  readonly nodes: readonly string[];
  /** A scheduling gate holds it back, whatever nodes there are. */
  readonly isGated?: true;
  /** A word or two for the row: `by nodeName`, `disktype=ssd`; empty where there is nothing to say. */
  readonly words: string;
  /** A sentence. */
  readonly sentence: string;
}

/** Why the pod will run where it will, from its own manifest at `uri`. */
export function holdOf(pod: PodFacts, uri: string): Hold {
  const gates = schedulingGates(pod);
  if (isStatic(pod, uri)) return STATIC;
  const placement = placementOf(pod);
  const constraints = nodeConstraints(pod);
  if (placement.type === 'pinned') {
    const nodes = [...new Set(placement.nodes.map(({ value }) => value))];
    const by = pod.pod.nodeName ? 'nodeName' : constrainedBy(pod);
    return nodes.length === 1
      ? {
          type: 'pinned',
          nodes,
          words: `by ${by}`,
          sentence: `Held to node ${nodes[0] ?? ''} by ${by}.`,
        }
      : {
          type: 'restricted',
          nodes,
          words: `one of ${nodes.join(', ')}`,
          sentence: `The scheduler decides among ${nodes.join(', ')}, which ${by} names.`,
        };
  }
  if (placement.type === 'every')
    return {
      type: 'every',
      nodes: [],
      words: constraints.join(', '),
      sentence:
        constraints.length > 0
          ? `A DaemonSet: one pod on each node with ${constraints.join(', ')}.`
          : 'A DaemonSet: one pod on each node that lets it in.',
    };
  if (gates.length > 0)
    return {
      type: 'restricted',
      isGated: true,
      nodes: [],
      words: 'held back by a gate',
      sentence: `Not scheduled before the gate ${gates.join(', ')} is gone.`,
    };
  return constraints.length > 0
    ? {
        type: 'restricted',
        nodes: [],
        words: constraints.join(', '),
        sentence: `The scheduler decides, among nodes with ${constraints.join(', ')}.`,
      }
    : FREE;
}

const FREE: Hold = {
  type: 'free',
  nodes: [],
  words: '',
  sentence: 'The scheduler decides: nothing holds it to a node.',
};

const STATIC: Hold = {
  type: 'static',
  nodes: [],
  words: '',
  sentence: 'A static pod: it runs where the kubelet that reads this file runs.',
};

/**
 * A Pod in the folder that kubeadm has the kubelet read, or one that the kubelet marked.
 * https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
 */
function isStatic({ resource }: PodFacts, uri: string): boolean {
  if (resource.kind.value !== 'Pod') return false;
  if (/\/etc\/kubernetes\/manifests\/[^/]+$/.test(decoded(uri))) return true;
  return labelValue(resource.annotations, 'kubernetes.io/config.source') === 'file';
}

function constrainedBy({ pod }: PodFacts): string {
  return pod.nodeSelector.some(({ key }) => key.value === 'kubernetes.io/hostname')
    ? 'nodeSelector'
    : 'affinity';
}

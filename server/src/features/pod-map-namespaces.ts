import type { LinkedPod } from '../analysis/linked.ts';
import { isWindows, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { Located } from '../kubernetes/located.ts';
import type { MapNamespace } from './pod-map-model.ts';
import type { MapParts } from './pod-map-parts.ts';

/**
 * The namespaces that containers of the pod share, or do not; the widest first, so that each lies within the one
 * before. https://kubernetes.io/docs/concepts/workloads/pods/#resource-sharing-and-communication
 */
export function namespacesOf(pod: LinkedPod, parts: MapParts): readonly MapNamespace[] {
  const { pod: spec } = pod.facts;
  const onNode = usesHostNetwork(spec);
  const add = (
    kind: MapNamespace['kind'],
    field: Located<boolean> | undefined,
    rest: Pick<MapNamespace, 'of' | 'name' | 'words'>,
  ): MapNamespace => ({
    id: parts.add(`namespace:${kind}`, field && { document: pod.document, span: field.span }),
    kind,
    ...rest,
  });
  const network = add('network', spec.hostNetwork, {
    of: onNode ? 'node' : 'pod',
    name: 'network',
    words: onNode ? "the node's IP and ports" : 'one IP, one port space',
  });
  // A Windows container shares the network only.
  if (isWindows(spec)) return [network];
  const ipc = spec.hostIPC?.value === true;
  const all = [
    network,
    add('uts', spec.hostNetwork, {
      of: onNode ? 'node' : 'pod',
      name: 'UTS',
      words: onNode ? "the node's hostname" : 'one hostname',
    }),
    add('ipc', spec.hostIPC, {
      of: ipc ? 'node' : 'pod',
      name: 'IPC',
      words: ipc ? "the node's shared memory" : 'shared memory, semaphores',
    }),
    processes(pod, add),
  ];
  const rank = { node: 0, pod: 1, container: 2 } as const;
  return all.sort((a, b) => rank[a.of] - rank[b.of]);
}

function processes(
  { facts: { pod } }: LinkedPod,
  add: (
    kind: 'pid',
    field: Located<boolean> | undefined,
    rest: Pick<MapNamespace, 'of' | 'name' | 'words'>,
  ) => MapNamespace,
): MapNamespace {
  if (pod.hostPID?.value === true) {
    return add('pid', pod.hostPID, { of: 'node', name: 'PID', words: 'all processes of the node' });
  }
  return pod.shareProcessNamespace?.value === true
    ? add('pid', pod.shareProcessNamespace, {
        of: 'pod',
        name: 'PID',
        words: 'all see each other’s processes',
      })
    : add('pid', pod.shareProcessNamespace, {
        of: 'container',
        name: 'PID',
        words: 'each container sees its own processes',
      });
}

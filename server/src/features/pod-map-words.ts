import type { PodFacts } from '../analysis/facts.ts';
import { resourceLabel } from '../analysis/labels.ts';
import { replicasOf } from '../analysis/placement.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';

export function copiesWords({ workload, resource }: PodFacts): string | undefined {
  if (resource.kind.value === 'DaemonSet') return 'one on each node';
  const replicas = replicasOf(workload);
  return replicas === 1 ? undefined : `${replicas} pods like this`;
}

export function addressWords({ pod }: PodFacts): string {
  return usesHostNetwork(pod) ? "the node's" : 'one of its own';
}

/**
 * The name that the kubelet gives the pod; on the node's network it stays the node's
 * (pkg/kubelet/kubelet_pods.go GeneratePodHostNameAndDomain, and the runtime's namespace options, v1.32).
 */
export function hostnameWords({ pod, resource }: PodFacts): string {
  if (usesHostNetwork(pod)) return "the node's";
  if (pod.hostname) return pod.hostname.value;
  const name = resourceLabel(resource);
  if (pod.origin === 'pod') return name;
  return resource.kind.value === 'StatefulSet' ? `${name}-0, ${name}-1, …` : `${name}-…`;
}

import { targetOf } from '../analysis/endpoints.ts';
import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import type { ConnectFact } from '../commands/facts.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';
import { insertPair, replaceValue } from '../yaml/edit.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';

const WANTED = 'ClusterFirstWithHostNet';

export const hostNetworkDns = defineRule({
  meta: {
    id: 'host-network-dns',
    severity: 'warning',
    summary: "A pod on the node's network addresses a Service by a name that it cannot resolve",
    why: "With `hostNetwork: true` the policy `ClusterFirst` silently becomes `Default`: the pod asks the node's name servers, which do not know the cluster's names. `dnsPolicy: ClusterFirstWithHostNet` asks the cluster's.",
    source:
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy',
    fix: 'unsafe',
    messages: {
      unresolved:
        '"{container}" addresses {host}, a name of the cluster, but with hostNetwork and dnsPolicy {policy} it asks the node\'s name servers.',
    },
  },
  checkPod(pod, report) {
    const { pod: spec } = pod.facts;
    const policy = spec.dnsPolicy?.value ?? 'ClusterFirst';
    if (!usesHostNetwork(spec) || policy !== 'ClusterFirst') return;
    for (const container of pod.containers) {
      const seen = new Set<string>();
      for (const endpoint of container.endpoints) {
        const at = spanOfTraced(pod.document.yaml, endpoint.hostText);
        if (!at || seen.has(endpoint.host) || !isClusterName(endpoint, container, pod)) continue;
        seen.add(endpoint.host);
        report({
          at,
          message: 'unresolved',
          data: { container: container.label, host: endpoint.host, policy },
          certainty: endpoint.certainty === 'certain' ? 'likely' : endpoint.certainty,
          container: container.label,
          fixes: () => fixes(pod),
        });
      }
    }
  },
});

function isClusterName(endpoint: ConnectFact, container: LinkedContainer, pod: LinkedPod): boolean {
  if (/\.svc(?:\.|$)/.test(endpoint.host)) return true;
  // A short name may be the node's too; one of a Service of the scope hardly is.
  return !endpoint.host.includes('.') && targetOf(endpoint, container, pod).type === 'service';
}

function fixes(pod: LinkedPod): readonly Fix[] {
  const { dnsPolicy, spec, hostNetwork } = pod.facts.pod;
  const { yaml } = pod.document;
  const edits = dnsPolicy
    ? replaceValue(yaml, dnsPolicy.node, WANTED)
    : insertPair(yaml, spec, 'dnsPolicy', WANTED, hostNetwork ? { after: 'hostNetwork' } : {});
  return fixOf(`Ask the cluster's name servers (dnsPolicy: ${WANTED})`, false, [
    inDocument(pod.document, edits),
  ]);
}

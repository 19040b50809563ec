import { usesHostNetwork } from '../kubernetes/defaults.ts';
import { relatedTo, rewritten, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const hostNetworkPortMismatch = defineRule({
  meta: {
    id: 'host-network-port-mismatch',
    severity: 'error',
    summary: 'With hostNetwork, a hostPort differs from its containerPort',
    why: 'With `hostNetwork` a container listens on the node’s own ports, so that nothing is left to map: `hostPort` can only repeat `containerPort`. Init containers are not checked.',
    source: VALIDATION,
    fix: 'unsafe',
    messages: {
      mismatch:
        'With "hostNetwork", the hostPort must be the containerPort, {containerPort}. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { hostNetwork } = pod.facts.pod;
    if (!hostNetwork || !usesHostNetwork(pod.facts.pod)) return;
    for (const { container } of pod.containers) {
      if (container.role !== 'main') continue;
      for (const { containerPort, hostPort } of container.ports) {
        if (!containerPort || !hostPort || hostPort.value === 0) continue;
        if (hostPort.value === containerPort.value) continue;
        const { node } = hostPort;
        report({
          at: hostPort.span,
          message: 'mismatch',
          certainty: 'certain',
          data: withConsequence(pod, { containerPort: containerPort.value }),
          related: [relatedTo(pod, hostNetwork.span, "The node's network is asked for here.")],
          fixes: () =>
            node.kind === 'scalar' && !node.aliased
              ? [
                  {
                    title: `Change the hostPort to ${containerPort.value}`,
                    safe: false,
                    edits: [rewritten(pod, node, String(containerPort.value))],
                  },
                ]
              : [],
        });
      }
    }
  },
});

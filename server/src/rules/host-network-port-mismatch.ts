import { usesHostNetwork } from '../kubernetes/defaults.ts';
import { replaceValue } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';

export const hostNetworkPortMismatch = defineRule({
  meta: {
    id: 'host-network-port-mismatch',
    severity: 'error',
    summary: "On the node's network, hostPort differs from containerPort",
    why: "With `hostNetwork: true` the container's port is the node's: there is nothing to map, and the API server refuses a `hostPort` that is another number.",
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
    fix: 'unsafe',
    messages: {
      differs:
        'With hostNetwork the hostPort must be the containerPort, {port}: {host} is refused{when}.',
    },
  },
  checkPod(pod, report) {
    if (!usesHostNetwork(pod.facts.pod)) return;
    const late = pod.facts.resource.kind.value === 'StatefulSet';
    for (const container of pod.containers) {
      // Only `containers` are checked (k8s v1.35 validation.go:4213), not init containers.
      if (container.container.role !== 'main') continue;
      for (const { containerPort, hostPort } of container.container.ports) {
        if (!containerPort || !hostPort || hostPort.value === 0) continue;
        if (hostPort.value === containerPort.value) continue;
        report({
          at: hostPort.span,
          message: 'differs',
          data: {
            port: containerPort.value,
            host: hostPort.value,
            when: late ? ' when the pods are created' : '',
          },
          certainty: 'certain',
          container: container.label,
          related: [
            { document: pod.document, span: containerPort.span, message: 'The containerPort' },
          ],
          fixes: () =>
            fixOf(`Change hostPort to ${containerPort.value}`, false, [
              inDocument(
                pod.document,
                replaceValue(pod.document.yaml, hostPort.node, containerPort.value),
              ),
            ]),
        });
      }
    }
  },
});

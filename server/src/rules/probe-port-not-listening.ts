import { allListenersKnown } from '../analysis/endpoints.ts';
import { mayBeInjected } from '../analysis/injection.ts';
import type { LinkedContainer } from '../analysis/linked.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';
import { replaceValue } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { listed } from './messages.ts';
import { defineRule } from './rule.ts';

export const probePortNotListening = defineRule({
  meta: {
    id: 'probe-port-not-listening',
    severity: 'warning',
    summary: 'A probe is sent to a port on which no container of the pod listens',
    why: "The kubelet sends the probe to the pod's address, so any container of the pod may answer it, and none does. A probe's port need not be declared: the rule speaks only where everything that the pod listens on is known.",
    source:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    fix: 'unsafe',
    messages: {
      nothing:
        'Nothing in this pod is known to listen on port {port}: "{container}" listens on {ports}.',
    },
  },
  checkPod(pod, report) {
    if (usesHostNetwork(pod.facts.pod) || mayBeInjected(pod.facts)) return;
    for (const container of pod.containers) {
      if (!isProgramKnown(container) || !allListenersKnown(container, pod)) continue;
      const own = tcpPorts(container);
      for (const { action } of container.container.handlers) {
        if (!action || action.type === 'exec' || action.type === 'sleep' || action.host) continue;
        const port = action.port;
        if (!port || typeof port.value !== 'number' || own.length === 0) continue;
        if (pod.containers.some((other) => tcpPorts(other).includes(Number(port.value)))) continue;
        report({
          at: port.span,
          message: 'nothing',
          data: { port: port.value, container: container.label, ports: listed(own.map(String)) },
          absent: 'anything',
          certainty: 'likely',
          container: container.label,
          fixes: () =>
            own.length === 1
              ? fixOf(`Send the probe to port ${own[0] ?? ''}`, false, [
                  inDocument(pod.document, replaceValue(pod.document.yaml, port.node, own[0] ?? 0)),
                ])
              : [],
        });
      }
    }
  },
});

/** A declaration alone does not tell: an application may well have a probe's port that nobody declared. */
function isProgramKnown({ facts }: LinkedContainer): boolean {
  return facts.commands.listensComplete;
}

function tcpPorts({ listeners }: LinkedContainer): readonly number[] {
  return listeners.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port);
}

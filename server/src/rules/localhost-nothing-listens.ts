import {
  allListenersKnown,
  listenersOn,
  reachedOnLocalhost,
  targetOf,
} from '../analysis/endpoints.ts';
import { mayBeInjected } from '../analysis/injection.ts';
import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import type { ConnectFact } from '../commands/facts.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { listed } from './messages.ts';
import { defineRule } from './rule.ts';

export const localhostNothingListens = defineRule({
  meta: {
    id: 'localhost-nothing-listens',
    severity: 'warning',
    summary: 'A container connects to a port of localhost on which no container of the pod listens',
    why: 'In a pod, localhost is the pod itself: only its own containers are reached there, and no other pod and no node. The rule speaks only where everything that the pod listens on is known.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    fix: 'none',
    messages: {
      nothing:
        'Nothing in this pod listens on {port}/{protocol}, which "{container}" connects to at {host}. {listeners}',
      elsewhere:
        'On {port}/{protocol} "{other}" listens at {address} only, which {host} does not reach.',
    },
  },
  checkPod(pod, report) {
    // On the node's network, localhost is the node, and anything may listen there.
    if (usesHostNetwork(pod.facts.pod) || mayBeInjected(pod.facts)) return;
    for (const container of pod.containers) {
      if (!allListenersKnown(container, pod)) continue;
      for (const endpoint of container.endpoints) {
        const { port, protocol } = endpoint;
        const at = spanOfTraced(pod.document.yaml, endpoint.digits ?? endpoint.hostText);
        if (port === undefined || !at || !isUnanswered(endpoint, container, pod)) continue;
        const [other] = listenersOn(port, protocol, pod).filter(
          ({ listener }) => listener.address.type === 'ip' || listener.address.type === 'podIP',
        );
        report({
          at,
          message: other ? 'elsewhere' : 'nothing',
          data: {
            port,
            protocol,
            host: endpoint.host,
            container: container.label,
            listeners: knownListeners(pod),
            other: other?.container.label ?? '',
            address:
              other?.listener.address.type === 'ip' ? other.listener.address.text : "the pod's IP",
          },
          certainty: endpoint.certainty,
          container: container.label,
        });
      }
    }
  },
});

function isUnanswered(endpoint: ConnectFact, container: LinkedContainer, pod: LinkedPod): boolean {
  const { port, protocol } = endpoint;
  if (port === undefined || targetOf(endpoint, container, pod).type !== 'pod') return false;
  if (reachedOnLocalhost(port, protocol, container, pod).length > 0) return false;
  // An init container that waits for a main one is another fault, with a rule of its own.
  return !listenersOn(port, protocol, pod).some(
    ({ listener }) => listener.address.type === 'any' || listener.address.type === 'loopback',
  );
}

function knownListeners(pod: LinkedPod): string {
  const all = pod.containers.flatMap(({ label, listeners }) =>
    listeners.map(({ port }) => `"${label}" on ${port}`),
  );
  if (all.length === 0) return 'None of its containers listens on any port.';
  return all.length > 6 ? `It listens on ${all.length} other ports.` : `It has ${listed(all)}.`;
}

import type { LinkedPod } from '../analysis/linked.ts';
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
    for (const connection of pod.connections.fromContainers) {
      const { from, missed, outcome, port, protocol } = connection;
      if (outcome !== 'nothing' && outcome !== 'other-address') continue;
      if (from.handler || port === undefined) continue;
      const [other] = missed;
      report({
        at: connection.place.span,
        message: other ? 'elsewhere' : 'nothing',
        data: {
          port,
          protocol,
          host: from.endpoint.host,
          container: from.container.label,
          listeners: knownListeners(pod),
          other: other?.container.label ?? '',
          address:
            other?.listener.address.type === 'ip' ? other.listener.address.text : "the pod's IP",
        },
        certainty: connection.certainty,
        container: from.container.label,
      });
    }
  },
});

function knownListeners(pod: LinkedPod): string {
  const all = pod.containers.flatMap(({ label, listeners }) =>
    listeners.map(({ port }) => `"${label}" on ${port}`),
  );
  if (all.length === 0) return 'None of its containers listens on any port.';
  return all.length > 6 ? `It listens on ${all.length} other ports.` : `It has ${listed(all)}.`;
}

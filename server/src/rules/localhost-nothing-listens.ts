import type { Connection, FromContainer } from '../analysis/connections.ts';
import { reachedOnLocalhost } from '../analysis/endpoints.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import { isProtocolPort } from '../kubernetes/images.ts';
import { replaceTraced } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { listed } from './messages.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';

export const localhostNothingListens = defineRule({
  meta: {
    id: 'localhost-nothing-listens',
    severity: 'warning',
    summary: 'A container connects to a port of localhost on which no container of the pod listens',
    why: 'In a pod, localhost is the pod itself: only its own containers are reached there, and no other pod and no node. The rule speaks only where everything that the pod listens on is known.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    fix: 'unsafe',
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
      if (port === undefined) continue;
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
        absent: 'anything',
        certainty: connection.certainty,
        container: from.container.label,
        fixes: () => correctPort(connection, pod),
      });
    }
  },
});

/**
 * The port that was meant, where there is one only that it can have been: a sibling's that differs in one digit, or in
 * two that are swapped. A port that stands for a protocol, as 5432 does, was hardly mistyped.
 */
function correctPort(
  { from, port, protocol }: Connection<FromContainer>,
  pod: LinkedPod,
): readonly Fix[] {
  const { container, endpoint } = from;
  if (!endpoint.digits || port === undefined || isProtocolPort(port)) return [];
  const near = pod.containers
    .filter((other) => other !== container)
    .flatMap((other) => other.listeners.map((listener) => ({ other, listener })))
    .filter(
      ({ listener }) =>
        isSlip(String(port), String(listener.port)) &&
        reachedOnLocalhost(listener.port, protocol, container, pod).length > 0,
    );
  const [meant] = near;
  if (!meant || near.length > 1) return [];
  const to = String(meant.listener.port);
  return fixOf(`Connect to port ${to}, where ${meant.other.label} listens`, false, [
    inDocument(pod.document, replaceTraced(pod.document.yaml, endpoint.digits, to)),
  ]);
}

function isSlip(written: string, meant: string): boolean {
  if (written.length !== meant.length) return false;
  const wrong = Array.from(written, (digit, i) => (digit === meant[i] ? [] : [i])).flat();
  if (wrong.length === 1) return true;
  const [a = 0, b = 0] = wrong;
  return wrong.length === 2 && written[a] === meant[b] && written[b] === meant[a];
}

function knownListeners(pod: LinkedPod): string {
  const listening = pod.containers.filter(({ listeners }) => listeners.length > 0);
  if (listening.length === 0) return 'None of its containers listens on any port.';
  const count = listening.reduce((sum, { listeners }) => sum + listeners.length, 0);
  if (count > 6) return `It listens on ${count} other ports.`;
  const each = listening.map(({ label, listeners }) => {
    const ports = new Set(listeners.map(({ port }) => port));
    return `"${label}" on ${[...ports].join(', ')}`;
  });
  return `It has ${listed(each)}.`;
}

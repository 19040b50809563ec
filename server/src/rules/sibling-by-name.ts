import { targetOf } from '../analysis/endpoints.ts';
import type { LinkedContainer, Listener } from '../analysis/linked.ts';
import type { ConnectFact } from '../commands/facts.ts';
import { replaceTraced } from '../yaml/edit.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';

export const siblingByName = defineRule({
  meta: {
    id: 'sibling-by-name',
    severity: 'warning',
    summary: 'A container addresses another one of its pod by the name of the container',
    why: 'The name of a container is no host name: nothing resolves it. The containers of a pod have one network namespace, so each reaches the others at localhost.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    fix: 'unsafe',
    messages: {
      listens:
        '"{host}" is a container of this pod and no host name: "{container}" reaches it at localhost:{port}.',
      named:
        '"{host}" is also the name of a container of this pod, which no host name stands for: within a pod it would be localhost.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      for (const endpoint of container.endpoints) {
        const target = targetOf(endpoint, container, pod);
        const at = spanOfTraced(pod.document.yaml, endpoint.hostText);
        if (target.type !== 'sibling' || !at) continue;
        const listener = listenerMeant(endpoint, target.container);
        const listens = listener !== undefined;
        report({
          at,
          message: listens ? 'listens' : 'named',
          data: { host: endpoint.host, container: container.label, port: listener?.port ?? '' },
          certainty: listens ? endpoint.certainty : 'possible',
          // It may well be a Service that no manifest here declares.
          ...(!listens && { severity: 'hint' }),
          container: container.label,
          fixes: () => {
            const host = listener?.port === MYSQL ? '127.0.0.1' : 'localhost';
            return fixOf(`Address ${endpoint.host} as ${host}`, false, [
              inDocument(pod.document, replaceTraced(pod.document.yaml, endpoint.hostText, host)),
            ]);
          },
        });
      }
    }
  },
});

/**
 * To MySQL's clients `localhost` is a socket file of their own container, and only an address is TCP
 * (https://dev.mysql.com/doc/refman/8.4/en/connecting.html).
 */
const MYSQL = 3306;

/** What the sibling listens on there. An address without a port means its first: images name their main port first. */
function listenerMeant(
  { port, protocol }: ConnectFact,
  { listeners }: LinkedContainer,
): Listener | undefined {
  const candidates = listeners.filter((listener) => listener.protocol === protocol);
  if (port !== undefined) return candidates.find((listener) => listener.port === port);
  return candidates.find(({ purpose }) => purpose === 'service');
}

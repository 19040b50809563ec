import { protocolOf } from '../kubernetes/defaults.ts';
import type { ContainerPort } from '../kubernetes/model.ts';
import { removeItem } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';

export const duplicateContainerPort = defineRule({
  meta: {
    id: 'duplicate-container-port',
    severity: 'information',
    summary: 'A container declares one port twice',
    why: 'Port and protocol are the key of the list: server-side apply refuses two entries with the same, and client-side apply merges them. The API server only warns. Two names for one port are a known use of it, for a Service that sends http and https to one port.',
    source: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
    fix: 'unsafe',
    messages: {
      twice:
        'Port {port}/{protocol} is declared twice in "{container}": server-side apply refuses that.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      const { ports, portList } = container.container;
      for (const [index, port] of ports.entries()) {
        const first = ports.slice(0, index).find((earlier) => isSame(earlier, port));
        if (!port.containerPort || !first?.containerPort) continue;
        report({
          at: port.containerPort.span,
          message: 'twice',
          data: {
            port: port.containerPort.value,
            protocol: protocolOf(port),
            container: container.label,
          },
          certainty: 'certain',
          container: container.label,
          related: [
            {
              document: pod.document,
              span: first.containerPort.span,
              message: 'It is declared here first',
            },
          ],
          fixes: () =>
            // A name may be what a Service or a probe goes by: only an entry without one says nothing new.
            portList && !port.name && !port.hostPort
              ? fixOf('Remove the second declaration', false, [
                  inDocument(pod.document, removeItem(pod.document.yaml, portList, port.node)),
                ])
              : [],
        });
      }
    }
  },
});

/** Equal key; two ports of the node for one container port are legal and meant. */
function isSame(a: ContainerPort, b: ContainerPort): boolean {
  if (a.containerPort?.value === undefined || a.containerPort.value !== b.containerPort?.value)
    return false;
  if (protocolOf(a) !== protocolOf(b)) return false;
  if (!a.hostPort?.value || !b.hostPort?.value) return true;
  return a.hostPort.value === b.hostPort.value && a.hostIP?.value === b.hostIP?.value;
}

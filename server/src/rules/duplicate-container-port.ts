import { protocolOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { ContainerPort } from '../kubernetes/model.ts';
import { removeItem } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { consequenceForPods } from './refusal.ts';
import { defineRule } from './rule.ts';

export const duplicateContainerPort = defineRule({
  meta: {
    id: 'duplicate-container-port',
    severity: 'error',
    summary: 'A container declares one port twice',
    why: 'Port and protocol are the key of the list: server-side apply refuses two entries with the same, and client-side apply merges them. The API server only warns, except on the node’s network: there each declaration claims the port of the node, which a pod can claim once. Two names for one port are a known use of it, for a Service that sends http and https to one port.',
    source: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
    fix: 'unsafe',
    messages: {
      twice:
        'Port {port}/{protocol} is declared twice in "{container}": server-side apply refuses that.',
      node: 'Port {port}/{protocol} is declared twice in "{container}", and each claims that port of the node. {consequence}',
    },
  },
  checkPod(pod, report) {
    const onNode = usesHostNetwork(pod.facts.pod);
    for (const container of pod.containers) {
      const { ports, portList } = container.container;
      const earlier: EarlierPorts = new Map();
      for (const [index, port] of ports.entries()) {
        const first = firstLike(port, earlier);
        remember(port, index, earlier);
        if (!port.containerPort || !first?.containerPort) continue;
        report({
          at: port.containerPort.span,
          message: onNode ? 'node' : 'twice',
          ...(!onNode && { severity: 'information' }),
          data: {
            port: port.containerPort.value,
            protocol: protocolOf(port),
            container: container.label,
            consequence: consequenceForPods(pod),
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

/** The first port of each kind that was seen, and its index. */
type EarlierPorts = Map<string, { readonly index: number; readonly port: ContainerPort }>;

/**
 * The first earlier port of equal key. Two ports of the node for one container port are legal and meant, so one that
 * names such a port is the same only as one that names the same or none.
 */
function firstLike(port: ContainerPort, earlier: EarlierPorts): ContainerPort | undefined {
  const { any, none, exact } = kindsOf(port);
  if (!port.hostPort?.value) return earlier.get(any)?.port;
  const [a, b] = [earlier.get(none), earlier.get(exact)];
  if (!a || !b) return (a ?? b)?.port;
  return (a.index < b.index ? a : b).port;
}

function remember(port: ContainerPort, index: number, earlier: EarlierPorts): void {
  const { any, none, exact } = kindsOf(port);
  for (const kind of [any, port.hostPort?.value ? exact : none])
    if (!earlier.has(kind)) earlier.set(kind, { index, port });
}

function kindsOf(port: ContainerPort): Record<'any' | 'none' | 'exact', string> {
  const key = `${port.containerPort?.value ?? ''}/${protocolOf(port)}`;
  const { hostPort, hostIP } = port;
  return {
    any: key,
    none: `${key} without`,
    exact: `${key} ${hostPort?.value ?? ''} ${hostIP?.value ?? ''}`,
  };
}

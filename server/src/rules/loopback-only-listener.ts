import { listenersOn } from '../analysis/endpoints.ts';
import type { LinkedContainer, LinkedPod, Listener } from '../analysis/linked.ts';
import { protocolOf, targetPortOf } from '../kubernetes/defaults.ts';
import type { Located } from '../kubernetes/located.ts';
import type { ContainerPort } from '../kubernetes/model.ts';
import type { Protocol } from '../commands/facts.ts';
import { defineRule } from './rule.ts';
import type { Related } from './rule.ts';

export const loopbackOnlyListener = defineRule({
  meta: {
    id: 'loopback-only-listener',
    severity: 'warning',
    summary: 'A probe or a Service is sent to a port that listens on localhost only',
    why: 'The kubelet sends probes, and a Service its connections, to the address of the pod. What is bound to 127.0.0.1 is reached by the containers of the pod alone.',
    source:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
    fix: 'none',
    messages: {
      probe:
        'This {probe} is sent to the pod\'s address, but "{container}" listens on port {port} at localhost only.',
      service:
        'The Service "{service}" sends to port {port}, but "{container}" listens there at localhost only.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      for (const { field, action } of container.container.handlers) {
        if (!action || action.type === 'exec' || action.type === 'sleep') continue;
        if (!action.port || action.host) continue;
        const port = numberOf(action.port, container.container.ports);
        const listener = port && onlyOnLoopback(port, 'TCP', pod);
        if (!listener) continue;
        report({
          at: action.port.span,
          message: 'probe',
          data: { probe: field, container: listener.container.label, port },
          certainty: listener.listener.certainty,
          container: container.label,
          related: evidenceOf(listener.listener),
        });
      }
    }
    checkServices(pod, (found) =>
      report({
        at: found.at,
        message: 'service',
        data: {
          service: found.service,
          container: found.container.label,
          port: found.listener.port,
        },
        certainty: found.listener.certainty,
        // A Service often lists a port only for the record.
        ...(found.listener.controls.length === 0 && { severity: 'information' }),
        container: found.container.label,
        related: found.related,
      }),
    );
  },
});

interface Found {
  readonly at: { readonly start: number; readonly end: number };
  readonly service: string;
  readonly container: LinkedContainer;
  readonly listener: Listener;
  readonly related: readonly Related[];
}

/** A Service may stand in another document: the problem is shown at the listener, and the Service is related. */
function checkServices(pod: LinkedPod, found: (found: Found) => void): void {
  for (const { document, resource, service } of pod.services) {
    for (const entry of service.ports) {
      const target = targetPortOf(entry);
      if (!target) continue;
      const ports = pod.containers.flatMap(({ container }) => container.ports);
      const port = numberOf(target, ports);
      const hit = port && onlyOnLoopback(port, protocolOf(entry), pod);
      const at = hit && hit.listener.evidence.find((one) => one.document === pod.document)?.span;
      if (!hit || !at) continue;
      found({
        at,
        service: resource.name?.value ?? '',
        ...hit,
        related: [{ document, span: target.span, message: 'The Service sends here' }],
      });
    }
  }
}

/** The one listener on a port, if all that listen there do so on localhost. */
function onlyOnLoopback(
  port: number,
  protocol: Protocol,
  pod: LinkedPod,
): { readonly container: LinkedContainer; readonly listener: Listener } | undefined {
  const sockets = listenersOn(port, protocol, pod);
  if (!sockets.every(({ listener }) => listener.address.type === 'loopback')) return undefined;
  return sockets[0];
}

function numberOf(
  port: Located<number | string>,
  ports: readonly ContainerPort[],
): number | undefined {
  if (typeof port.value === 'number') return port.value;
  return ports.find(({ name }) => name?.value === port.value)?.containerPort?.value;
}

function evidenceOf(listener: Listener): readonly Related[] {
  return listener.evidence.map(({ document, span, words }) => ({
    document,
    span,
    message: `It listens at localhost: ${words}`,
  }));
}

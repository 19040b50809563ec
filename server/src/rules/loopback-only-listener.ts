import { leadingServices } from '../analysis/leading-services.ts';
import type { LeadingEntry } from '../analysis/leading-services.ts';
import type { LinkedPod, Listener, Socket } from '../analysis/linked.ts';
import { reach } from '../analysis/reach.ts';
import { replaceTraced } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { listedFirst } from './messages.ts';
import { defineRule } from './rule.ts';
import type { Fix, Related, Report } from './rule.ts';

export const loopbackOnlyListener = defineRule({
  meta: {
    id: 'loopback-only-listener',
    severity: 'warning',
    summary: 'A probe or a Service is sent to a port that listens on localhost only',
    why: 'The kubelet sends probes, and a Service its connections, to the address of the pod. What is bound to 127.0.0.1 is reached by the containers of the pod alone.',
    source:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
    fix: 'unsafe',
    messages: {
      probe:
        'This {probe} is sent to the pod\'s address, but "{container}" listens on port {port} at localhost only.',
      service:
        'The {services} {send} to port {port}, but "{container}" listens there at localhost only.',
    },
  },
  checkPod(pod, report) {
    for (const { from, missed, outcome, place, port } of pod.connections.fromKubelet) {
      const [hit] = missed;
      if (outcome !== 'loopback-only' || !hit || port === undefined) continue;
      report({
        at: place.span,
        message: 'probe',
        data: { probe: from.handler.field, container: hit.container.label, port },
        certainty: hit.listener.certainty,
        container: from.container.label,
        related: evidenceOf(hit.listener),
        fixes: () => bindAll(hit),
      });
    }
    reportServices(pod, report);
  },
});

/** Of a thousand Services of a thousand pods each pair would be looked at: only who listens at localhost is asked about. */
function reportServices(pod: LinkedPod, report: Report): void {
  const ports = [...pod.sockets.values()].flatMap(
    (sockets) =>
      sockets.find(({ listener }) => listener.address.type === 'loopback')?.listener ?? [],
  );
  if (ports.length === 0) return;
  const leadingTo = leadingServices(pod);
  for (const { port, protocol } of ports) {
    const { missed, outcome } = reach(pod, { port, protocol, to: 'pod', from: undefined });
    const [hit] = missed;
    // A Service may stand in another document: the problem is shown at the listener, and the Service is related.
    const at = hit?.listener.evidence.find((one) => one.document === pod.document)?.span;
    if (outcome !== 'loopback-only' || !hit || !at) continue;
    const leading = leadingTo(port, protocol);
    if (leading.length === 0) continue;
    report({
      at,
      message: 'service',
      data: { ...named(leading), container: hit.container.label, port },
      certainty: hit.listener.certainty,
      // A Service often lists a port only for the record.
      ...(hit.listener.controls.length === 0 && { severity: 'information' }),
      container: hit.container.label,
      related: leading.map(({ place }) => ({ ...place, message: 'The Service sends here' })),
      fixes: () => bindAll(hit),
    });
  }
}

function named(leading: readonly LeadingEntry[]): {
  readonly services: string;
  readonly send: string;
} {
  const names = leading.map(({ service }) => `"${service.resource.name?.value ?? ''}"`);
  const services = [...new Set(names)];
  return services.length === 1
    ? { services: `Service ${listedFirst(services)}`, send: 'sends' }
    : { services: `Services ${listedFirst(services)}`, send: 'send' };
}

/** Where the manifest names the loopback address, in each place that it does. */
function bindAll({ container, listener }: Socket): readonly Fix[] {
  const binding = listener.evidence.filter(({ source }) => source !== 'declared');
  if (listener.hosts.length === 0 || listener.hosts.length < binding.length) return [];
  const all = listener.hosts.some(({ text }) => text.text.includes('::')) ? '::' : '0.0.0.0';
  return fixOf(
    `Let ${container.label} listen at all addresses, ${all}`,
    false,
    listener.hosts.map(({ document, text }) =>
      inDocument(document, replaceTraced(document.yaml, text, all)),
    ),
  );
}

function evidenceOf(listener: Listener): readonly Related[] {
  return listener.evidence.map(({ document, span, words }) => ({
    document,
    span,
    message: `It listens at localhost: ${words}`,
  }));
}

import type { LinkedContainer, Listener, Socket } from '../analysis/linked.ts';
import { replaceTraced } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Fix, Related } from './rule.ts';

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
        'The Service "{service}" sends to port {port}, but "{container}" listens there at localhost only.',
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
    // Of a thousand Services of a thousand pods each pair would be looked at.
    if (!pod.containers.some(hasLoopbackListener)) return;
    for (const { from, missed, outcome, place } of pod.connections.fromServices) {
      const [hit] = missed;
      // A Service may stand in another document: the problem is shown at the listener, and the Service is related.
      const at = hit?.listener.evidence.find((one) => one.document === pod.document)?.span;
      if (outcome !== 'loopback-only' || !hit || !at) continue;
      report({
        at,
        message: 'service',
        data: {
          service: from.service.resource.name?.value ?? '',
          container: hit.container.label,
          port: hit.listener.port,
        },
        certainty: hit.listener.certainty,
        // A Service often lists a port only for the record.
        ...(hit.listener.controls.length === 0 && { severity: 'information' }),
        container: hit.container.label,
        related: [{ ...place, message: 'The Service sends here' }],
        fixes: () => bindAll(hit),
      });
    }
  },
});

function hasLoopbackListener({ listeners }: LinkedContainer): boolean {
  return listeners.some(({ address }) => address.type === 'loopback');
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

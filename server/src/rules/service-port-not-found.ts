import type { PodFacts } from '../analysis/facts.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import { haveTarget, portsBehindServices } from '../analysis/service-ports.ts';
import { protocolOf } from '../kubernetes/defaults.ts';
import type { Resource, Service, ServicePort } from '../kubernetes/model.ts';
import { identityOf } from '../kubernetes/model.ts';
import { isFilledInPort } from '../kubernetes/placeholder.ts';
import { nearest } from '../text/nearest.ts';
import { replaceValue } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { quoted } from './messages.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';

export const servicePortNotFound = defineRule({
  meta: {
    id: 'service-port-not-found',
    severity: 'warning',
    summary: 'A Service sends to a port name that its pods do not have',
    why: 'A named `targetPort` is looked up in each pod that the Service selects: name and protocol have to match, among the ports of the main containers first, then of native sidecars (since Kubernetes 1.32), never of plain init containers. A pod without it gets no connections. A number needs no declaration.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    fix: 'unsafe',
    messages: {
      missing: '{pod}, which this Service selects, has no port named "{name}"{names}.',
      protocol:
        '{pod}, which this Service selects, has the port "{name}" for {other} only, not for {protocol}.',
    },
  },
  checkDocument(document, report) {
    for (const resource of document.facts.kubernetes.resources) {
      if (resource.body.type === 'service') {
        checkService(document, resource, resource.body.service, report);
      }
    }
  },
});

function checkService(
  document: LinkedDocument,
  resource: Resource,
  service: Service,
  report: Report,
): void {
  if (!service.selector || service.selector.length === 0) return;
  const pods = document.scope.podsFor(resource.namespace?.value, service.selector);
  for (const port of service.ports) {
    const name = port.targetPort?.value;
    if (!port.targetPort || typeof name !== 'string' || isNumber(name)) continue;
    // With several workloads behind one Service, those without the name may be meant to be left out.
    if (pods.length === 0 || haveTarget(pods, port)) continue;
    const [pod] = pods;
    if (pod) reportMissing(document, resource, port, pod, report);
  }
}

/** A string of digits is none to Kubernetes, but nobody means a name; a placeholder may become either. */
function isNumber(name: string): boolean {
  return /^\d+$/.test(name) || isFilledInPort(name);
}

function reportMissing(
  document: LinkedDocument,
  resource: Resource,
  port: ServicePort,
  pod: PodFacts,
  report: Report,
): void {
  const target = port.targetPort;
  if (!target) return;
  const name = String(target.value);
  const entries = portsBehindServices(pod.pod).map((entry) => entry.port);
  const names = entries
    .filter((entry) => protocolOf(entry) === protocolOf(port))
    .flatMap((entry) => entry.name?.value ?? []);
  const other = entries.find((entry) => entry.name?.value === name);
  // It is there, and its number is yet to be put in.
  if (other && protocolOf(other) === protocolOf(port)) return;
  report({
    at: target.span,
    message: other ? 'protocol' : 'missing',
    data: {
      pod: `${pod.resource.kind.value} "${pod.resource.name?.value ?? ''}"`,
      name,
      names: names.length === 0 ? '' : `, only ${quoted(names)}`,
      other: other ? protocolOf(other) : '',
      protocol: protocolOf(port),
    },
    absent: 'anything',
    certainty: 'certain',
    resource,
    related: [
      {
        document: pod.document,
        span: identityOf(pod.resource),
        message: 'The Service selects this',
      },
    ],
    fixes: () => {
      const meant = nearest(name, names) ?? (names.length === 1 ? names[0] : undefined);
      return meant === undefined || other
        ? []
        : fixOf(`Send to the port "${meant}"`, false, [
            inDocument(document.facts, replaceValue(document.facts.yaml, target.node, meant)),
          ]);
    },
  });
}

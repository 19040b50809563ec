import type { PodFacts } from '../../analysis/facts.ts';
import { containerLabel, resourceLabel } from '../../analysis/labels.ts';
import type { LinkedDocument } from '../../analysis/linked.ts';
import type { ScopeIndex } from '../../analysis/scope-index.ts';
import { targetPortIn } from '../../analysis/service-ports.ts';
import { targetPortOf } from '../../kubernetes/defaults.ts';
import type { Resource, Service, ServicePort } from '../../kubernetes/model.ts';
import { touches } from '../../text/span.ts';
import { code, firstOf } from './fact.ts';
import type { HoverFact } from './fact.ts';

/** The pods behind the port of a Service that stands at the offset. */
export function servicePortFacts(linked: LinkedDocument, offset: number): readonly HoverFact[] {
  const resource = linked.facts.kubernetes.resources.find(({ node }) => touches(node.span, offset));
  if (resource?.body.type !== 'service') return [];
  const { service } = resource.body;
  const port = service.ports.find(({ node }) => touches(node.span, offset));
  return port ? behindPort(linked.scope, resource, service, port) : [];
}

/** The pods that a port of a Service leads to; nothing for a Service that selects none by labels. */
export function behindPort(
  scope: ScopeIndex,
  { namespace }: Resource,
  { selector }: Service,
  port: ServicePort,
): readonly HoverFact[] {
  const target = targetPortOf(port)?.value;
  if (!selector || selector.length === 0 || target === undefined) return [];
  const pods = scope.podsFor(namespace?.value, selector);
  if (pods.length === 0) {
    return [
      { text: 'No pod of these manifests has the labels that this Service selects.', evidence: [] },
    ];
  }
  return firstOf(
    pods.map((pod) => behind(pod, port, target)),
    6,
  );
}

function behind(pod: PodFacts, port: ServicePort, target: number | string): HoverFact {
  const { resource } = pod;
  const name = `${resource.kind.value} ${code(resourceLabel(resource))}`;
  const pods = resource.kind.value === 'Pod' ? name : `the pods of ${name}`;
  const declared = targetPortIn(pod.pod, port)?.declared;
  if (!declared) {
    return {
      text: `Reaches ${pods}, where no container declares port ${target}.`,
      evidence: [],
    };
  }
  const label = code(containerLabel(declared.container));
  return {
    text: `Reaches port ${declared.port.containerPort?.value ?? target} of container ${label} in ${pods}.`,
    evidence: [{ document: pod.document, span: declared.port.node.span, words: 'port' }],
  };
}

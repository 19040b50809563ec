import type { LinkedContainer, LinkedDocument, LinkedPod } from '../../analysis/linked.ts';
import { touches } from '../../text/span.ts';
import type { PathStep } from '../../yaml/path.ts';
import type { Step } from '../cursor.ts';
import { connectionFacts } from './connections.ts';
import { containerFacts } from './containers.ts';
import type { HoverFact } from './fact.ts';
import { accessFacts, volumeFacts } from './files.ts';
import { listeningFacts, portFacts } from './ports.ts';
import { servicePortFacts } from './services.ts';

export interface FactPlace {
  readonly linked: LinkedDocument;
  readonly offset: number;
  readonly path: readonly Step[];
  /** The field that the place belongs to. */
  readonly owner: { readonly definition: string; readonly field: string } | undefined;
  readonly steps: readonly PathStep[];
}

/** What Podspace knows of a place, beyond what Kubernetes says of its field. */
export function knownAt(place: FactPlace): readonly HoverFact[] {
  const pod = podAt(place);
  const container = pod && containerAt(pod, place);
  const owner = place.owner ? `${place.owner.definition}.${place.owner.field}` : '';
  if (owner.startsWith('ServicePort.')) return servicePortFacts(place.linked, place.offset);
  if (!pod) return [];
  if (/^(?:HTTPGetAction|TCPSocketAction|GRPCAction)\.port$/.test(owner)) {
    return portFacts(pod, numberAt(place) ?? namedPort(container, place));
  }
  if (owner.startsWith('ContainerPort.')) return portFacts(pod, declaredPort(container, place));
  if (container && /^(?:Ephemeral)?Container\.name$/.test(owner))
    return containerFacts(pod, container);
  if (container && /^(?:Ephemeral)?Container\.image$/.test(owner))
    return listeningFacts(pod, container);
  if (/^(?:Volume|VolumeMount)\.name$/.test(owner)) return volumeFacts(pod, textAt(place));
  if (owner === 'VolumeMount.mountPath') return volumeFacts(pod, mountedVolume(container, place));
  return [...accessFacts(pod, place.offset), ...connectionFacts(pod, place.offset)];
}

function podAt({ linked, offset }: FactPlace): LinkedPod | undefined {
  return linked.pods.find(({ facts }) => touches(facts.pod.spec.span, offset));
}

function containerAt(pod: LinkedPod, { offset }: FactPlace): LinkedContainer | undefined {
  return pod.containers.find(({ container }) => touches(container.node.span, offset));
}

/** The scalar under the pointer, or the value of the key that is. */
function scalarAt({ steps }: FactPlace): string | number | undefined {
  const pair = steps.findLast((step) => step.kind === 'map')?.pair;
  const last = steps.at(-1);
  const inList = steps.findLast((step) => step.kind !== 'scalar')?.kind === 'seq';
  const scalar = inList && last?.kind === 'scalar' ? last.scalar : pair?.value;
  if (scalar?.kind !== 'scalar') return undefined;
  return typeof scalar.value === 'number' ? scalar.value : scalar.text;
}

function numberAt(place: FactPlace): number | undefined {
  const value = scalarAt(place);
  return typeof value === 'number' ? value : undefined;
}

function textAt(place: FactPlace): string | undefined {
  const value = scalarAt(place);
  return value === undefined ? undefined : String(value);
}

/** A probe's port name is looked for in its own container only. */
function namedPort(container: LinkedContainer | undefined, place: FactPlace): number | undefined {
  const name = textAt(place);
  return container?.container.ports.find((port) => port.name?.value === name)?.containerPort?.value;
}

function declaredPort(
  container: LinkedContainer | undefined,
  { offset }: FactPlace,
): number | undefined {
  return container?.container.ports.find(({ node }) => touches(node.span, offset))?.containerPort
    ?.value;
}

function mountedVolume(
  container: LinkedContainer | undefined,
  { offset }: FactPlace,
): string | undefined {
  return container?.container.mounts.find(({ node }) => touches(node.span, offset))?.name?.value;
}

import { protocolOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { Located } from '../kubernetes/located.ts';
import type { ContainerPort } from '../kubernetes/model.ts';
import type { Address, Protocol } from '../commands/facts.ts';
import type { Span } from '../text/span.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { addressesOverlap, ANY } from './addresses.ts';
import type { PodFacts } from './facts.ts';
import { containerLabel } from './labels.ts';
import { placementOf } from './placement.ts';
import type { Placement } from './placement.ts';

/** A port of the node that a pod reserves with the scheduler. */
export interface NodePortClaim {
  readonly pod: PodFacts;
  readonly container: string;
  /** The number as written: `hostPort`, or with hostNetwork the `containerPort` that stands for it. */
  readonly at: Located<number>;
  readonly protocol: Protocol;
  /** `0.0.0.0` where none is written. */
  readonly address: string;
}

/**
 * The ports that a pod reserves on its node: those of its main containers and sidecars. On the network of the node
 * every declared port is one (SetDefaults_Pod); plain init containers reserve nothing (nodeports plugin, v1.35).
 */
export function nodePortClaims(pod: PodFacts): readonly NodePortClaim[] {
  const onNode = usesHostNetwork(pod.pod);
  return pod.pod.containers
    .filter(({ role }) => role === 'main' || role === 'sidecar')
    .flatMap((container) =>
      container.ports.flatMap((port) => {
        const at = reserved(port, onNode);
        if (!at || at.value === 0) return [];
        return [
          {
            pod,
            container: containerLabel(container),
            at,
            protocol: protocolOf(port),
            address: port.hostIP?.value ?? EVERY_ADDRESS,
          },
        ];
      }),
    );
}

/**
 * Whether the scheduler takes two claims for one: the same protocol and port, and one address or every address on
 * either side. `::` is no such address to it (HostPortInfo in kube-scheduler framework/types.go, v1.35).
 */
export function claimsCollide(a: NodePortClaim, b: NodePortClaim): boolean {
  if (a.at.value !== b.at.value || a.protocol !== b.protocol) return false;
  return a.address === b.address || a.address === EVERY_ADDRESS || b.address === EVERY_ADDRESS;
}

const EVERY_ADDRESS = '0.0.0.0';

function reserved(port: ContainerPort, onNode: boolean): Located<number> | undefined {
  if (port.hostPort && port.hostPort.value !== 0) return port.hostPort;
  return onNode ? port.containerPort : undefined;
}

/** A socket of a pod on the network of its node. */
export interface NodeSocket {
  readonly pod: PodFacts;
  readonly container: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly address: Address;
  /** Where the manifest says it. */
  readonly span: Span;
  /** A `ports` entry tells the scheduler of it, which then keeps others away. */
  readonly declared: boolean;
}

/**
 * What a pod on the network of its node binds for certain: what it declares, and what its command lines say. The
 * scheduler knows of the former only.
 */
export function nodeSockets(pod: PodFacts): readonly NodeSocket[] {
  if (!usesHostNetwork(pod.pod)) return [];
  const claims = nodePortClaims(pod);
  const declared = claims.map(({ container, at, protocol }) => ({
    pod,
    container,
    port: at.value,
    protocol,
    address: ANY,
    span: at.span,
    declared: true,
  }));
  const hidden = pod.containers
    .filter(({ container }) => container.role === 'main' || container.role === 'sidecar')
    .flatMap(({ container, commands }) =>
      commands.listens.flatMap((fact) => {
        const span = fact.digits && spanOfTraced(pod.document.yaml, fact.digits);
        if (!span || fact.certainty !== 'certain') return [];
        if (claims.some(({ at, protocol }) => at.value === fact.port && protocol === fact.protocol))
          return [];
        const { port, protocol, address } = fact;
        return [
          {
            pod,
            container: containerLabel(container),
            port,
            protocol,
            address,
            span,
            declared: false,
          },
        ];
      }),
    );
  return [...declared, ...hidden];
}

/** Whether two sockets of different pods on one node are one to the kernel, and the scheduler does not know it. */
export function socketsCollide(a: NodeSocket, b: NodeSocket): boolean {
  if (a.port !== b.port || a.protocol !== b.protocol || (a.declared && b.declared)) return false;
  return addressesOverlap(a.address, b.address);
}

/** Names under which pods that could share a port of a node find each other. */
export interface NodePortKeys {
  /** The pod is found under these. */
  readonly own: readonly string[];
  /** Under these stand those that could be in its way; what stands under no other need not be looked at. */
  readonly asked: readonly string[];
}

/** A template that nothing is made from yet is in nobody's way. */
export function nodePortKeys(pod: PodFacts): NodePortKeys {
  if (pod.resource.kind.value === 'PodTemplate') return { own: [], asked: [] };
  const groups = nodeGroups(placementOf(pod));
  const claims = new Set(nodePortClaims(pod).map(({ at, protocol }) => `${at.value}/${protocol}`));
  const own = new Set<string>();
  const asked = new Set<string>();
  for (const port of claims) {
    for (const group of groups.own) own.add(`claim ${port} ${group}`);
    for (const group of groups.asked) asked.add(`claim ${port} ${group}`);
  }
  for (const { port, protocol, declared } of nodeSockets(pod)) {
    const known = `socket ${port}/${protocol}`;
    const hidden = `hidden socket ${port}/${protocol}`;
    own.add(declared ? known : hidden);
    asked.add(hidden);
    if (!declared) asked.add(known);
  }
  return { own: [...own], asked: [...asked] };
}

/** Where a pod can be met for certain, and with whom, as `mustMeet` says; nowhere if the scheduler has a choice. */
function nodeGroups(placement: Placement): NodePortKeys {
  switch (placement.type) {
    case 'pinned': {
      const [node, ...others] = placement.nodes;
      const single = node && others.length === 0 ? [`on ${node.value}`] : [];
      return { own: [...single, 'pinned'], asked: [...single, 'everywhere'] };
    }
    case 'every':
      return { own: ['everywhere'], asked: ['pinned', 'everywhere'] };
    case 'any':
      return { own: [], asked: [] };
  }
}

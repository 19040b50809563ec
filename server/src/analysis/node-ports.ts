import { protocolOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { Located } from '../kubernetes/located.ts';
import type { ContainerPort } from '../kubernetes/model.ts';
import type { Protocol } from '../commands/facts.ts';
import type { PodFacts } from './facts.ts';
import { containerLabel } from './labels.ts';

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

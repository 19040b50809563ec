import type { Address, Protocol } from '../commands/facts.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';
import { addressesOverlap, LOOPBACK } from './addresses.ts';
import { allListenersKnown, listenersOn } from './endpoints.ts';
import { mayBeInjected } from './injection.ts';
import { overlaps } from './lifetimes.ts';
import type { LinkedContainer, LinkedPod, Socket } from './linked.ts';

/**
 * - `reaches`: somebody answers.
 * - `loopback-only`: who listens there does so on localhost, and the connection comes to the pod's address.
 * - `other-address`: who listens there does so on an address of its own, and the connection comes to localhost.
 * - `not-together`: who listens there does not run while the other connects.
 * - `no-such-port`: the port's name, or the Service's port, does not exist.
 * - `nothing`: nobody listens there; all listeners of the pod are known.
 * - `unknown`: nobody is known to listen there.
 */
export type Outcome =
  | 'reaches'
  | 'loopback-only'
  | 'other-address'
  | 'not-together'
  | 'no-such-port'
  | 'nothing'
  | 'unknown';

export interface Attempt {
  /** Undefined where its name is found nowhere. */
  readonly port: number | undefined;
  readonly protocol: Protocol;
  /** The address that it comes to: the pod's own, or the loopback of its network namespace. */
  readonly to: 'pod' | 'localhost';
  /** The container that connects, or is probed; absent for a Service, which waits for the pod to be ready. */
  readonly from: LinkedContainer | undefined;
}

/** Whom an attempt meets. */
interface Meeting {
  /** Who answers. */
  readonly reaches: readonly Socket[];
  /** Who listens on that port as well, and is not reached. */
  readonly missed: readonly Socket[];
  readonly outcome: Outcome;
}

export const NO_SUCH_PORT: Meeting = { reaches: [], missed: [], outcome: 'no-such-port' };

/** Who answers on a port of a pod. */
export function reach(pod: LinkedPod, { port, protocol, to, from }: Attempt): Meeting {
  if (port === undefined) return NO_SUCH_PORT;
  const all = listenersOn(port, protocol, pod);
  const present = all.filter(({ container }) => isPresent(container, from));
  const reaches = present.filter(({ listener }) =>
    to === 'pod' ? listensOutside(listener.address) : addressesOverlap(listener.address, LOOPBACK),
  );
  return {
    reaches,
    missed: without(all, reaches),
    outcome: reaches.length > 0 ? 'reaches' : failure(pod, { to, from }, all, present),
  };
}

function without(all: readonly Socket[], some: readonly Socket[]): readonly Socket[] {
  const left = new Set(some);
  return all.filter((socket) => !left.has(socket));
}

function failure(
  pod: LinkedPod,
  { to, from }: Pick<Attempt, 'to' | 'from'>,
  all: readonly Socket[],
  present: readonly Socket[],
): Outcome {
  if (present.length > 0 && to === 'pod') return 'loopback-only';
  if (without(all, present).length > 0) return 'not-together';
  if (present.length > 0) return isKnown(pod, to, from) ? 'other-address' : 'unknown';
  return isKnown(pod, to, from) ? 'nothing' : 'unknown';
}

/** Whether it is plain that nobody listens where no listener is known. */
function isKnown(pod: LinkedPod, to: Attempt['to'], from: LinkedContainer | undefined): boolean {
  // On the node's network anybody may listen, and an injected container may too.
  if (usesHostNetwork(pod.facts.pod) || mayBeInjected(pod.facts)) return false;
  const known = from
    ? allListenersKnown(from, pod)
    : pod.containers.every((container) => container.listenersComplete);
  if (to === 'localhost') return known;
  // What declares its ports may have another for health, or for a Service, that nobody declared.
  return (
    known && (from ? [from] : pod.containers).every(({ facts }) => facts.commands.listensComplete)
  );
}

function isPresent({ container }: LinkedContainer, from: LinkedContainer | undefined): boolean {
  return from ? overlaps(container, from.container) : container.role !== 'init';
}

/** Whether a connection to the pod's address gets there. An address that is written out may be the pod's. */
function listensOutside(address: Address): boolean {
  return address.type !== 'loopback';
}

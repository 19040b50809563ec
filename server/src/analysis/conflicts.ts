import { stronger, weaker } from '../commands/certainty.ts';
import type { Certainty, Protocol } from '../commands/facts.ts';
import { addressesOverlap } from './addresses.ts';
import { injectedListeners } from './injection.ts';
import type { InjectedListener } from './injection.ts';
import { overlaps } from './lifetimes.ts';
import { socketKey } from './linked.ts';
import type { LinkedContainer, LinkedPod, Listener } from './linked.ts';

/** One side of a conflict: a listener, and the listeners of other containers that want its port too. */
export interface PortConflict {
  readonly container: LinkedContainer;
  readonly listener: Listener;
  readonly port: number;
  readonly protocol: Protocol;
  /** Never empty, in the order of the pod's containers. */
  readonly others: readonly { readonly container: LinkedContainer; readonly listener: Listener }[];
  /** That of its surest pair. */
  readonly certainty: Certainty;
  /**
   * `cannot-bind`: the second to start gets "address already in use". `split`: both set SO_REUSEPORT, and the kernel
   * gives each a part of the connections.
   */
  readonly outcome: 'cannot-bind' | 'split';
}

/**
 * The ports of a pod that two of its containers listen on at the same time. A conflict among n containers is n
 * results, one for each. A container's own listeners never conflict with each other here.
 */
export function portConflicts(pod: LinkedPod): readonly PortConflict[] {
  const conflicts: PortConflict[] = [];
  const seen = new Map<LinkedContainer, Set<string>>();
  const sockets = pod.containers.flatMap((container) =>
    container.listeners.map((listener) => ({ container, listener })),
  );
  for (const socket of sockets) {
    const key = socketKey(socket.listener.port, socket.listener.protocol);
    const pairs = (pod.sockets.get(key) ?? []).flatMap((other) => {
      const certainty = pairCertainty(socket.listener, other.listener);
      return certainty && other.container !== socket.container ? [{ ...other, certainty }] : [];
    });
    const others = firstOfEach(pairs);
    const known = seen.get(socket.container) ?? new Set();
    if (others.length === 0 || known.has(key)) continue;
    seen.set(socket.container, known.add(key));
    const { port, protocol, reusesPort } = socket.listener;
    conflicts.push({
      ...socket,
      port,
      protocol,
      others,
      certainty: surest(pairs.map((pair) => pair.certainty)),
      outcome:
        reusesPort && others.every((other) => other.listener.reusesPort) ? 'split' : 'cannot-bind',
    });
  }
  return conflicts;
}

/** A listener of the pod, and one of a container that is added to it, that want one port. */
export interface InjectedConflict extends PortConflict {
  readonly injected: InjectedListener;
}

/** Whether a webhook is at work, and at these ports, only the cluster tells: such a conflict is likely at most. */
export function injectedConflicts(pod: LinkedPod): readonly InjectedConflict[] {
  return injectedListeners(pod.facts).flatMap((injected) =>
    pod.containers.flatMap((container) => {
      if (container.container.role === 'init') return [];
      const listener = container.listeners.find(
        (one) =>
          one.port === injected.port &&
          one.protocol === injected.protocol &&
          !one.reusesPort &&
          addressesOverlap(one.address, injected.address),
      );
      if (!listener) return [];
      const documents = listener.controls.length === 0 && isDeclaredOnly(listener);
      if (documents && isSideChannel(listener)) return [];
      const { port, protocol } = injected;
      const certainty = weaker(listener.certainty, documents ? 'possible' : 'likely');
      const others: PortConflict['others'] = [];
      return [
        {
          container,
          listener,
          port,
          protocol,
          others,
          certainty,
          outcome: 'cannot-bind',
          injected,
        },
      ];
    }),
  );
}

/** How sure it is that two listeners collide; undefined where they do not. */
function pairCertainty(a: Listener, b: Listener): Certainty | undefined {
  if (a.port !== b.port || a.protocol !== b.protocol) return undefined;
  if (!overlaps(a.container, b.container) || !addressesOverlap(a.address, b.address))
    return undefined;
  if (isSharedSetting(a, b)) return undefined;
  if (isDocumentation(a, b) || isDocumentation(b, a)) {
    return isSideChannel(a) || isSideChannel(b) ? undefined : 'possible';
  }
  if (a.declaration && b.declaration && a.certainty !== 'possible' && b.certainty !== 'possible') {
    return 'certain';
  }
  return weaker(a.certainty, b.certainty);
}

/**
 * Declared by one and bound only by another, which does not declare it: of 493 such ports in real manifests 458 were
 * the driver of a CSI plugin declaring the health port that its livenessprobe sidecar serves.
 */
function isDocumentation(declaring: Listener, binding: Listener): boolean {
  return declaring.controls.length === 0 && isDeclaredOnly(declaring) && !binding.declaration;
}

/**
 * One variable with one value in both, of which nothing else tells who binds the port: what all containers of a product
 * are given, as each of Datadog's agent gets the ports of all (`test/datadog/baseline` of DataDog/helm-charts: 148 such
 * pairs, no conflict). By the names that programs really take their own port from, it is at least `likely`.
 */
function isSharedSetting(a: Listener, b: Listener): boolean {
  if (weaker(a.certainty, b.certainty) !== 'possible') return false;
  const isAll = [a, b].some(({ evidence }) => evidence.every(({ variable }) => variable));
  const names = new Set(a.evidence.map(({ variable }) => variable));
  return isAll && b.evidence.some(({ variable }) => variable && names.has(variable));
}

function isDeclaredOnly(listener: Listener): boolean {
  return listener.evidence.every((evidence) => evidence.source === 'declared');
}

function isSideChannel(listener: Listener): boolean {
  return listener.purpose === 'health' || listener.purpose === 'metrics';
}

/** One listener of each other container: the surest of its pairs. */
function firstOfEach<
  T extends { readonly container: LinkedContainer; readonly certainty: Certainty },
>(pairs: readonly T[]): readonly T[] {
  const best = new Map<LinkedContainer, T>();
  for (const pair of pairs) {
    const seen = best.get(pair.container);
    if (stronger(pair.certainty, seen?.certainty) !== seen?.certainty)
      best.set(pair.container, pair);
  }
  return [...best.values()];
}

function surest(all: readonly Certainty[]): Certainty {
  return all.reduce((best, next) => stronger(best, next), 'possible');
}

import type { ConnectFact } from '../commands/facts.ts';
import type { Resource, Service } from '../kubernetes/model.ts';
import type { DocumentFacts } from './facts.ts';
import { overlaps } from './lifetimes.ts';
import { socketKey } from './linked.ts';
import type { LinkedContainer, LinkedPod, Socket } from './linked.ts';
import { addressesOverlap } from './addresses.ts';
import { serviceNamed } from './service-names.ts';

/**
 * Whom a container means by a host name or address.
 *
 * - `pod`: localhost, so a container of the pod itself, or itself.
 * - `sibling`: the name of a container of the pod, which is no host name anywhere.
 * - `service`: a Service of the scope.
 * - `elsewhere`: everything else.
 */
export type EndpointTarget =
  | { readonly type: 'pod' }
  | { readonly type: 'sibling'; readonly container: LinkedContainer }
  | {
      readonly type: 'service';
      readonly document: DocumentFacts;
      readonly resource: Resource;
      readonly service: Service;
    }
  | { readonly type: 'elsewhere' };

const LOOPBACK =
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|ip6-localhost|localhost\.localdomain)$/i;

export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

export function targetOf(
  connect: ConnectFact,
  from: LinkedContainer,
  pod: LinkedPod,
): EndpointTarget {
  const host = connect.host.toLowerCase();
  if (isLoopbackHost(host)) return { type: 'pod' };
  const namespace = pod.facts.resource.namespace?.value;
  const service = serviceNamed(host, namespace, pod.scope);
  if (service) {
    return {
      type: 'service',
      document: service.document,
      resource: service.resource,
      service: service.value,
    };
  }
  const sibling = pod.containers.find(
    (container) => container !== from && container.container.name?.value === host,
  );
  if (!sibling || isAlias(host, pod)) return { type: 'elsewhere' };
  return { type: 'sibling', container: sibling };
}

/** Names that /etc/hosts gives the pod: its host aliases and its own host name. */
function isAlias(host: string, pod: LinkedPod): boolean {
  const { pod: spec, resource } = pod.facts;
  if (spec.hostname?.value === host) return true;
  if (spec.origin === 'pod' && resource.name?.value === host) return true;
  return spec.hostAliases.some((alias) => alias.hostnames.some((name) => name.value === host));
}

/** The listeners that a connection to localhost reaches, from a container that runs at the same time. */
export function reachedOnLocalhost(
  port: number,
  protocol: ConnectFact['protocol'],
  from: LinkedContainer,
  pod: LinkedPod,
): readonly Socket[] {
  return listenersOn(port, protocol, pod).filter(
    ({ container, listener }) =>
      overlaps(container.container, from.container) &&
      addressesOverlap(listener.address, { type: 'loopback', family: 'dual' }),
  );
}

export function listenersOn(
  port: number,
  protocol: ConnectFact['protocol'],
  pod: LinkedPod,
): readonly Socket[] {
  return pod.sockets.get(socketKey(port, protocol)) ?? [];
}

/** Whether no container that runs at the same time as `from` can have a listener that is not known. */
export function allListenersKnown(from: LinkedContainer, pod: LinkedPod): boolean {
  return pod.containers
    .filter((container) => overlaps(container.container, from.container))
    .every((container) => container.listenersComplete);
}

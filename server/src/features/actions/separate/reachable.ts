import { portConflicts } from '../../../analysis/conflicts.ts';
import type { Connection, FromContainer, FromService } from '../../../analysis/connections.ts';
import type { LinkedContainer, LinkedPod, SelectingService } from '../../../analysis/linked.ts';
import { targetPortIn } from '../../../analysis/service-ports.ts';
import type { ConnectFact, Protocol } from '../../../commands/facts.ts';
import { protocolOf } from '../../../kubernetes/defaults.ts';
import { mapField, textField } from '../../../kubernetes/fields.ts';
import { inDocument } from '../../../rules/edits.ts';
import type { EditPart } from '../../../rules/edits.ts';
import { isMeantFromOutside, speaksToIt } from '../../../rules/move-port.ts';
import { replaceNode, replaceTraced, replaceValue } from '../../../yaml/edit.ts';

/** What a container is called once it has a pod of its own. */
export interface NewNames {
  readonly service: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What has to change for a container to be reached, and to reach others, from a pod of its own. */
export interface Reachability {
  /** Of the new Service; empty where nobody needs one. */
  readonly ports: readonly NeededPort[];
  /** The Service that its old neighbours call it by, if they do. */
  readonly reachedAs: string | undefined;
  /** Addresses and selectors that change outside of the container. */
  readonly parts: readonly EditPart[];
  /** Addresses that change in the container. */
  readonly own: readonly EditPart[];
}

export interface NeededPort {
  readonly port: number;
  readonly protocol: Protocol;
  /** As the container declares it. */
  readonly name: string | undefined;
}

/**
 * Undefined where it cannot be kept reachable, or where nobody can tell: it listens on loopback only, a Service leads
 * to it and to others, a probe of another container checks it, or somebody calls a port at localhost on which nobody is
 * known to listen.
 */
export function keepReachable(
  pod: LinkedPod,
  container: LinkedContainer,
  names: NewNames,
): Reachability | undefined {
  const context: Context = { pod, container, names };
  const { fromKubelet, fromContainers, fromServices } = pod.connections;
  const isProbed = fromKubelet.some(
    ({ from, reaches }) =>
      from.container !== container &&
      reaches.length > 0 &&
      reaches.every((socket) => socket.container === container),
  );
  if (isProbed || fromContainers.some((connection) => isUnclear(context, connection)))
    return undefined;
  const services = movedServices(context, fromServices);
  if (!services) return undefined;
  const callers = fromContainers.filter(
    (connection) => connection.from.container !== container && meansIt(context, connection),
  );
  const addresses = callers.map(({ from, port, protocol }) =>
    newAddress(context, services, from.endpoint, port, protocol),
  );
  if (addresses.some((address) => address === undefined)) return undefined;
  const given = addresses.filter((address) => address !== undefined);
  const onLoopback = container.listeners.some(
    ({ address, port }) =>
      address.type === 'loopback' &&
      [...callers, ...fromServices.filter(({ from }) => services.includes(from.service))].some(
        (connection) => connection.port === port,
      ),
  );
  if (onLoopback) return undefined;
  return {
    ports: distinct(given.flatMap(({ needed }) => needed ?? [])),
    reachedAs: given[0]?.host ?? services[0]?.resource.name?.value,
    parts: [
      ...given.flatMap(({ parts }) => parts),
      ...services.map((service) => repointed(service, names)),
    ],
    own: outwardCalls(context, services),
  };
}

interface Context {
  readonly pod: LinkedPod;
  readonly container: LinkedContainer;
  readonly names: NewNames;
}

/** A call at localhost to which nobody is known to answer, though one of the two sides might. */
function isUnclear({ container }: Context, { from, outcome }: Connection<FromContainer>): boolean {
  if (outcome !== 'unknown') return false;
  return from.container === container || !container.listenersComplete;
}

/** Whether a connection means the container, if need be among several that want the port. */
function meansIt(
  { pod, container }: Context,
  connection: Connection<FromContainer | FromService>,
): boolean {
  const { reaches, port, protocol, from } = connection;
  if (!reaches.some((socket) => socket.container === container)) return false;
  if (reaches.every((socket) => socket.container === container)) return true;
  const conflict = portConflicts(pod).find(
    (one) => one.container === container && one.port === port && one.protocol === protocol,
  );
  if (!conflict) return false;
  return from.type === 'service'
    ? isMeantFromOutside(container, conflict, pod)
    : speaksToIt(from.container, conflict, pod);
}

/** The Services whose ports all lead to the container; undefined where one leads to it and elsewhere. */
function movedServices(
  context: Context,
  connections: readonly Connection<FromService>[],
): readonly SelectingService[] | undefined {
  const moved: SelectingService[] = [];
  for (const service of context.pod.services) {
    const own = connections.filter(({ from }) => from.service === service);
    const meant = own.filter((connection) => meansIt(context, connection));
    const unclear = own.some(({ outcome }) => outcome === 'unknown');
    if (meant.length === 0) {
      if (unclear && !context.container.listenersComplete) return undefined;
      continue;
    }
    const { namespace } = context.pod.facts.resource;
    const selected = context.pod.scope.podsAnywhereFor(
      namespace?.value,
      service.service.selector ?? [],
    );
    if (meant.length < own.length || selected.length > 1) return undefined;
    moved.push(service);
  }
  return moved;
}

interface NewAddress {
  readonly host: string;
  /** Of the new Service, where it is that. */
  readonly needed: NeededPort | undefined;
  readonly parts: readonly EditPart[];
}

/** By a Service that goes along with the container if one passes the port on, else by the new one. */
function newAddress(
  { pod, container, names }: Context,
  services: readonly SelectingService[],
  endpoint: ConnectFact,
  port: number | undefined,
  protocol: Protocol,
): NewAddress | undefined {
  if (port === undefined) return undefined;
  const existing = addressBy(pod, services, port, protocol);
  if (existing) {
    const parts = addressParts(pod, endpoint, existing.host, existing.port);
    return { host: existing.host, needed: undefined, parts };
  }
  const declared = container.container.ports.find(
    (entry) => entry.containerPort?.value === port && protocolOf(entry) === protocol,
  );
  return {
    host: names.service,
    needed: { port, protocol, name: declared?.name?.value },
    parts: addressParts(pod, endpoint, names.service, port),
  };
}

function addressBy(
  pod: LinkedPod,
  services: readonly SelectingService[],
  port: number,
  protocol: Protocol,
): { readonly host: string; readonly port: number } | undefined {
  for (const { service, resource } of services) {
    const host = resource.name?.value;
    const entry = service.ports.find(
      (one) => protocolOf(one) === protocol && targetPortIn(pod.facts.pod, one)?.number === port,
    );
    const spec = mapField(resource.node, 'spec');
    // The name of a headless Service resolves to the pod itself, whose port is then the one to call.
    const isHeadless = (spec && textField(spec, 'clusterIP')?.value) === 'None';
    const own = isHeadless ? port : entry?.port?.value;
    if (host !== undefined && entry && own !== undefined) return { host, port: own };
  }
  return undefined;
}

function addressParts(
  { document }: LinkedPod,
  { hostText, digits, port: old }: ConnectFact,
  host: string,
  port: number,
): readonly EditPart[] {
  const parts = [inDocument(document, replaceTraced(document.yaml, hostText, host))];
  if (port === old) return parts;
  const changed = digits && replaceTraced(document.yaml, digits, String(port));
  return [...parts, changed && inDocument(document, changed)];
}

/** What the container itself calls at localhost, and leaves behind: by the Services that stay. */
function outwardCalls(
  { pod, container }: Context,
  moved: readonly SelectingService[],
): readonly EditPart[] {
  const staying = pod.services.filter((service) => !moved.includes(service));
  return pod.connections.fromContainers
    .filter(
      ({ from, reaches }) =>
        from.container === container &&
        reaches.length > 0 &&
        reaches.every((socket) => socket.container !== container),
    )
    .flatMap(({ from, port, protocol }): readonly EditPart[] => {
      const address = port === undefined ? undefined : addressBy(pod, staying, port, protocol);
      return address ? addressParts(pod, from.endpoint, address.host, address.port) : [undefined];
    });
}

function repointed({ document, resource }: SelectingService, { labels }: NewNames): EditPart {
  const spec = mapField(resource.node, 'spec');
  const selector = spec && mapField(spec, 'selector');
  const [only, ...others] = selector?.pairs ?? [];
  const label = only && Object.hasOwn(labels, only.key.text) ? labels[only.key.text] : undefined;
  const edits =
    label !== undefined && others.length === 0 && only?.value?.kind === 'scalar'
      ? replaceValue(document.yaml, only.value, label)
      : selector && replaceNode(document.yaml, selector, labels);
  return inDocument(document, edits);
}

function distinct(ports: readonly NeededPort[]): readonly NeededPort[] {
  return ports.filter(
    ({ port, protocol }, index) =>
      ports.findIndex((other) => other.port === port && other.protocol === protocol) === index,
  );
}

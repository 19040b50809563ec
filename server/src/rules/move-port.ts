import type { PortConflict } from '../analysis/conflicts.ts';
import { isLoopbackHost } from '../analysis/endpoints.ts';
import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import { handlerFacts } from '../commands/handlers.ts';
import type { ConnectFact } from '../commands/facts.ts';
import { protocolOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { Located } from '../kubernetes/located.ts';
import { insertPair, replaceTraced } from '../yaml/edit.ts';
import { inDocument, setValue } from './edits.ts';
import type { EditPart } from './edits.ts';

/**
 * All that has to change for one side of a conflict to listen on another port: what makes it listen there, its
 * declaration, its own probes and hooks, and everything else of the scope that means this container when it says the
 * port. Empty where the manifest does not control the port: then nothing honest can be offered.
 */
export function movePort(conflict: PortConflict, pod: LinkedPod, to: number): readonly EditPart[] {
  const { container, listener } = conflict;
  if (listener.controls.length === 0) return [];
  return [
    ...listener.controls.map(({ document, digits }) =>
      inDocument(document, replaceTraced(document.yaml, digits, String(to))),
    ),
    ...declaration(conflict, pod, to),
    ...handlers(conflict, pod, to),
    ...pod.containers.flatMap((other) =>
      speaksToIt(other, conflict, pod)
        ? // A probe asks its own container.
          other.facts.commands.connects
            .filter((endpoint) => reaches(endpoint, conflict))
            .map((endpoint) => endpointEdit(pod, endpoint, to))
        : [],
    ),
    ...(isMeantFromOutside(container, conflict, pod) ? services(conflict, pod, to) : []),
  ];
}

function declaration(
  { container, port, protocol }: PortConflict,
  pod: LinkedPod,
  to: number,
): readonly EditPart[] {
  return container.container.ports
    .filter((entry) => entry.containerPort?.value === port && protocolOf(entry) === protocol)
    .flatMap((entry) => {
      // On the node's network the API server wants hostPort to equal containerPort.
      const follows = usesHostNetwork(pod.facts.pod) && entry.hostPort?.value === port;
      return [entry.containerPort, follows ? entry.hostPort : undefined];
    })
    .flatMap((value) => (value ? [valueEdit(pod, value, to)] : []));
}

/** Probes and hooks of the container itself: the kubelet sends them to the pod's address, for this container. */
function handlers(conflict: PortConflict, pod: LinkedPod, to: number): readonly EditPart[] {
  const { container, port, protocol } = conflict;
  if (protocol !== 'TCP') return [];
  return container.container.handlers.flatMap((handler) => {
    const { action } = handler;
    if (!action) return [];
    if (action.type === 'exec') {
      return handlerFacts(container.container, handler)
        .connects.filter((endpoint) => reaches(endpoint, conflict))
        .map((endpoint) => endpointEdit(pod, endpoint, to));
    }
    if (action.type === 'sleep' || action.host !== undefined) return [];
    return action.port?.value === port ? [valueEdit(pod, action.port, to)] : [];
  });
}

function reaches(endpoint: ConnectFact, { port, protocol }: PortConflict): boolean {
  return endpoint.port === port && endpoint.protocol === protocol && isLoopbackHost(endpoint.host);
}

/**
 * Whether `other`, when it says localhost and the port, means the side that moves. One of those that want the port
 * does not speak to itself; with only two of them it means the other. Everybody else means the one that is seen from
 * outside.
 */
export function speaksToIt(
  other: LinkedContainer,
  conflict: PortConflict,
  pod: LinkedPod,
): boolean {
  if (other === conflict.container) return false;
  const isRival = conflict.others.some((rival) => rival.container === other);
  if (isRival && conflict.others.length === 1) return true;
  return isMeantFromOutside(conflict.container, conflict, pod);
}

/**
 * Of the containers that want one port, whom a Service and the other containers mean by it: the one that declares it,
 * if only one does; else the one that passes on to another of them, as a proxy does; else the first.
 */
export function isMeantFromOutside(
  container: LinkedContainer,
  conflict: PortConflict,
  pod: LinkedPod,
): boolean {
  const rivals = pod.containers.filter(
    (candidate) =>
      candidate === conflict.container ||
      conflict.others.some((other) => other.container === candidate),
  );
  const declaring = rivals.filter(({ container: { ports } }) =>
    ports.some(
      (entry) =>
        entry.containerPort?.value === conflict.port && protocolOf(entry) === conflict.protocol,
    ),
  );
  if (declaring.length === 1) return declaring[0] === container;
  const passing = rivals.filter(({ endpoints }) =>
    endpoints.some((endpoint) => reaches(endpoint, conflict)),
  );
  if (passing.length === 1) return passing[0] === container;
  return rivals[0] === container;
}

/** Services that send to the port by its number; those that send to it by name follow the declaration. */
function services(
  { port, protocol }: PortConflict,
  pod: LinkedPod,
  to: number,
): readonly EditPart[] {
  return pod.services.flatMap(({ document, service }) =>
    service.ports
      .filter((entry) => protocolOf(entry) === protocol)
      .flatMap((entry) => {
        if (entry.targetPort?.value === port) {
          return [setValue(document, entry.targetPort, to)];
        }
        if (entry.targetPort || entry.port?.value !== port) return [];
        // Without a targetPort a Service sends to its own port, which its clients go on using.
        return [
          inDocument(
            document,
            insertPair(document.yaml, entry.node, 'targetPort', to, { after: 'port' }),
          ),
        ];
      }),
  );
}

function endpointEdit(pod: LinkedPod, endpoint: ConnectFact, to: number): EditPart {
  const { document } = pod;
  if (!endpoint.digits) return undefined;
  return inDocument(document, replaceTraced(document.yaml, endpoint.digits, String(to)));
}

function valueEdit(pod: LinkedPod, value: Located<number | string>, to: number): EditPart {
  return setValue(pod.document, value, to);
}

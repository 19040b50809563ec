import type { Connection, FromContainer, FromKubelet } from '../analysis/connections.ts';
import type { Place } from '../analysis/facts.ts';
import type { LinkedContainer, LinkedPod, Listener } from '../analysis/linked.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';
import type { MapCall, MapContainer, MapListener, MapMount } from './pod-map-model.ts';
import type { MapParts } from './pod-map-parts.ts';
import { reachOf } from './pod-map-reach.ts';
import type { VolumePart } from './pod-map-volumes.ts';

interface Around {
  readonly parts: MapParts;
  readonly volumes: readonly VolumePart[];
}

/** A container and its listeners at once; the rest once the listeners of all have their ids. */
export function containerParts(
  linked: LinkedContainer,
  place: Place,
  pod: LinkedPod,
  { parts, volumes }: Around,
): () => MapContainer {
  const { container, label } = linked;
  const { role, index, image, node } = container;
  const id = parts.add(`container:${label}`, place, node.span);
  const listeners = linked.listeners.map((listener) => listenerPart(listener, pod, id, parts));
  return () => ({
    id,
    name: label,
    role,
    order: role === 'init' || role === 'sidecar' ? index + 1 : undefined,
    image: image?.value,
    listeners,
    calls: callsOf(linked, pod, id, parts),
    mounts: mountsOf(linked, pod, id, { parts, volumes }),
  });
}

function listenerPart(
  listener: Listener,
  pod: LinkedPod,
  container: string,
  parts: MapParts,
): MapListener {
  const { port, protocol, declaration, evidence, certainty, address } = listener;
  const [best] = evidence;
  const name = declaration?.name?.value;
  const id = parts.addListener(
    listener,
    `${container}:listener:${port}/${protocol}`,
    best && { document: best.document, span: best.span },
    best?.source === 'declared' ? declaration?.node.span : undefined,
  );
  return {
    id,
    port,
    protocol,
    name,
    address: address.type,
    only: onlyWords(listener),
    certainty,
    evidence: [...new Set(evidence.map(({ words }) => words))],
    nodePort: usesHostNetwork(pod.facts.pod) ? port : (declaration?.hostPort?.value ?? undefined),
  };
}

function onlyWords({ address }: Listener): string {
  switch (address.type) {
    case 'any':
      return address.family === 'v6' ? 'IPv6 only' : '';
    case 'loopback':
      return 'localhost only';
    case 'podIP':
      return "the pod's IP only";
    case 'ip':
      return `${address.text} only`;
  }
}

function callsOf(
  linked: LinkedContainer,
  { connections }: LinkedPod,
  container: string,
  parts: MapParts,
): readonly MapCall[] {
  const own: readonly Connection<FromKubelet | FromContainer>[] = [
    ...connections.fromKubelet,
    ...connections.fromContainers,
  ].filter(({ from }) => from.container === linked);
  return own.map((connection) => {
    const by = connection.from.handler?.field ?? 'localhost';
    const target = connection.portName ?? String(connection.port ?? '?');
    return {
      id: parts.add(`${container}:${by}:${target}`, connection.place),
      by,
      target,
      ...reachOf(connection, parts),
    };
  });
}

function mountsOf(
  { mounts, container }: LinkedContainer,
  { document }: LinkedPod,
  owner: string,
  { parts, volumes }: Around,
): readonly MapMount[] {
  const volumeOf = (name: string | undefined): string | undefined =>
    volumes.find((volume) => volume.name === name)?.part.id;
  const files = mounts.map(({ mount, path, subPath, readOnly }) => {
    const span = mount.mountPath?.span ?? mount.node.span;
    return {
      id: parts.add(`${owner}:mount:${path}`, { document, span }, mount.node.span),
      volume: volumeOf(mount.name?.value),
      name: mount.name?.value ?? '',
      path,
      subPath: subPath === '' ? undefined : subPath,
      readOnly,
    };
  });
  const devices = container.devices.flatMap(({ name, devicePath, node }) =>
    devicePath
      ? [
          {
            id: parts.add(
              `${owner}:device:${devicePath.value}`,
              { document, span: devicePath.span },
              node.span,
            ),
            volume: volumeOf(name?.value),
            name: name?.value ?? '',
            path: devicePath.value,
            subPath: undefined,
            readOnly: false,
          },
        ]
      : [],
  );
  return [...files, ...devices];
}

import type {
  MapCall,
  MapContainer,
  MapIngress,
  MapListener,
  MapMount,
  MapNamespace,
  MapProblem,
  MapReach,
  MapRoute,
  MapService,
  PodMap,
} from '../features/pod-map-model.ts';

/** What the parts of a map say, in words: for screen readers, for tooltips, and for the map as text. */

export function podTitle({ kind, name }: PodMap): string {
  return `${kind} ${name}`.trim();
}

export function podFacts({ namespace, copies }: PodMap): string {
  return [namespace && `namespace ${namespace}`, copies].filter(Boolean).join(' · ');
}

export function podLabel(map: PodMap): string {
  const { address, hostname, containers, problems } = map;
  return [
    podTitle(map),
    podFacts(map),
    `IP address: ${address}`,
    `hostname: ${hostname}`,
    plural(containers.length, 'container'),
    problems.length > 0 ? plural(problems.length, 'problem') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

export function namespaceLabel({ name, of, words }: MapNamespace): string {
  const whose = {
    node: "the node's",
    pod: 'shared by the containers of the pod',
    container: 'not shared',
  };
  return `${name} namespace, ${whose[of]}: ${words}`;
}

export function roleWords({ role, order }: MapContainer): string {
  switch (role) {
    case 'init':
      return `init ${order ?? ''}`.trim();
    case 'sidecar':
      return `sidecar ${order ?? ''}`.trim();
    case 'main':
      return 'main';
    case 'ephemeral':
      return 'ephemeral';
  }
}

export function lifetimeWords({ role }: MapContainer): string {
  switch (role) {
    case 'init':
      return 'runs to its end before the next begins';
    case 'sidecar':
      return 'begins in its turn, runs until the pod ends';
    case 'main':
      return 'runs side by side with the others';
    case 'ephemeral':
      return 'added to the running pod';
  }
}

export function containerLabel(container: MapContainer): string {
  const image = container.image === undefined ? '' : `, image ${container.image}`;
  return `Container ${container.name}, ${roleWords(container)}, ${lifetimeWords(container)}${image}`;
}

export function portWords({ port, protocol }: MapListener): string {
  return protocol === 'TCP' ? String(port) : `${port}/${protocol}`;
}

/** What else is to be said of a listener, after its port. */
export function listenerWords({ name, only, certainty, evidence, nodePort }: MapListener): string {
  return [
    name,
    only,
    certainty === 'certain' ? '' : certainty,
    nodePort === undefined ? '' : `node's port ${nodePort}`,
    evidence[0],
  ]
    .filter(Boolean)
    .join(' · ');
}

export function listenerLabel(listener: MapListener, { name }: MapContainer): string {
  const { port, protocol, evidence, certainty, only, nodePort } = listener;
  return [
    `${name} listens on port ${port}/${protocol}`,
    listener.name === undefined ? '' : `named ${listener.name}`,
    only,
    certainty,
    nodePort === undefined ? '' : `at port ${nodePort} of the node`,
    ...evidence,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

export function callWords({ by, target }: MapCall): string {
  return by === 'localhost' ? `localhost:${target}` : `${by} ${target}`;
}

export function callLabel(call: MapCall, { name }: MapContainer): string {
  const what = call.by === 'localhost' ? 'connects to localhost' : `has a ${call.by} at port`;
  return `${name} ${what} ${call.target}, ${reachLabel(call)}`;
}

export function reachLabel({ outcome, answer }: MapReach): string {
  return outcome === 'reaches' ? `reaches ${answer}` : answer;
}

export function isBroken({ outcome }: MapReach): boolean {
  return outcome !== 'reaches' && outcome !== 'unknown';
}

export function mountLabel(mount: MapMount, { name }: MapContainer): string {
  const from = mount.subPath === undefined ? '' : `, from its ${mount.subPath}`;
  const volume =
    mount.volume === undefined ? `${mount.name}, which is no volume` : `volume ${mount.name}`;
  return `${name} has ${volume}${from} at ${mount.path}${mount.readOnly ? ', read-only' : ''}`;
}

export function volumeLabel(id: string, map: PodMap): string {
  const volume = map.volumes.find((one) => one.id === id);
  const users = map.containers.filter(({ mounts }) => mounts.some((mount) => mount.volume === id));
  const who =
    users.length === 0
      ? 'mounted by nobody'
      : `mounted by ${users.map(({ name }) => name).join(', ')}`;
  return `Volume ${volume?.name ?? ''}, ${volume?.source ?? ''}, ${who}`;
}

export function serviceLabel({ name, ports }: MapService): string {
  return `Service ${name}, ${plural(ports.length, 'port')}, selects this pod`;
}

export function ingressLabel({ name, routes }: MapIngress): string {
  const services = [...new Set(routes.map(({ service }) => service))];
  return `Ingress ${name}, leads to Service ${services.join(' and ')}`;
}

export function routeWords({ service, port, to }: MapRoute): string {
  return `${service}:${port}${to === undefined ? ', no such port' : ''}`;
}

export function routeLabel(route: MapRoute, { name }: MapIngress): string {
  return `Ingress ${name} passes ${route.from} on to ${routeWords(route)}`;
}

export const SEVERITY_WORDS: Readonly<Record<MapProblem['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  information: 'Note',
};

/** Signs that are told apart without colour. */
export const SEVERITY_SIGNS: Readonly<Record<MapProblem['severity'], string>> = {
  error: '✖',
  warning: '▲',
  information: 'ℹ',
};

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

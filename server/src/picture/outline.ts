import type { MapReach, PodMap } from '../features/pod-map-model.ts';
import {
  callLabel,
  containerLabel,
  ingressLabel,
  listenerLabel,
  mountLabel,
  namespaceLabel,
  podLabel,
  reachLabel,
  routeWords,
  serviceLabel,
  SEVERITY_WORDS,
  volumeLabel,
} from './labels.ts';

/** A line of the map as text, and the lines below it. */
export interface TextItem {
  readonly id: string;
  readonly text: string;
  readonly children: readonly TextItem[];
}

/** All that the picture says, as text: for those who read better than they see. */
export function mapAsText(map: PodMap): TextItem {
  const item = (id: string, text: string, children: readonly TextItem[] = []): TextItem => ({
    id,
    text,
    children: [
      ...map.problems
        .filter(({ part }) => part === id)
        .map(({ id: own, severity, message }) => ({
          id: own,
          text: `${SEVERITY_WORDS[severity]}: ${message}`,
          children: [],
        })),
      ...children,
    ],
  });
  const reach = (of: MapReach & { readonly id: string }, text: string): TextItem =>
    item(of.id, `${text}: ${reachLabel(of)}`);
  return item('pod', podLabel(map), [
    ...map.namespaces.map((namespace) => item(namespace.id, namespaceLabel(namespace))),
    ...map.containers.map((container) =>
      item(container.id, containerLabel(container), [
        ...container.listeners.map((one) => item(one.id, listenerLabel(one, container))),
        ...container.calls.map((one) => item(one.id, callLabel(one, container))),
        ...container.mounts.map((one) => item(one.id, mountLabel(one, container))),
      ]),
    ),
    ...map.volumes.map(({ id }) => item(id, volumeLabel(id, map))),
    ...map.ingresses.map((ingress) =>
      item(
        ingress.id,
        ingressLabel(ingress),
        ingress.routes.map((route) => item(route.id, `${route.from} goes to ${routeWords(route)}`)),
      ),
    ),
    ...map.services.map((service) =>
      item(service.id, serviceLabel(service), [
        ...service.ports.map((port) => reach(port, `Port ${port.port} goes to ${port.target}`)),
        ...service.callers.map((caller) =>
          reach(caller, `${caller.container} in ${caller.pod} connects to ${caller.target}`),
        ),
      ]),
    ),
  ]);
}

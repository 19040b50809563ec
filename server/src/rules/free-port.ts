import { injectedListeners } from '../analysis/injection.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import { targetPortOf } from '../kubernetes/defaults.ts';

/** A port that nothing in the pod, and no Service in front of it, speaks of: the next one up. */
export function freePort(pod: LinkedPod, taken: number): number {
  const used = usedPorts(pod);
  // Next to a port that only root may bind there is seldom a good one: 80 becomes 8080.
  const first = taken < 1024 ? taken + 8000 : taken + 1;
  for (let port = first; port <= 65535; port++) if (!used.has(port)) return port;
  for (let port = 1024; port < first; port++) if (!used.has(port)) return port;
  return taken;
}

function usedPorts(pod: LinkedPod): ReadonlySet<number> {
  const used = new Set<number>();
  const add = (port: number | string | undefined): void => {
    if (typeof port === 'number') used.add(port);
  };
  for (const { port } of injectedListeners(pod.facts)) add(port);
  for (const { container, listeners, endpoints } of pod.containers) {
    for (const listener of listeners) add(listener.port);
    for (const endpoint of endpoints) add(endpoint.port);
    for (const port of container.ports) {
      add(port.containerPort?.value);
      add(port.hostPort?.value);
    }
    for (const { action } of container.handlers) {
      if (action && 'port' in action) add(action.port?.value);
    }
  }
  for (const { service } of pod.services) {
    for (const port of service.ports) add(targetPortOf(port)?.value);
  }
  return used;
}

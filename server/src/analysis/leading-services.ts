import type { Protocol } from '../commands/facts.ts';
import { protocolOf, targetPortOf } from '../kubernetes/defaults.ts';
import { groupBy } from '../text/group-by.ts';
import type { Place } from './facts.ts';
import { socketKey } from './linked.ts';
import type { LinkedPod, SelectingService } from './linked.ts';
import { portNames } from './service-ports.ts';

/** An entry of a Service that leads to a port of a pod. */
export interface LeadingEntry {
  readonly service: SelectingService;
  /** What says where it leads: its `targetPort`, or its `port` where it has none. */
  readonly place: Place;
}

/**
 * Which entries of a pod's Services lead to one of its ports: those with its number, then those with a name of it. Of
 * each target the first hundred are given, as many pods may share as many Services.
 */
export function leadingServices(
  pod: LinkedPod,
): (port: number, protocol: Protocol) => readonly LeadingEntry[] {
  const leading = entriesByTarget(pod.services);
  const names = groupBy(portNames(pod.facts.pod), ({ number, protocol }) =>
    socketKey(number, protocol),
  );
  return (port, protocol) => {
    const ofPort = names.get(socketKey(port, protocol)) ?? [];
    return [port, ...ofPort.map(({ name }) => name)].flatMap(
      (target) => leading.get(targetKey(target, protocol))?.slice(0, MOST_LEADING) ?? [],
    );
  };
}

const MOST_LEADING = 100;

type LeadingEntries = ReadonlyMap<string, readonly LeadingEntry[]>;

/** One table for all pods that have the same list of Services. */
const tables = new WeakMap<readonly SelectingService[], LeadingEntries>();

function entriesByTarget(services: readonly SelectingService[]): LeadingEntries {
  const known = tables.get(services);
  if (known) return known;
  const entries = services.flatMap((service) =>
    service.service.ports.flatMap((port) => {
      const target = targetPortOf(port);
      if (!target) return [];
      const place = { document: service.document, span: target.span };
      return [{ service, place, key: targetKey(target.value, protocolOf(port)) }];
    }),
  );
  const made = groupBy(entries, ({ key }) => key);
  tables.set(services, made);
  return made;
}

function targetKey(target: number | string, protocol: Protocol): string {
  return `${typeof target} ${target} ${protocol}`;
}

import type { Address, Protocol } from '../commands/facts.ts';
import { labelValue, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { Located } from '../kubernetes/located.ts';
import type { PodFacts } from './facts.ts';
import { INJECTIONS } from './injections.ts';
import type { InjectedPort, InjectionRow } from './injections.ts';

/** A socket of a container that the manifest does not hold, but asks a webhook for. */
export interface InjectedListener {
  readonly by: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly address: Address;
  /** The annotation or label that asks for it. */
  readonly askedBy: Located<string>;
}

/** What the containers listen on that annotations and labels ask for, as far as that is documented. */
export function injectedListeners(pod: PodFacts): readonly InjectedListener[] {
  // Meshes leave pods on the node's network alone.
  if (usesHostNetwork(pod.pod)) return [];
  const asked = askedOf(pod);
  const seen = new Set<string>();
  return INJECTIONS.flatMap(({ key, by, adds, ports = [], on = [] }) => {
    const pair = asked.find((one) => one.key.value === key && on.includes(one.value?.value ?? ''));
    if (!pair || seen.has(by)) return [];
    if (pod.pod.containers.some(({ name }) => name !== undefined && name.value === adds)) return [];
    seen.add(by);
    return ports.flatMap((port): readonly InjectedListener[] => {
      const number = portOf(port, asked);
      if (number === undefined) return [];
      return [{ by, port: number, protocol: 'TCP', address: port.address, askedBy: pair.key }];
    });
  });
}

function portOf({ port, movedBy, offBy }: InjectedPort, asked: Asked): number | undefined {
  if (offBy !== undefined && labelValue(asked, offBy) === 'false') return undefined;
  const moved = movedBy === undefined ? undefined : labelValue(asked, movedBy);
  return moved === undefined ? port : Number(moved) || undefined;
}

/** Whether the manifest asks for somebody who may add containers to the pod. */
export function mayBeInjected(pod: PodFacts): boolean {
  const asked = askedOf(pod);
  return INJECTIONS.some((row) => isAskedFor(row, asked));
}

/** The names of the volumes that containers mount which are added to the pod. */
export function mountedByInjected(pod: PodFacts): readonly string[] {
  const asked = askedOf(pod);
  return MOUNTING.flatMap((row) => (isAskedFor(row, asked) ? (row.mounts ?? []) : []));
}

const MOUNTING = INJECTIONS.filter(({ mounts }) => mounts);

type Asked = PodFacts['pod']['annotations'];

function askedOf({ pod: { annotations, labels } }: PodFacts): Asked {
  return [...annotations, ...labels];
}

function isAskedFor(row: InjectionRow, asked: Asked): boolean {
  const isBeginning = row.key.endsWith('/') || row.key.endsWith('-');
  return asked.some(({ key, value }) => {
    const matches = isBeginning ? key.value.startsWith(row.key) : key.value === row.key;
    return matches && !row.off.includes(value?.value ?? labelValue(asked, key.value) ?? '');
  });
}

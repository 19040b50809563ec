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
  const asked = [...pod.pod.annotations, ...pod.pod.labels];
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

function portOf(
  { port, movedBy, offBy }: InjectedPort,
  asked: PodFacts['pod']['annotations'],
): number | undefined {
  if (offBy !== undefined && labelValue(asked, offBy) === 'false') return undefined;
  const moved = movedBy === undefined ? undefined : labelValue(asked, movedBy);
  return moved === undefined ? port : Number(moved) || undefined;
}

/** Whether the manifest asks for somebody who may add containers to the pod. */
export function mayBeInjected(pod: PodFacts): boolean {
  return INJECTIONS.some((row) => isAskedFor(row, pod));
}

/** The names of the volumes that containers mount which are added to the pod. */
export function mountedByInjected(pod: PodFacts): readonly string[] {
  return INJECTIONS.flatMap((row) => (row.mounts && isAskedFor(row, pod) ? row.mounts : []));
}

function isAskedFor(row: InjectionRow, pod: PodFacts): boolean {
  const asked = [...pod.pod.annotations, ...pod.pod.labels];
  return asked.some(({ key, value }) => {
    const matches = /[/-]$/.test(row.key) ? key.value.startsWith(row.key) : key.value === row.key;
    return matches && !row.off.includes(value?.value ?? labelValue(asked, key.value) ?? '');
  });
}

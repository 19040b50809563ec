import type { Protocol } from '../commands/facts.ts';
import { protocolOf, targetPortOf } from '../kubernetes/defaults.ts';
import type { Container, ContainerPort, Pod, Service, ServicePort } from '../kubernetes/model.ts';
import type { PodFacts } from './facts.ts';

/** The port of a pod that a Service's port is passed on to. */
export interface TargetPort {
  readonly number: number;
  /** Its entry under `ports`; a number needs none. */
  readonly declared: { readonly container: Container; readonly port: ContainerPort } | undefined;
}

/**
 * Where a Service's port leads in a pod: a number stands for itself; a name is looked up, with the protocol, among
 * the ports of the main containers, then of the native sidecars, never of plain init containers. Undefined where the
 * pod has no such name (pkg/api/v1/pod/util.go and staging/src/k8s.io/endpointslice, FindPort, v1.32).
 */
export function targetPortIn(pod: Pod, port: ServicePort): TargetPort | undefined {
  return targetPorts(pod)(port);
}

/** The same for several ports of Services: the pod's own are gone through once. */
export function targetPorts(pod: Pod): (port: ServicePort) => TargetPort | undefined {
  let firsts: ReadonlyMap<string, NonNullable<TargetPort['declared']>> | undefined;
  return (port) => {
    const target = targetPortOf(port)?.value;
    if (target === undefined) return undefined;
    firsts ??= firstPorts(pod);
    const declared = firsts.get(`${typeof target} ${target} ${protocolOf(port)}`);
    if (typeof target === 'number') return { number: target, declared };
    const number = declared?.port.containerPort?.value;
    return number === undefined ? undefined : { number, declared };
  };
}

/** Whether one of some pods has a port to which a Service's port leads; of each list of pods that is worked out once. */
export function haveTarget(pods: readonly PodFacts[], port: ServicePort): boolean {
  const target = targetPortOf(port)?.value;
  if (typeof target !== 'string') return target !== undefined && pods.length > 0;
  const known = namedPorts.get(pods) ?? new Set(pods.flatMap(({ pod }) => namedPortsOf(pod)));
  namedPorts.set(pods, known);
  return known.has(`string ${target} ${protocolOf(port)}`);
}

const namedPorts = new WeakMap<readonly PodFacts[], ReadonlySet<string>>();

function namedPortsOf(pod: Pod): readonly string[] {
  return portNames(pod).map(({ name, protocol }) => `string ${name} ${protocol}`);
}

/** The names by which Services find the numbers of a pod's ports. */
export function portNames(
  pod: Pod,
): readonly { readonly name: string; readonly number: number; readonly protocol: Protocol }[] {
  return [...firstPorts(pod)].flatMap(([key, { port }]) => {
    const { name, containerPort } = port;
    if (name === undefined || containerPort === undefined || !key.startsWith('string ')) return [];
    return [{ name: name.value, number: containerPort.value, protocol: protocolOf(port) }];
  });
}

/** The first port of each name and of each number, with its protocol. */
function firstPorts(pod: Pod): ReadonlyMap<string, NonNullable<TargetPort['declared']>> {
  const firsts = new Map<string, NonNullable<TargetPort['declared']>>();
  for (const entry of portsBehindServices(pod)) {
    const { containerPort, name } = entry.port;
    for (const key of [containerPort?.value, name?.value]) {
      const whole = `${typeof key} ${key} ${protocolOf(entry.port)}`;
      if (key !== undefined && !firsts.has(whole)) firsts.set(whole, entry);
    }
  }
  return firsts;
}

/** The declared ports of a pod that a Service can find by their names, in the order in which they are tried. */
export function portsBehindServices(
  pod: Pod,
): readonly { readonly container: Container; readonly port: ContainerPort }[] {
  return (['main', 'sidecar'] as const)
    .flatMap((role) => pod.containers.filter((container) => container.role === role))
    .flatMap((container) => container.ports.map((port) => ({ container, port })));
}

/** The entry of a Service that a client reaches on a port. */
export function servicePortFor(
  service: Service,
  port: number,
  protocol: 'TCP' | 'UDP' | 'SCTP',
): ServicePort | undefined {
  return service.ports.find(
    (entry) => entry.port?.value === port && protocolOf(entry) === protocol,
  );
}

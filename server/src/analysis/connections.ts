import type { Certainty, ConnectFact, Protocol } from '../commands/facts.ts';
import { handlerFacts } from '../commands/handlers.ts';
import { protocolOf, targetPortOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import { mapField, textField } from '../kubernetes/fields.ts';
import type { Handler, HandlerAction, Resource, ServicePort } from '../kubernetes/model.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { isLoopbackHost, targetOf } from './endpoints.ts';
import type { ContainerFacts, Place, PodFacts } from './facts.ts';
import type { LinkedContainer, LinkedPod, SelectingService, Socket } from './linked.ts';
import { NO_SUCH_PORT, reach } from './reach.ts';
import type { Outcome } from './reach.ts';
import { serviceNamed } from './service-names.ts';
import { servicePortFor, targetPorts } from './service-ports.ts';

/** Somebody's attempt to reach a port of a pod, and whom it meets there. */
export interface Connection<From extends Origin = Origin> {
  readonly from: From;
  /** The characters that say it: the probe's port, the address in the command, the Service's port. */
  readonly place: Place;
  /** Of the pod; absent where the name of it is found nowhere. */
  readonly port: number | undefined;
  /** As it is written, where that is a name. */
  readonly portName: string | undefined;
  readonly protocol: Protocol;
  /** How sure it is that anybody connects. */
  readonly certainty: Certainty;
  /** Who answers; empty unless `outcome` is `reaches`. */
  readonly reaches: readonly Socket[];
  /** Who listens on that port as well, and is not reached. */
  readonly missed: readonly Socket[];
  readonly outcome: Outcome;
}

export type Origin = FromKubelet | FromContainer | FromService | FromPod;

/** An HTTP, TCP or gRPC probe or hook, which comes to the pod's address. */
export interface FromKubelet {
  readonly type: 'kubelet';
  readonly container: LinkedContainer;
  readonly handler: Handler;
}

/** A container of the pod to itself or to a sibling, at localhost. */
export interface FromContainer {
  readonly type: 'container';
  readonly container: LinkedContainer;
  readonly endpoint: ConnectFact;
  /** The probe or hook whose command does it; absent for the container's own program. */
  readonly handler: Handler | undefined;
}

/** Whoever connects to a Service that selects the pod; `port` is what it is passed on from. */
export interface FromService {
  readonly type: 'service';
  readonly service: SelectingService;
  readonly port: ServicePort;
}

/** A container of a pod of the scope, this one itself among them, that addresses such a Service. */
export interface FromPod {
  readonly type: 'pod';
  readonly pod: PodFacts;
  readonly container: ContainerFacts;
  readonly endpoint: ConnectFact;
  readonly service: SelectingService;
  /** Absent where the Service has no such port, and for a headless Service, which has none of its own. */
  readonly port: ServicePort | undefined;
}

/** Who connects to a pod. Each part is worked out when first asked for, and asks the scope no sooner. */
export interface PodConnections {
  /** Probes and hooks that the kubelet sends. */
  readonly fromKubelet: readonly Connection<FromKubelet>[];
  /** Containers of the pod at localhost. */
  readonly fromContainers: readonly Connection<FromContainer>[];
  readonly fromServices: readonly Connection<FromService>[];
  /** By way of the pod's Services. */
  readonly fromPods: readonly Connection<FromPod>[];
}

export function connectionsOf(pod: LinkedPod): PodConnections {
  return new Connections(pod);
}

/** A class, since each object that is written down with a getter gets a shape of its own. */
class Connections implements PodConnections {
  readonly #pod: LinkedPod;
  #kubelet: PodConnections['fromKubelet'] | undefined;
  #containers: PodConnections['fromContainers'] | undefined;
  #services: PodConnections['fromServices'] | undefined;
  #pods: PodConnections['fromPods'] | undefined;

  constructor(pod: LinkedPod) {
    this.#pod = pod;
  }

  get fromKubelet(): PodConnections['fromKubelet'] {
    return (this.#kubelet ??= fromKubelet(this.#pod));
  }

  get fromContainers(): PodConnections['fromContainers'] {
    return (this.#containers ??= fromContainers(this.#pod));
  }

  get fromServices(): PodConnections['fromServices'] {
    return (this.#services ??= fromServices(this.#pod));
  }

  get fromPods(): PodConnections['fromPods'] {
    return (this.#pods ??= fromPods(this.#pod));
  }
}

function fromKubelet(pod: LinkedPod): readonly Connection<FromKubelet>[] {
  return pod.containers.flatMap((container) =>
    container.container.handlers.flatMap((handler): readonly Connection<FromKubelet>[] => {
      const { action } = handler;
      if (!action || action.type === 'exec' || action.type === 'sleep') return [];
      const { port } = action;
      const to = addressAsked(action, pod);
      if (!port || !to) return [];
      // A string of digits is taken for the number (pkg/probe/util.go ResolveContainerPort, v1.32).
      const isName = typeof port.value === 'string' && !/^\d+$/.test(port.value);
      const own = container.container.ports.find(({ name }) => name?.value === port.value);
      const number = isName ? own?.containerPort?.value : Number(port.value);
      return [
        {
          from: { type: 'kubelet', container, handler },
          place: { document: pod.document, span: port.span },
          port: number,
          portName: typeof port.value === 'string' && isName ? port.value : undefined,
          protocol: 'TCP',
          certainty: 'certain',
          ...reach(pod, { port: number, protocol: 'TCP', to, from: container }),
        },
      ];
    }),
  );
}

/** Where the kubelet sends a probe; undefined where that is not the pod. */
function addressAsked(
  action: Extract<HandlerAction, { readonly port: unknown }>,
  pod: LinkedPod,
): 'pod' | 'localhost' | undefined {
  if (!action.host) return 'pod';
  // The kubelet runs on the node, so its localhost is a pod's only on the node's network.
  return isLoopbackHost(action.host.value) && usesHostNetwork(pod.facts.pod)
    ? 'localhost'
    : undefined;
}

function fromContainers(pod: LinkedPod): readonly Connection<FromContainer>[] {
  return pod.containers.flatMap((container) => [
    ...container.endpoints.flatMap((endpoint) => local(pod, container, endpoint, undefined)),
    ...container.container.handlers.flatMap((handler) =>
      handlerFacts(container.container, handler).connects.flatMap((endpoint) =>
        local(pod, container, endpoint, handler),
      ),
    ),
  ]);
}

function local(
  pod: LinkedPod,
  container: LinkedContainer,
  endpoint: ConnectFact,
  handler: Handler | undefined,
): readonly Connection<FromContainer>[] {
  const { port, protocol, certainty } = endpoint;
  const span = spanOfTraced(pod.document.yaml, endpoint.digits ?? endpoint.hostText);
  if (port === undefined || !span || targetOf(endpoint, container, pod).type !== 'pod') return [];
  return [
    {
      from: { type: 'container', container, endpoint, handler },
      place: { document: pod.document, span },
      port,
      portName: undefined,
      protocol,
      certainty,
      ...reach(pod, { port, protocol, to: 'localhost', from: container }),
    },
  ];
}

function fromServices(pod: LinkedPod): readonly Connection<FromService>[] {
  const targetIn = targetPorts(pod.facts.pod);
  return pod.services.flatMap((service) =>
    service.service.ports.flatMap((port): readonly Connection<FromService>[] => {
      const written = targetPortOf(port);
      if (!written) return [];
      return [
        {
          from: { type: 'service', service, port },
          place: { document: service.document, span: written.span },
          ...passedOn(pod, port, targetIn),
          certainty: 'certain',
        },
      ];
    }),
  );
}

function fromPods(pod: LinkedPod): readonly Connection<FromPod>[] {
  const targetIn = targetPorts(pod.facts.pod);
  return pod.services.flatMap((service) => {
    const name = service.resource.name?.value;
    if (name === undefined) return [];
    return pod.scope.podsCalling(name).flatMap((caller) =>
      caller.containers.flatMap((container) =>
        container.commands.connects.flatMap((endpoint): readonly Connection<FromPod>[] => {
          const namespace = caller.resource.namespace?.value;
          const found = serviceNamed(endpoint.host, namespace, pod.scope);
          const span = spanOfTraced(caller.document.yaml, endpoint.digits ?? endpoint.hostText);
          const { port, protocol, certainty } = endpoint;
          if (found?.resource !== service.resource || port === undefined || !span) return [];
          const entry = servicePortFor(service.service, port, protocol);
          const direct = isHeadless(service.resource);
          return [
            {
              from: { type: 'pod', pod: caller, container, endpoint, service, port: entry },
              place: { document: caller.document, span },
              ...(direct
                ? atNumber(pod, port, protocol)
                : entry
                  ? passedOn(pod, entry, targetIn)
                  : unnamed(undefined, protocol)),
              certainty,
            },
          ];
        }),
      ),
    );
  });
}

type Passed = Omit<Connection, 'from' | 'place' | 'certainty'>;

function passedOn(
  pod: LinkedPod,
  port: ServicePort,
  targetIn: ReturnType<typeof targetPorts>,
): Passed {
  const written = targetPortOf(port)?.value;
  const portName = typeof written === 'string' ? written : undefined;
  const target = targetIn(port);
  if (!target) return unnamed(portName, protocolOf(port));
  return { ...atNumber(pod, target.number, protocolOf(port)), portName };
}

function atNumber(pod: LinkedPod, port: number, protocol: Protocol): Passed {
  const reached = reach(pod, { port, protocol, to: 'pod', from: undefined });
  return { port, portName: undefined, protocol, ...reached };
}

function unnamed(portName: string | undefined, protocol: Protocol): Passed {
  return { port: undefined, portName, protocol, ...NO_SUCH_PORT };
}

/** The name of a headless Service resolves to its pods themselves, whose ports the client then names. */
function isHeadless({ node }: Resource): boolean {
  const spec = mapField(node, 'spec');
  return (spec && textField(spec, 'clusterIP')?.value) === 'None';
}

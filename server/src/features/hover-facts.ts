import type { PodFacts } from '../analysis/facts.ts';
import type { LinkedContainer, LinkedDocument, LinkedPod, Listener } from '../analysis/linked.ts';
import { containerLabel } from '../analysis/labels.ts';
import { targetPortIn } from '../analysis/service-ports.ts';
import { sharesProcesses, targetPortOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { ServicePort } from '../kubernetes/model.ts';
import { listed } from '../kubernetes/schema-words.ts';
import { touches } from '../text/span.ts';
import type { PathStep } from '../yaml/path.ts';
import type { Step } from './cursor.ts';
import type { HoverFact } from './hover.ts';

export interface FactPlace {
  readonly linked: LinkedDocument;
  readonly offset: number;
  readonly path: readonly Step[];
  /** The field that the place belongs to. */
  readonly owner: { readonly definition: string; readonly field: string } | undefined;
  readonly steps: readonly PathStep[];
}

/** What Podspace knows of a place, beyond what Kubernetes says of its field. */
export function knownAt(place: FactPlace): readonly HoverFact[] {
  const pod = podAt(place);
  const container = pod && containerAt(pod, place);
  const owner = place.owner ? `${place.owner.definition}.${place.owner.field}` : '';
  if (owner.startsWith('ServicePort.')) return serviceFacts(place);
  if (!pod) return [];
  if (/^(?:HTTPGetAction|TCPSocketAction|GRPCAction)\.port$/.test(owner)) {
    return portFacts(pod, numberAt(place) ?? namedPort(container, place));
  }
  if (owner.startsWith('ContainerPort.')) return portFacts(pod, declaredPort(container, place));
  if (container && owner === 'Container.name') return [namespaceFact(pod, container)];
  if (/^(?:Volume|VolumeMount)\.name$/.test(owner)) return volumeFacts(pod, textAt(place));
  if (owner === 'VolumeMount.mountPath') return volumeFacts(pod, mountedVolume(container, place));
  return accessFacts(pod, place);
}

function podAt({ linked, offset }: FactPlace): LinkedPod | undefined {
  return linked.pods.find(({ facts }) => touches(facts.pod.spec.span, offset));
}

function containerAt(pod: LinkedPod, { offset }: FactPlace): LinkedContainer | undefined {
  return pod.containers.find(({ container }) => touches(container.node.span, offset));
}

/** The scalar under the pointer, or the value of the key that is. */
function scalarAt({ steps }: FactPlace): string | number | undefined {
  const pair = steps.findLast((step) => step.kind === 'map')?.pair;
  const last = steps.at(-1);
  const inList = steps.findLast((step) => step.kind !== 'scalar')?.kind === 'seq';
  const scalar = inList && last?.kind === 'scalar' ? last.scalar : pair?.value;
  if (scalar?.kind !== 'scalar') return undefined;
  return typeof scalar.value === 'number' ? scalar.value : scalar.text;
}

function numberAt(place: FactPlace): number | undefined {
  const value = scalarAt(place);
  return typeof value === 'number' ? value : undefined;
}

function textAt(place: FactPlace): string | undefined {
  const value = scalarAt(place);
  return value === undefined ? undefined : String(value);
}

/** A probe's port name is looked for in its own container only. */
function namedPort(container: LinkedContainer | undefined, place: FactPlace): number | undefined {
  const name = textAt(place);
  return container?.container.ports.find((port) => port.name?.value === name)?.containerPort?.value;
}

function declaredPort(
  container: LinkedContainer | undefined,
  { offset }: FactPlace,
): number | undefined {
  return container?.container.ports.find(({ node }) => touches(node.span, offset))?.containerPort
    ?.value;
}

function mountedVolume(
  container: LinkedContainer | undefined,
  { offset }: FactPlace,
): string | undefined {
  return container?.container.mounts.find(({ node }) => touches(node.span, offset))?.name?.value;
}

function portFacts(pod: LinkedPod, port: number | undefined): readonly HoverFact[] {
  if (port === undefined) return [];
  const listeners = pod.containers.flatMap(({ listeners: all, label }) =>
    all.filter((listener) => listener.port === port).map((listener) => ({ listener, label })),
  );
  if (listeners.length > 0) {
    return listeners.map(({ listener, label }) => listenerFact(listener, label));
  }
  const complete = pod.containers.every(({ listenersComplete }) => listenersComplete);
  return complete
    ? [
        {
          text: `No container of this pod listens on port ${port}.`,
          evidence: [],
          certainty: 'likely',
        },
      ]
    : [];
}

function listenerFact(listener: Listener, label: string): HoverFact {
  const { port, protocol, address, program, certainty } = listener;
  const where =
    address.type === 'loopback'
      ? ', on loopback only: nothing outside of the pod reaches it'
      : address.type === 'ip'
        ? `, on ${address.text} only`
        : '';
  const who = program === undefined ? `\`${label}\`` : `\`${label}\` (${program})`;
  return {
    text: `${who} listens on port ${port}/${protocol}${where}.`,
    evidence: listener.evidence.map(({ document, span, words }) => ({ document, span, words })),
    certainty,
    ...(certainty !== 'certain' && {
      correction: 'If it is not so, say in `.podspace.yaml` what this image listens on.',
    }),
  };
}

/** Who shares which of Linux' namespaces with a container. */
function namespaceFact(pod: LinkedPod, own: LinkedContainer): HoverFact {
  const others = pod.containers
    .filter((container) => container !== own)
    .map(({ label }) => `\`${label}\``);
  const { hostIPC, hostPID } = pod.facts.pod;
  const network = usesHostNetwork(pod.facts.pod)
    ? "Network and hostname are the node's"
    : others.length > 0
      ? `Shares network (one IP address, one row of ports) and hostname with ${listed(others)}`
      : 'Has the network and the hostname of the pod for itself';
  const ipc = hostIPC?.value === true ? "IPC is the node's" : 'IPC goes with them';
  const processes =
    hostPID?.value === true
      ? "it sees the node's processes"
      : sharesProcesses(pod.facts.pod)
        ? 'all containers of the pod see each other’s processes'
        : 'its processes are its own';
  const volumes = own.mounts.flatMap(({ volume, mount }) => {
    const name = volume?.name?.value ?? mount.name?.value;
    const with_ = pod.containers.filter(
      (other) =>
        other !== own && other.mounts.some((mounted) => mounted.mount.name?.value === name),
    );
    return name !== undefined && with_.length > 0
      ? [`\`${name}\` with ${listed(with_.map(({ label }) => `\`${label}\``))}`]
      : [];
  });
  const files =
    volumes.length > 0
      ? `Files are its own, but for volumes: ${listed([...new Set(volumes)])}.`
      : 'Files are its own: no volume is shared with another container.';
  return { text: `${network}; ${ipc}; ${processes}. ${files}`, evidence: [] };
}

/** Where a volume is mounted. */
function volumeFacts(pod: LinkedPod, name: string | undefined): readonly HoverFact[] {
  const mounts = pod.containers.flatMap(({ mounts: all, label }) =>
    all
      .filter(({ mount }) => mount.name?.value === name && mount.mountPath)
      .map(({ mount, path, subPath, readOnly }) => ({ mount, path, subPath, readOnly, label })),
  );
  if (name === undefined) return [];
  if (mounts.length === 0) return [{ text: `No container mounts \`${name}\`.`, evidence: [] }];
  return mounts.map(({ mount, path, subPath, readOnly, label }) => ({
    text: `\`${label}\` has it at \`${path}\`${subPath ? `, from its \`${subPath}\`` : ''}${readOnly ? ', to read only' : ''}.`,
    evidence: [
      { document: pod.document, span: mount.mountPath?.span ?? mount.node.span, words: 'mount' },
    ],
  }));
}

/** Which file a path is, and who else uses it. */
function accessFacts(pod: LinkedPod, { offset }: FactPlace): readonly HoverFact[] {
  return pod.containers.flatMap(({ accesses, label }) =>
    accesses
      .filter(({ place }) => place.document === pod.document && touches(place.span, offset))
      .map(({ fact, place, where }): HoverFact => {
        const verb =
          fact.mode === 'read' ? 'reads' : fact.mode === 'write' ? 'writes' : 'uses the socket';
        const evidence = [{ ...place, words: 'here' }];
        const { certainty } = fact;
        const file = `\`${label}\` ${verb} \`${fact.path}\``;
        switch (where.type) {
          case 'volume': {
            const name = where.mount.mount.name?.value ?? '';
            const path = where.path === '' ? 'its root' : `\`${where.path}\``;
            return { text: `${file}: ${path} in volume \`${name}\`.`, evidence, certainty };
          }
          case 'private':
            return {
              text: `${file}, a file of its own that no other container sees.`,
              evidence,
              certainty,
            };
          case 'shared':
            return { text: `${file}, which all containers of the pod see.`, evidence, certainty };
          case 'unknown':
            return {
              text: `${file}, below a mount whose \`subPath\` is not known here.`,
              evidence,
              certainty,
            };
        }
      }),
  );
}

/** The pods behind a port of a Service. */
function serviceFacts({ linked, offset }: FactPlace): readonly HoverFact[] {
  const resource = linked.facts.kubernetes.resources.find(({ node }) => touches(node.span, offset));
  if (resource?.body.type !== 'service') return [];
  const { selector, ports } = resource.body.service;
  const port = ports.find(({ node }) => touches(node.span, offset));
  const target = port && targetPortOf(port)?.value;
  if (!selector || selector.length === 0 || !port || target === undefined) return [];
  const pods = linked.scope.podsFor(resource.namespace?.value, selector);
  if (pods.length === 0) {
    return [
      { text: 'No pod of these manifests has the labels that this Service selects.', evidence: [] },
    ];
  }
  return pods.map((pod) => behind(pod, port, target));
}

function behind(pod: PodFacts, port: ServicePort, target: number | string): HoverFact {
  const { resource } = pod;
  const name = `${resource.kind.value} \`${resource.name?.value ?? ''}\``;
  const declared = targetPortIn(pod.pod, port)?.declared;
  if (!declared) {
    return {
      text: `Reaches the pods of ${name}, where no container declares port ${target}.`,
      evidence: [],
    };
  }
  const label = containerLabel(declared.container);
  return {
    text: `Reaches port ${declared.port.containerPort?.value ?? target} of container \`${label}\` in the pods of ${name}.`,
    evidence: [{ document: pod.document, span: declared.port.node.span, words: 'port' }],
  };
}

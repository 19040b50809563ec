import { portConflicts } from '../analysis/conflicts.ts';
import type { DocumentFacts, Place } from '../analysis/facts.ts';
import { containerLabel, resourceLabel } from '../analysis/labels.ts';
import type { LinkedDocument, LinkedPod } from '../analysis/linked.ts';
import { targetPorts as targetPortsOf } from '../analysis/service-ports.ts';
import { targetPortOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { ContainerPort, Resource } from '../kubernetes/model.ts';
import { listed } from '../kubernetes/schema-words.ts';

/** Each kind can be turned off by itself: `podspace.inlayHints.KIND`. */
export const INLAY_HINT_KINDS = ['sharedPorts', 'portNames', 'hostPorts', 'sidecars'] as const;
export type InlayHintKind = (typeof INLAY_HINT_KINDS)[number];

/** Words that the editor shows after a value, as if they stood in the text. */
export interface InlayHint {
  readonly kind: InlayHintKind;
  readonly document: DocumentFacts;
  /** Where the words stand, in the document: behind the value that they are about. */
  readonly offset: number;
  /** One after the other; a part with a `target` leads there. */
  readonly parts: readonly { readonly text: string; readonly target?: Place }[];
  /** Why the words are true, in a whole sentence. */
  readonly tooltip: string;
}

/** The hints of a document, in no certain order. */
export function inlayHints(linked: LinkedDocument): readonly InlayHint[] {
  return [
    ...linked.pods.flatMap((pod) => [
      ...sharedPorts(pod),
      ...probePortNames(pod),
      ...hostPorts(pod),
      ...sidecars(pod),
    ]),
    ...linked.facts.kubernetes.resources.flatMap((resource) => targetPorts(linked, resource)),
  ];
}

/** Who else is on a port, behind each place that says so. */
function sharedPorts(pod: LinkedPod): readonly InlayHint[] {
  return portConflicts(pod).flatMap(({ listener, others, port, protocol }) => {
    const at = listener.evidence.find(({ document }) => document === pod.document);
    if (!at) return [];
    const names = others.map(({ container }) => container.label);
    return [
      {
        kind: 'sharedPorts',
        document: pod.document,
        offset: behind(pod.document, at.span.end),
        parts: [
          { text: 'also ' },
          ...others.map(({ container, listener: other }, i) => ({
            text: i === 0 ? container.label : `, ${container.label}`,
            ...(other.evidence[0] && { target: other.evidence[0] }),
          })),
        ],
        tooltip: `${listed(names.map(quoted))} ${names.length === 1 ? 'is' : 'are'} on port ${port}/${protocol} of this pod too.`,
      } satisfies InlayHint,
    ];
  });
}

/** The number behind a port's name in a probe or hook: the name counts in its own container only. */
function probePortNames(pod: LinkedPod): readonly InlayHint[] {
  return pod.containers.flatMap(({ container, label }) =>
    container.handlers.flatMap(({ action }) => {
      const port = action && 'port' in action ? action.port : undefined;
      const declared = container.ports.find(({ name }) => name?.value === port?.value);
      const number = declared?.containerPort;
      if (!port || typeof port.value !== 'string' || !number) return [];
      return [
        {
          kind: 'portNames',
          document: pod.document,
          offset: behind(pod.document, port.span.end),
          parts: [
            { text: '= ' },
            { text: String(number.value), target: { document: pod.document, span: number.span } },
          ],
          tooltip: `Port "${port.value}" of ${quoted(label)} is ${number.value}.`,
        } satisfies InlayHint,
      ];
    }),
  );
}

/** What a Service's named `targetPort` resolves to, in each of the workloads behind it. */
function targetPorts(linked: LinkedDocument, { body, namespace }: Resource): readonly InlayHint[] {
  if (body.type !== 'service' || !body.service.selector?.length) return [];
  const pods = linked.scope
    .podsFor(namespace?.value, body.service.selector)
    .map((pod) => ({ pod, targetIn: targetPortsOf(pod.pod) }));
  return body.service.ports.flatMap((port) => {
    const target = targetPortOf(port);
    if (!target || typeof target.value !== 'string') return [];
    const found = pods.flatMap(({ pod, targetIn }) => {
      const declared = targetIn(port)?.declared;
      return declared?.port.containerPort
        ? [{ pod, declared, number: declared.port.containerPort }]
        : [];
    });
    if (found.length === 0) return [];
    const where = found.map(
      ({ pod, declared, number }) =>
        `${number.value} in ${quoted(containerLabel(declared.container))} of ${pod.resource.kind.value} ${quoted(resourceLabel(pod.resource))}`,
    );
    // What is the same in several workloads is said once, and leads to the first of them.
    const told = new Map<string, Place>();
    for (const { pod, declared, number } of found) {
      const words = `${number.value} (${containerLabel(declared.container)})`;
      if (!told.has(words)) told.set(words, { document: pod.document, span: number.span });
    }
    return [
      {
        kind: 'portNames',
        document: linked.facts,
        offset: behind(linked.facts, target.span.end),
        parts: [
          { text: '= ' },
          ...[...told].map(([words, place], i) => ({
            text: `${i === 0 ? '' : ', '}${words}`,
            target: place,
          })),
        ],
        tooltip: `Port "${target.value}" is ${listed(where)}.`,
      } satisfies InlayHint,
    ];
  });
}

/** On the node's network every port is the node's, whether `hostPort` is written or not. */
function hostPorts(pod: LinkedPod): readonly InlayHint[] {
  if (!usesHostNetwork(pod.facts.pod)) return [];
  const { hostNetwork } = pod.facts.pod;
  return pod.containers
    .flatMap(({ container }) => container.ports)
    .flatMap(({ containerPort, hostPort }: ContainerPort) => {
      if (!containerPort || hostPort) return [];
      return [
        {
          kind: 'hostPorts',
          document: pod.document,
          offset: containerPort.span.end,
          parts: [
            {
              text: `= hostPort ${containerPort.value}`,
              ...(hostNetwork && { target: { document: pod.document, span: hostNetwork.span } }),
            },
          ],
          tooltip: `The pod is on its node's network, so this is port ${containerPort.value} of the node.`,
        } satisfies InlayHint,
      ];
    });
}

/** What an init container with `restartPolicy: Always` is. */
function sidecars(pod: LinkedPod): readonly InlayHint[] {
  return pod.containers.flatMap(({ container }) => {
    const { name, restartPolicy, role } = container;
    if (role !== 'sidecar' || !name) return [];
    return [
      {
        kind: 'sidecars',
        document: pod.document,
        offset: behind(pod.document, name.span.end),
        parts: [
          {
            text: 'native sidecar',
            ...(restartPolicy && { target: { document: pod.document, span: restartPolicy.span } }),
          },
        ],
        tooltip: `${quoted(name.value)} starts in its place among the init containers and runs until the pod ends.`,
      } satisfies InlayHint,
    ];
  });
}

/** Behind the quote that ends there, where one does. */
function behind({ chunk }: DocumentFacts, offset: number): number {
  return /^['"]/.test(chunk.text.slice(offset, offset + 1)) ? offset + 1 : offset;
}

function quoted(name: string): string {
  return `"${name}"`;
}

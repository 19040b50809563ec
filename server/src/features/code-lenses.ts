import type { Place } from '../analysis/facts.ts';
import type { LinkedPod, Socket } from '../analysis/linked.ts';
import { sharesProcesses, usesHostNetwork } from '../kubernetes/defaults.ts';
import type { ContainerRole, Pod } from '../kubernetes/model.ts';
import type { Problem } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';

/** A few words over a pod, and the places that they speak of. `map` stands for the picture of the pod. */
export interface CodeLens {
  readonly type: 'containers' | 'listeners' | 'namespaces' | 'problems' | 'map';
  readonly title: string;
  /** Where it stands, in the pod's document. */
  readonly at: Span;
  readonly places: readonly Place[];
}

type Words = Omit<CodeLens, 'at'>;

/** What stands over a pod, from left to right. `problems` are those of its document. */
export function codeLenses(pod: LinkedPod, problems: readonly Problem[]): readonly CodeLens[] {
  const { resource } = pod.facts;
  // Over its first line, where a class or function has them.
  const { start } = resource.node.span;
  const at = { start, end: start };
  const lenses: readonly Words[] = [
    containersLens(pod),
    ...listenersLens(pod),
    namespacesLens(pod),
    ...problemsLens(problems.filter((problem) => problem.resource === resource)),
    { type: 'map', title: 'Show Pod Map', places: [] },
  ];
  return lenses.map((lens) => ({ ...lens, at }));
}

const ROLES: readonly (readonly [ContainerRole, string, string])[] = [
  ['init', 'init container', 'init containers'],
  ['sidecar', 'native sidecar', 'native sidecars'],
  ['main', 'container', 'containers'],
  ['ephemeral', 'ephemeral container', 'ephemeral containers'],
];

function containersLens(pod: LinkedPod): Words {
  const counted = ROLES.flatMap(([role, one, many]) => {
    const count = pod.containers.filter(({ container }) => container.role === role).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return {
    type: 'containers',
    title: counted.join(', ') || 'no containers',
    places: pod.containers.map(({ container }) => ({
      document: pod.document,
      span: (container.name ?? container.node).span,
    })),
  };
}

/** So many listeners are told one by one. */
const FEW = 4;

/** None where nobody is known to listen. */
function listenersLens(pod: LinkedPod): readonly Words[] {
  const sockets = pod.containers
    .flatMap((container) =>
      container.listeners.map((listener): Socket => ({ container, listener })),
    )
    .filter(({ listener }) => listener.certainty !== 'possible');
  if (sockets.length === 0) return [];
  const words = sockets.map(
    ({ container, listener: { port, protocol } }) =>
      `${port}${protocol === 'TCP' ? '' : `/${protocol}`} ${container.label}`,
  );
  const unique = [...new Set(words)];
  const shown = unique.slice(0, FEW).join(', ');
  const more = unique.length - FEW;
  return [
    {
      type: 'listeners',
      title: `listening: ${shown}${more > 0 ? ` and ${more} more` : ''}`,
      places: sockets.flatMap(({ listener }) => listener.evidence.slice(0, 1)),
    },
  ];
}

function namespacesLens({ facts: { pod }, document, containers }: LinkedPod): Words {
  return {
    type: 'namespaces',
    title: containers.length > 1 ? `shared: ${sharedNames(pod).join(', ')}` : ownNames(pod),
    places: namespaceFields(pod).map((span) => ({ document, span })),
  };
}

function sharedNames(pod: Pod): readonly string[] {
  return [
    usesHostNetwork(pod) ? "the node's network" : 'network',
    ...(usesHostNetwork(pod) ? [] : ['hostname']),
    pod.hostIPC?.value === true ? "the node's IPC" : 'IPC',
    ...(sharesProcesses(pod)
      ? [pod.hostPID?.value === true ? "the node's processes" : 'processes']
      : []),
  ];
}

/** A single container shares with the node only. */
function ownNames(pod: Pod): string {
  const shared = sharedNames(pod).filter((name) => name.startsWith('the node'));
  return shared.length > 0 ? `on ${shared.join(', ')}` : 'namespaces of its own';
}

function namespaceFields({ spec, hostNetwork, hostIPC, hostPID, shareProcessNamespace }: Pod) {
  const written = [hostNetwork, hostIPC, hostPID, shareProcessNamespace].flatMap((field) =>
    field?.value === true ? [field.span] : [],
  );
  return written.length > 0 ? written : [{ start: spec.span.start, end: spec.span.start }];
}

function problemsLens(problems: readonly Problem[]): readonly Words[] {
  const serious = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (serious.length === 0) return [];
  return [
    {
      type: 'problems',
      title: serious.length === 1 ? '1 problem' : `${serious.length} problems`,
      places: serious.map(({ document, span }) => ({ document, span })),
    },
  ];
}

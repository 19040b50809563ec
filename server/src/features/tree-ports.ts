import type { PodFacts } from '../analysis/facts.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import { nodePortClaims, nodeSockets } from '../analysis/node-ports.ts';
import { compareText } from '../analysis/scopes.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';
import type { Problem } from '../rules/rule.ts';
import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { counted, countsOf, distinct, lazily, NO_CHILDREN, NO_COUNTS, plus } from './tree-item.ts';
import type { TreeItem } from './tree-item.ts';

/** A port of the node that a pod takes. */
export interface PortTake {
  readonly pod: PodFacts;
  readonly container: string;
  readonly port: number;
  readonly protocol: string;
  /** Empty for all addresses. */
  readonly address: string;
  readonly how: 'hostPort' | 'hostNetwork' | 'hostNetwork, not declared';
  readonly span: Span;
  /** Those at the port itself. */
  readonly problems: readonly Problem[];
}

/** What a pod takes of its node's port space; `problems` are those of the pod. */
export function takesOf({ facts }: LinkedPod, problems: readonly Problem[]): readonly PortTake[] {
  const at = (span: Span): readonly Problem[] =>
    problems.filter((problem) => covers(span, problem.span));
  if (usesHostNetwork(facts.pod))
    return nodeSockets(facts).map((socket) => ({
      pod: facts,
      container: socket.container,
      port: socket.port,
      protocol: socket.protocol,
      address: socket.address.type === 'ip' ? socket.address.text : '',
      how: socket.declared ? 'hostNetwork' : 'hostNetwork, not declared',
      span: socket.span,
      problems: at(socket.span),
    }));
  return nodePortClaims(facts).map((claim) => ({
    pod: facts,
    container: claim.container,
    port: claim.at.value,
    protocol: claim.protocol,
    address: claim.address === '0.0.0.0' ? '' : claim.address,
    how: 'hostPort',
    span: claim.at.span,
    problems: at(claim.at.span),
  }));
}

/**
 * The row of a node's port space, with a row for each port that is taken; undefined where none is. Whether takers are
 * in conflict is the rules' to say: two pods of one node may come from manifests that are never applied together.
 */
export function nodePortsItem(takes: readonly PortTake[]): TreeItem | undefined {
  if (takes.length === 0) return undefined;
  const ports = new Map<string, PortTake[]>();
  const here = takes.map((take) => onNodeOf(takes, take));
  for (const take of here) {
    const key = `${take.port}/${take.protocol}`;
    ports.set(key, [...(ports.get(key) ?? []), take]);
  }
  const conflicts = [...ports.values()].filter((takers) => takers.some(isConflict)).length;
  const children = lazily(() =>
    [...ports]
      .sort(([a], [b]) => parseInt(a, 10) - parseInt(b, 10) || compareText(a, b))
      .map(([key, takers]) => portItem(key, takers)),
  );
  return {
    id: 'node-ports',
    kind: 'node-ports',
    label: 'Ports',
    description: [`${ports.size} taken`, conflicts > 0 ? counted(conflicts, 'conflict') : '']
      .filter(Boolean)
      .join(' · '),
    tooltip: "The node's own ports, and which pods take them.",
    problems: problemsOf(here),
    hasChildren: true,
    children,
  };
}

/** A conflict with a pod of another node is nothing of this one. */
function onNodeOf(takes: readonly PortTake[], take: PortTake): PortTake {
  const isHere = ({ related }: Problem): boolean =>
    related.length === 0 ||
    related.some((one) =>
      takes.some(
        ({ pod }) => pod.document === one.document && covers(pod.resource.node.span, one.span),
      ),
    );
  const problems = take.problems.filter((one) => !isOfConflict(one) || isHere(one));
  return { ...take, problems };
}

function isConflict({ problems }: PortTake): boolean {
  return problems.some(isOfConflict);
}

function isOfConflict({ rule }: Problem): boolean {
  return rule === 'host-port-conflict' || rule === 'port-conflict';
}

function problemsOf(takes: readonly PortTake[]): TreeItem['problems'] {
  return takes.map(({ problems }) => countsOf(problems)).reduce(plus, NO_COUNTS);
}

function portItem(key: string, takers: readonly PortTake[]): TreeItem {
  const [first, ...others] = takers;
  const isContested = takers.some(isConflict);
  const row = {
    id: `node-port:${key}`,
    kind: 'node-port',
    label: key,
    problems: problemsOf(takers),
  } as const;
  if (first && others.length === 0)
    return {
      ...row,
      description: [takerText(first), isContested ? 'conflict' : ''].filter(Boolean).join(' · '),
      tooltip: `Taken by ${takerText(first)}.`,
      place: { document: first.pod.document, span: first.span },
      ...NO_CHILDREN,
    };
  const rows = distinct(takers.map(takerItem));
  return {
    ...row,
    description: [takersText(takers), isContested ? 'conflict' : ''].filter(Boolean).join(' · '),
    tooltip: isContested
      ? 'Taken more than once: these pods cannot all run on this node.'
      : 'Several manifests take it; nothing says that they run at once.',
    hasChildren: true,
    children: () => rows,
  };
}

function takerItem(take: PortTake): TreeItem {
  return {
    id: `taker:${podText(take)}/${take.container}`,
    kind: 'taker',
    label: podText(take),
    description: [take.container, take.how, take.address].filter(Boolean).join(' · '),
    tooltip: `Takes it with ${take.how}.`,
    place: { document: take.pod.document, span: take.span },
    problems: countsOf(take.problems),
    ...NO_CHILDREN,
  };
}

/** The pods; where there is one, its containers. */
function takersText(takers: readonly PortTake[]): string {
  const pods = [...new Set(takers.map(podText))];
  const containers = takers.map(({ container }) => container).join(', ');
  return pods.length === 1 ? `${pods.join('')} · ${containers}` : pods.join(', ');
}

function takerText(take: PortTake): string {
  return [podText(take), take.container, take.how, take.address].filter(Boolean).join(' · ');
}

function podText({ pod: { resource } }: PortTake): string {
  return `${resource.kind.value} ${resource.name?.value ?? 'without a name'}`;
}

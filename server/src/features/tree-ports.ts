import type { PodFacts, Place } from '../analysis/facts.ts';
import { resourceLabel } from '../analysis/labels.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import { nodePortClaims, nodeSockets } from '../analysis/node-ports.ts';
import { usesHostNetwork } from '../kubernetes/defaults.ts';
import type { Problem } from '../rules/rule.ts';
import { compareText } from '../text/compare-text.ts';
import { groupBy } from '../text/group-by.ts';
import { lazily } from '../text/lazily.ts';
import { lastIndexWhere } from '../text/search.ts';
import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { counted, countsOf, distinct, NO_CHILDREN, NO_COUNTS, plus } from './tree-item.ts';
import type { FilePlace, TreeItem } from './tree-item.ts';

/** A port of the node that a pod takes: plain values, so that what was read of the pod can be forgotten. */
export interface PortTake {
  /** The id of the pod that takes it. */
  readonly pod: string;
  /** Its kind and name. */
  readonly podText: string;
  readonly container: string;
  readonly port: number;
  readonly protocol: string;
  /** Empty for all addresses. */
  readonly address: string;
  readonly how: 'hostPort' | 'hostNetwork' | 'hostNetwork, not declared';
  readonly place: FilePlace;
  /** Those at the port itself. */
  readonly problems: readonly TakeProblem[];
}

interface TakeProblem {
  readonly isOfConflict: boolean;
  readonly severity: Problem['severity'];
  /** The ids of the pods that it points at. */
  readonly related: readonly string[];
}

/** Stands for a place where no pod is. */
const NOBODY = '';

/** The pod that takes ports, and where it stands. */
export interface Taker {
  readonly id: string;
  readonly uri: string;
  readonly document: number;
  /** Of the pod. */
  readonly problems: readonly Problem[];
  /** The ids of the pods that hold a place. */
  readonly podsAt: (place: Place) => readonly string[];
}

/** What a pod takes of its node's port space. */
export function takesOf({ facts }: LinkedPod, taker: Taker): readonly PortTake[] {
  const { id, uri, document, podsAt } = taker;
  const problems = taker.problems.toSorted((a, b) => a.span.start - b.span.start);
  const startingIn = ({ start, end }: Span): readonly Problem[] =>
    problems.slice(
      lastIndexWhere(problems, ({ span }) => span.start < start) + 1,
      lastIndexWhere(problems, ({ span }) => span.start <= end) + 1,
    );
  const at = (span: Span): Pick<PortTake, 'pod' | 'podText' | 'place' | 'problems'> => ({
    pod: id,
    podText: podText(facts),
    place: { uri, document, span },
    problems: startingIn(span)
      .filter((problem) => covers(span, problem.span))
      .map(({ rule, severity, related }) => ({
        isOfConflict: rule === 'host-port-conflict' || rule === 'port-conflict',
        severity,
        related: related.flatMap((place) => {
          const pods = podsAt(place);
          return pods.length > 0 ? pods : [NOBODY];
        }),
      })),
  });
  if (usesHostNetwork(facts.pod))
    return nodeSockets(facts).map((socket) => ({
      ...at(socket.span),
      container: socket.container,
      port: socket.port,
      protocol: socket.protocol,
      address: socket.address.type === 'ip' ? socket.address.text : '',
      how: socket.declared ? 'hostNetwork' : 'hostNetwork, not declared',
    }));
  return nodePortClaims(facts).map((claim) => ({
    ...at(claim.at.span),
    container: claim.container,
    port: claim.at.value,
    protocol: claim.protocol,
    address: claim.address === '0.0.0.0' ? '' : claim.address,
    how: 'hostPort',
  }));
}

/**
 * The row of a node's port space, with a row for each port that is taken; undefined where none is. Whether takers are
 * in conflict is the rules' to say: two pods of one node may come from manifests that are never applied together.
 */
export function nodePortsItem(takes: readonly PortTake[]): TreeItem | undefined {
  if (takes.length === 0) return undefined;
  const pods = new Set(takes.map(({ pod }) => pod));
  const here = takes.map((take) => onNodeOf(pods, take));
  const ports = groupBy(here, ({ port, protocol }) => `${port}/${protocol}`);
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
function onNodeOf(pods: ReadonlySet<string>, take: PortTake): PortTake {
  const isHere = ({ related }: TakeProblem): boolean =>
    related.length === 0 || related.some((one) => pods.has(one));
  const problems = take.problems.filter((one) => !one.isOfConflict || isHere(one));
  return { ...take, problems };
}

function isConflict({ problems }: PortTake): boolean {
  return problems.some(({ isOfConflict }) => isOfConflict);
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
      place: first.place,
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
    id: `taker:${take.podText}/${take.container}`,
    kind: 'taker',
    label: take.podText,
    description: [take.container, take.how, take.address].filter(Boolean).join(' · '),
    tooltip: `Takes it with ${take.how}.`,
    place: take.place,
    problems: countsOf(take.problems),
    ...NO_CHILDREN,
  };
}

/** The pods; where there is one, its containers. */
function takersText(takers: readonly PortTake[]): string {
  const pods = [...new Set(takers.map((take) => take.podText))];
  const containers = takers.map(({ container }) => container).join(', ');
  return pods.length === 1 ? `${pods.join('')} · ${containers}` : pods.join(', ');
}

function takerText(take: PortTake): string {
  return [take.podText, take.container, take.how, take.address].filter(Boolean).join(' · ');
}

function podText({ resource }: PodFacts): string {
  return `${resource.kind.value} ${resourceLabel(resource) || 'without a name'}`;
}

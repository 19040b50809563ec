import { admits } from '../analysis/node-fit.ts';
import { compareText } from '../text/compare-text.ts';
import { fileNameOf } from '../text/uri.ts';
import type { Project } from './project.ts';
import type { NodeEntry, PodEntry } from './tree-entry.ts';
import { counted } from './tree-item.ts';
import type { ProblemCounts, TreeItem } from './tree-item.ts';
import { podItem } from './tree-pod.ts';
import { nodePortsItem } from './tree-ports.ts';

/** What the topmost rows are. */
export type Grouping = 'node' | 'namespace' | 'file';

type GroupKind = 'node' | 'every-node' | 'any-node' | 'static' | 'namespace' | 'file';

/** A topmost row: its kind, and the node, namespace or file that it is of. */
export interface GroupName {
  readonly kind: GroupKind;
  readonly name: string;
}

/** A topmost row with the pods below it, by their ids. */
export interface Group extends GroupName {
  readonly node: NodeEntry | undefined;
  readonly pods: ReadonlyMap<string, PodEntry>;
  readonly problems: ProblemCounts;
}

/** The nodes that manifests describe, and the names of these and of those that pods name. */
export interface KnownNodes {
  readonly described: ReadonlyMap<string, NodeEntry>;
  readonly names: ReadonlySet<string>;
}

export function groupId({ kind, name }: GroupName): string {
  return name === '' ? kind : `${kind}:${name}`;
}

/** The topmost rows that a pod goes below: a DaemonSet below every node that lets it in. */
export function groupsOf(
  entry: PodEntry,
  grouping: Grouping,
  nodes: KnownNodes,
): readonly GroupName[] {
  if (grouping === 'file') return [{ kind: 'file', name: entry.uri }];
  if (grouping === 'namespace') return [{ kind: 'namespace', name: entry.namespace ?? '' }];
  return groupsByNode(entry, nodes);
}

const ANY_NODE: GroupName = { kind: 'any-node', name: '' };

function groupsByNode(entry: PodEntry, nodes: KnownNodes): readonly GroupName[] {
  const { hold, needs } = entry;
  switch (hold.type) {
    case 'static':
      return [{ kind: 'static', name: '' }];
    case 'pinned':
      return hold.nodes.map((name) => ({ kind: 'node', name }));
    case 'every': {
      const letIn = [...nodes.names].filter((name) => {
        const node = nodes.described.get(name);
        // Of a node that is known by its name only, nobody knows the labels.
        return node ? needs !== undefined && admits(node, needs) : hold.words === '';
      });
      return [
        { kind: 'every-node', name: '' },
        ...letIn.map((name) => ({ kind: 'node', name }) as const),
      ];
    }
    case 'restricted': {
      if (hold.nodes.length > 0 || hold.isGated) return [ANY_NODE];
      const [only, ...others] = [...nodes.described.values()].filter(
        (node) => needs !== undefined && admits(node, needs),
      );
      return only && others.length === 0 ? [{ kind: 'node', name: only.name }] : [ANY_NODE];
    }
    case 'free':
      return [ANY_NODE];
  }
}

/** Nodes by name, then every node, static pods and any node; namespaces and files by name, those without one last. */
export function compareGroups(a: GroupName, b: GroupName): number {
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    Number(a.name === '') - Number(b.name === '') ||
    compareText(a.name, b.name)
  );
}

const ORDER: readonly GroupKind[] = [
  'node',
  'every-node',
  'static',
  'any-node',
  'namespace',
  'file',
];

/** The topmost row; `rows` gives what is below it. */
export function groupItem(group: Group, rows: () => readonly TreeItem[]): TreeItem {
  const count = counted(group.pods.size, 'pod');
  const { label, aside, tooltip } = wordsOf(group);
  return {
    id: groupId(group),
    kind: group.kind,
    label,
    description: [aside, count].filter(Boolean).join(' · '),
    tooltip,
    problems: group.problems,
    hasChildren: group.pods.size > 0,
    children: rows,
    ...(group.node && { place: group.node.place }),
  };
}

/** What is below a topmost row: of nodes the port space first, then the pods by name. */
export function* rowsOf(project: Project, group: Group): Iterable<TreeItem> {
  const ports = portsRowOf(group);
  if (ports) yield ports;
  for (const entry of inOrder(group)) yield rowOf(project, group, entry);
}

/** By name: in the group itself they stand in the order in which they came, which editing changes. */
function inOrder({ pods }: Group): readonly PodEntry[] {
  return [...pods.values()].sort(
    (a, b) => compareText(a.label, b.label) || compareText(a.id, b.id),
  );
}

export function rowOf(project: Project, { kind }: GroupName, entry: PodEntry): TreeItem {
  return podItem(project, entry, kind === 'namespace' || kind === 'file' ? kind : 'node');
}

/** The ports of one node, or those that DaemonSets take on every node. */
export function portsRowOf(group: Group): TreeItem | undefined {
  if (group.kind !== 'node' && group.kind !== 'every-node') return undefined;
  return nodePortsItem(inOrder(group).flatMap(({ takes }) => takes));
}

function wordsOf(group: Group): { label: string; aside: string; tooltip: string } {
  const { kind, name } = group;
  switch (kind) {
    case 'node':
      return { label: name, aside: nodeAside(group.node), tooltip: nodeTooltip(name, group.node) };
    case 'every-node':
      return {
        label: 'Every node',
        aside: '',
        tooltip: 'A DaemonSet runs one pod on each node that lets it in.',
      };
    case 'static':
      return {
        label: 'Static pods',
        aside: '',
        tooltip: 'A kubelet reads these files itself and runs the pods on its own node.',
      };
    case 'any-node':
      return {
        label: 'Any node',
        aside: 'scheduler decides',
        tooltip: 'The scheduler decides on which node each of these pods runs.',
      };
    case 'namespace':
      return name === ''
        ? {
            label: 'No namespace',
            aside: '',
            tooltip: 'They go into the namespace that kubectl is told.',
          }
        : { label: name, aside: '', tooltip: `Namespace **${name}**` };
    case 'file': {
      const path = [...group.pods.values()][0]?.path ?? fileNameOf(name);
      const slash = path.lastIndexOf('/');
      return {
        label: path.slice(slash + 1),
        aside: path.slice(0, Math.max(0, slash)),
        tooltip: path,
      };
    }
  }
}

function nodeAside(node: NodeEntry | undefined): string {
  if (!node) return '';
  if (node.spec.unschedulable?.value === true) return 'cordoned';
  return node.spec.taints.length > 0 ? counted(node.spec.taints.length, 'taint') : '';
}

function nodeTooltip(name: string, node: NodeEntry | undefined): string {
  if (!node) return `Node **${name}**, which pods name and no manifest describes.`;
  const labels = node.labels.map(({ key, value }) => `${key.value}=${value?.value ?? ''}`);
  const taints = node.spec.taints.map(
    ({ key, value, effect }) =>
      `${key?.value ?? ''}${value ? `=${value.value}` : ''}:${effect?.value ?? ''}`,
  );
  return [
    `Node **${name}**`,
    ...(labels.length > 0 ? [`Labels: ${labels.join(', ')}`] : []),
    ...(taints.length > 0 ? [`Taints: ${taints.join(', ')}`] : []),
    ...(node.spec.unschedulable?.value === true ? ['Cordoned: takes no new pods.'] : []),
  ].join('\n\n');
}

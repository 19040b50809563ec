import type { Place, PodFacts } from '../analysis/facts.ts';
import type { LinkedDocument, LinkedPod } from '../analysis/linked.ts';
import { placementOf } from '../analysis/placement.ts';
import { compareText } from '../analysis/scopes.ts';
import type { SourceFile } from '../analysis/workspace.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import type { Resource } from '../kubernetes/model.ts';
import { identityOf } from '../kubernetes/model.ts';
import type { Problem } from '../rules/rule.ts';
import { fileNameOf, isWithin, relativePath } from '../text/uri.ts';
import type { Project } from './project.ts';
import { containerItem } from './tree-container.ts';
import { countsOf, distinct, sumOf } from './tree-item.ts';
import type { TreeItem } from './tree-item.ts';

/** Rows of pods, kept by the document and the problems that they were made from. */
export type TreeMemory = WeakMap<
  LinkedDocument,
  { readonly problems: readonly Problem[]; readonly pods: readonly PodRow[] }
>;

export interface PodRow {
  readonly where: Where;
  readonly item: TreeItem;
}

/** The row that a pod goes below. */
type Where =
  | { readonly type: 'node'; readonly name: string }
  | { readonly type: 'every-node' }
  | { readonly type: 'any-node' };

/**
 * Nodes, the pods on them, their containers, and the containers' ports and mounts, from the manifests alone: nodes
 * that manifests name, by name; then every node; then any node.
 */
export function nodesAndPods(project: Project, memory: TreeMemory): readonly TreeItem[] {
  const nodes = new Map<string, { readonly place?: Place; readonly pods: TreeItem[] }>();
  const everyNode: TreeItem[] = [];
  const anyNode: TreeItem[] = [];
  const files = [...project.snapshot.files.values()].sort((a, b) => compareText(a.uri, b.uri));
  for (const { name, place } of files.flatMap(nodeResources)) {
    if (!nodes.has(name)) nodes.set(name, { place, pods: [] });
  }
  for (const { where, item } of files.flatMap((file) => podsOf(project, memory, file))) {
    if (where.type === 'every-node') everyNode.push(item);
    else if (where.type === 'any-node') anyNode.push(item);
    else {
      const node = nodes.get(where.name);
      if (node) node.pods.push(item);
      else nodes.set(where.name, { pods: [item] });
    }
  }
  const named = [...nodes].sort(([a], [b]) => compareText(a, b));
  return distinct([
    ...named.map(([name, { place, pods }]) =>
      group(
        {
          id: `node:${name}`,
          kind: 'node',
          label: name,
          tooltip: `Node **${name}**: pods that their manifests pin to it.`,
        },
        pods,
        place,
      ),
    ),
    ...(everyNode.length > 0
      ? [
          group(
            {
              id: 'every-node',
              kind: 'every-node',
              label: 'Every node',
              tooltip: 'A DaemonSet runs one pod on each node that it is let on.',
            },
            everyNode,
          ),
        ]
      : []),
    ...(anyNode.length > 0
      ? [
          group(
            {
              id: 'any-node',
              kind: 'any-node',
              label: 'Any node',
              tooltip:
                'The scheduler decides on which node each of these pods runs. All containers of one pod always run on one node.',
            },
            anyNode,
          ),
        ]
      : []),
  ]);
}

function group(
  row: Pick<TreeItem, 'id' | 'kind' | 'label' | 'tooltip'>,
  pods: readonly TreeItem[],
  place?: Place,
): TreeItem {
  const children = distinct(
    [...pods].sort((a, b) => compareText(a.label, b.label) || compareText(a.id, b.id)),
  );
  const count = pods.length === 1 ? '1 pod' : `${pods.length} pods`;
  return {
    ...row,
    description: row.kind === 'any-node' ? `scheduler decides · ${count}` : count,
    problems: sumOf(children),
    children,
    ...(place && { place }),
  };
}

function nodeResources(file: SourceFile): readonly { readonly name: string; place: Place }[] {
  return file.documents.flatMap((document) =>
    document.kubernetes.resources.flatMap(({ body, name }) =>
      body.type === 'node' && name
        ? [{ name: name.value, place: { document, span: name.span } }]
        : [],
    ),
  );
}

function podsOf(project: Project, memory: TreeMemory, file: SourceFile): readonly PodRow[] {
  if (project.configurations.ignores(file.uri)) return [];
  const problems = project.problemsOf(file);
  return file.documents.flatMap((document, index) => {
    if (document.pods.length === 0) return [];
    const linked = project.snapshot.link(document);
    const found = problems[index] ?? [];
    const known = memory.get(linked);
    if (known?.problems === found) return known.pods;
    const pods = linked.pods.map((pod) => ({
      where: whereIs(pod.facts),
      item: podItem(project, file, pod, found),
    }));
    memory.set(linked, { problems: found, pods });
    return pods;
  });
}

/** A pod that is held to several nodes goes where the scheduler decides. */
function whereIs(pod: PodFacts): Where {
  const placement = placementOf(pod);
  if (placement.type === 'every') return { type: 'every-node' };
  const [name, ...others] = placement.type === 'pinned' ? nodeNames(placement.nodes) : [];
  return name === undefined || others.length > 0 ? { type: 'any-node' } : { type: 'node', name };
}

function nodeNames(nodes: readonly LocatedText[]): readonly string[] {
  return [...new Set(nodes.map(({ value }) => value))];
}

function podItem(
  project: Project,
  file: SourceFile,
  pod: LinkedPod,
  problems: readonly Problem[],
): TreeItem {
  const { resource } = pod.facts;
  const own = problems.filter((problem) => concerns(problem, resource));
  const left = new Set(own);
  const children = distinct(
    pod.containers.map((container) => containerItem(container, pod, own, left)),
  );
  const namespace = resource.namespace?.value;
  const path = shownPath(project, file.uri);
  return {
    id: `pod:${file.uri}#${resource.kind.value}/${namespace ?? ''}/${resource.name?.value ?? ''}`,
    kind: 'pod',
    label: resource.name?.value ?? `${resource.kind.value} without a name`,
    description: [kindText(pod.facts), namespace, path].filter(Boolean).join(' · '),
    tooltip: podTooltip(pod, path),
    place: { document: pod.document, span: identityOf(resource) },
    problems: sumOf(children, countsOf([...left])),
    children,
  };
}

function concerns(problem: Problem, resource: Resource): boolean {
  return problem.resource === undefined || problem.resource === resource;
}

/** `Deployment ×3`. */
function kindText({ resource, workload }: PodFacts): string {
  const replicas = workload.replicas?.value;
  const kind = resource.kind.value;
  return replicas === undefined || replicas === 1 ? kind : `${kind} ×${replicas}`;
}

function podTooltip(pod: LinkedPod, path: string): string {
  const { resource, pod: spec } = pod.facts;
  const network = spec.hostNetwork?.value === true;
  const processes =
    spec.hostPID?.value === true
      ? "the node's"
      : spec.shareProcessNamespace?.value === true
        ? 'shared by its containers'
        : 'each container its own';
  return [
    `**${resource.kind.value} ${resource.name?.value ?? ''}** in ${path}`,
    '',
    `- Network and hostname: ${network ? "the node's" : 'shared by its containers'}`,
    `- IPC: ${spec.hostIPC?.value === true ? "the node's" : 'shared by its containers'}`,
    `- Processes: ${processes}`,
    '- Files: each container its own, but for the volumes that it mounts',
    ...placementText(placementOf(pod.facts)),
  ].join('\n');
}

function placementText(placement: ReturnType<typeof placementOf>): readonly string[] {
  if (placement.type === 'pinned' && placement.nodes.length > 1)
    return ['', `The scheduler decides among ${nodeNames(placement.nodes).join(', ')}.`];
  if (placement.type !== 'every' || placement.selector.length === 0) return [];
  const labels = placement.selector.map(({ key, value }) => `${key.value}=${value?.value ?? ''}`);
  return ['', `Only on nodes with ${labels.join(', ')}.`];
}

/** The file's path in the workspace; its name alone for a file outside. */
function shownPath({ folders }: Project, uri: string): string {
  const folder = folders.find((root) => isWithin(root, uri));
  const path = folder === undefined ? undefined : relativePath(folder, uri);
  if (path === undefined) return fileNameOf(uri);
  return folders.length > 1 && folder !== undefined ? `${fileNameOf(folder)}/${path}` : path;
}

import type { PodFacts } from '../analysis/facts.ts';
import type { LinkedDocument, LinkedPod } from '../analysis/linked.ts';
import type { DescribedNode } from '../analysis/node-fit.ts';
import type { Place } from '../analysis/facts.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { Resource } from '../kubernetes/model.ts';
import { identityOf } from '../kubernetes/model.ts';
import type { Problem } from '../rules/rule.ts';
import { fileNameOf, isWithin, relativePath } from '../text/uri.ts';
import type { Project } from './project.ts';
import { containerItem } from './tree-container.ts';
import { holdOf } from './tree-hold.ts';
import type { Hold } from './tree-hold.ts';
import { countsOf, distinct, lazily } from './tree-item.ts';
import type { ProblemCounts, TreeItem } from './tree-item.ts';
import { takesOf } from './tree-ports.ts';
import type { PortTake } from './tree-ports.ts';

/** What the tree shows of one file. */
export interface FileEntry {
  readonly file: SourceFile;
  readonly pods: readonly PodEntry[];
  readonly nodes: readonly NodeEntry[];
}

export interface NodeEntry extends DescribedNode {
  readonly place: Place;
}

/** A pod, whose rows are made when they are asked for; the same object for as long as nothing of it has changed. */
export interface PodEntry {
  readonly id: string;
  readonly uri: string;
  /** The file's path in the workspace. */
  readonly path: string;
  readonly pod: LinkedPod;
  readonly hold: Hold;
  readonly problems: ProblemCounts;
  readonly containers: () => readonly TreeItem[];
  /** The ports of its node that it takes. */
  readonly takes: () => readonly PortTake[];
  /** All that a filter may ask for, in lower case. */
  readonly searchText: () => string;
}

/** Entries of pods, kept by the document and the problems that they were made from. */
export type TreeMemory = WeakMap<
  LinkedDocument,
  { readonly problems: readonly Problem[]; readonly pods: readonly PodEntry[] }
>;

/** Undefined for a file that holds nothing that the tree shows. */
export function fileEntry(
  project: Project,
  memory: TreeMemory,
  uri: string,
): FileEntry | undefined {
  const file = project.snapshot.file(uri);
  if (!file) return undefined;
  const pods = distinct(podsIn(project, memory, file));
  const nodes = file.documents.flatMap((document) =>
    document.kubernetes.resources.flatMap(({ body, name, labels }): NodeEntry[] =>
      body.type === 'node' && name
        ? [{ name: name.value, labels, spec: body.node, place: { document, span: name.span } }]
        : [],
    ),
  );
  return pods.length > 0 || nodes.length > 0 ? { file, pods, nodes } : undefined;
}

function podsIn(project: Project, memory: TreeMemory, file: SourceFile): readonly PodEntry[] {
  if (project.configurations.ignores(file.uri)) return [];
  if (file.documents.every(({ pods }) => pods.length === 0)) return [];
  const problems = project.problemsOf(file);
  return file.documents.flatMap((document, index) => {
    if (document.pods.length === 0) return [];
    const linked = project.snapshot.link(document);
    const found = problems[index] ?? [];
    const known = memory.get(linked);
    if (known?.problems === found) return known.pods;
    const pods = linked.pods.map((pod) => podEntry(project, file.uri, pod, found));
    memory.set(linked, { problems: found, pods });
    return pods;
  });
}

function podEntry(
  project: Project,
  uri: string,
  pod: LinkedPod,
  problems: readonly Problem[],
): PodEntry {
  const { resource } = pod.facts;
  const own = problems.filter(
    (problem) => problem.resource === undefined || problem.resource === resource,
  );
  return {
    id: `pod:${uri}#${resource.kind.value}/${resource.namespace?.value ?? ''}/${resource.name?.value ?? ''}`,
    uri,
    path: shownPath(project, uri),
    pod,
    hold: holdOf(pod.facts, uri),
    problems: countsOf(own),
    containers: lazily(() => {
      const left = new Set(own);
      const reference = referenceOf(resource);
      return distinct(
        pod.containers.map((container) => containerItem(container, pod, own, left, reference)),
      );
    }),
    takes: lazily(() => takesOf(pod, own)),
    searchText: lazily(() => searchText(pod)),
  };
}

/** The row of a pod; `where` says what its group already tells. */
export function podItem(entry: PodEntry, where: 'node' | 'namespace' | 'file'): TreeItem {
  const { pod, hold, path } = entry;
  const { resource } = pod.facts;
  const node = hold.type === 'pinned' && where !== 'node' ? `on ${hold.nodes.join()}` : '';
  return {
    id: entry.id,
    kind: 'pod',
    label: resource.name?.value ?? `${resource.kind.value} without a name`,
    description: [
      kindText(pod.facts),
      [node, hold.words].filter(Boolean).join(' '),
      where === 'namespace' ? '' : resource.namespace?.value,
      where === 'file' ? '' : path,
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: podTooltip(entry),
    place: { document: pod.document, span: identityOf(resource) },
    hold: hold.type,
    reference: referenceOf(resource),
    services: pod.services.length,
    problems: entry.problems,
    hasChildren: pod.containers.length > 0,
    children: entry.containers,
  };
}

/** `Deployment ×3`. */
function kindText({ resource, workload }: PodFacts): string {
  const replicas = workload.replicas?.value;
  const kind = resource.kind.value;
  return replicas === undefined || replicas === 1 ? kind : `${kind} ×${replicas}`;
}

/** `deployment/web -n shop`: kubectl takes a custom resource's kind with its group. */
function referenceOf({ apiVersion, kind, name, namespace }: Resource): string {
  const [group] = (apiVersion?.value ?? '').split('/');
  const isCustom = group?.includes('.') === true && !group.endsWith('.k8s.io');
  const type = kind.value.toLowerCase() + (isCustom ? `.${group}` : '');
  const inNamespace = namespace ? ` -n ${namespace.value}` : '';
  return name ? `${type}/${name.value}${inNamespace}` : `${type}${inNamespace}`;
}

function podTooltip({ pod, hold }: PodEntry): string {
  const { resource, pod: spec } = pod.facts;
  const ofNode = [
    ...(spec.hostNetwork?.value === true ? ['network'] : []),
    ...(spec.hostPID?.value === true ? ['processes'] : []),
    ...(spec.hostIPC?.value === true ? ['IPC'] : []),
  ];
  const shared = [
    ...(spec.hostNetwork?.value === true ? [] : ['network and hostname']),
    ...(spec.hostIPC?.value === true ? [] : ['IPC']),
    ...(spec.shareProcessNamespace?.value === true ? ['processes'] : []),
  ];
  return [
    `**${resource.kind.value} ${resource.name?.value ?? ''}**`,
    hold.sentence,
    [
      shared.length > 0 ? `Its containers share ${shared.join(', ')}` : 'Its containers',
      ofNode.length > 0 ? `use the node's ${ofNode.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join(shared.length > 0 ? ', and ' : ' ')
      .concat('.'),
  ].join('\n\n');
}

function searchText({ facts, containers }: LinkedPod): string {
  const { resource, pod } = facts;
  return [
    resource.name?.value,
    resource.kind.value,
    resource.namespace?.value,
    pod.nodeName?.value,
    ...containers.flatMap(({ label, container, listeners }) => [
      label,
      container.image?.value,
      ...container.ports.flatMap(({ name, hostPort }) => [name?.value, hostPort?.value]),
      ...listeners.map(({ port, protocol }) => `${port}/${protocol}`),
    ]),
  ]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase();
}

/** The file's path in the workspace; its name alone for a file outside. */
function shownPath({ folders }: Project, uri: string): string {
  const folder = folders.find((root) => isWithin(root, uri));
  const path = folder === undefined ? undefined : relativePath(folder, uri);
  if (path === undefined) return fileNameOf(uri);
  return folders.length > 1 && folder !== undefined ? `${fileNameOf(folder)}/${path}` : path;
}

import type { PodFacts, Place } from '../analysis/facts.ts';
import { resourceLabel } from '../analysis/labels.ts';
import type { LinkedDocument, LinkedPod } from '../analysis/linked.ts';
import { nodeNeeds } from '../analysis/node-fit.ts';
import type { DescribedNode, NodeNeeds } from '../analysis/node-fit.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import { identityOf } from '../kubernetes/model.ts';
import type { Resource } from '../kubernetes/model.ts';
import type { Problem } from '../rules/rule.ts';
import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Project } from './project.ts';
import { shownPath } from './shown-path.ts';
import { holdOf } from './tree-hold.ts';
import type { Hold } from './tree-hold.ts';
import { countsOf, distinct } from './tree-item.ts';
import type { FilePlace, ProblemCounts, TreeItem } from './tree-item.ts';
import { takesOf } from './tree-ports.ts';
import type { PortTake } from './tree-ports.ts';

/** What the tree shows of one file. */
export interface FileEntry {
  readonly pods: readonly PodEntry[];
  readonly nodes: readonly NodeEntry[];
}

export interface NodeEntry extends DescribedNode {
  readonly place: FilePlace;
}

/**
 * A pod as its own row and the rows above it need it: plain values, so that all that was read of it can be forgotten.
 * The same object for as long as nothing of it has changed.
 */
export interface PodEntry {
  readonly id: string;
  readonly uri: string;
  /** The file's path in the workspace. */
  readonly path: string;
  /** Index of its document in the file. */
  readonly document: number;
  /** Of its resource in the document. */
  readonly span: Span;
  /** Where its name stands. */
  readonly identity: Span;
  readonly label: string;
  /** Its kind, and how many there are. */
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly reference: string;
  readonly tooltip: string;
  readonly hold: Hold;
  /** Where it depends on what nodes there are. */
  readonly needs: NodeNeeds | undefined;
  readonly services: number;
  readonly hasContainers: boolean;
  readonly problems: ProblemCounts;
  /** The ports of its node that it takes. */
  readonly takes: readonly PortTake[];
  /** All that a filter may ask for, in lower case. */
  readonly searchText: string;
  /** What was made of it for the rows below; it goes with the pod that it was made from. */
  readonly below: BelowPod;
}

interface BelowPod {
  rows?: WeakMap<
    LinkedPod,
    { readonly problems: readonly Problem[]; readonly items: readonly TreeItem[] }
  >;
}

/** Entries of pods, kept by the document and what else they were made from. */
export type TreeMemory = WeakMap<
  LinkedDocument,
  {
    readonly index: number;
    readonly problems: readonly Problem[];
    readonly pods: readonly PodEntry[];
  }
>;

/** A pod that an entry is of, as it is now. */
export interface FoundPod {
  readonly pod: LinkedPod;
  /** Those of its document. */
  readonly problems: readonly Problem[];
}

/** Undefined for a file that holds nothing that the tree shows. */
export function fileEntry(
  project: Project,
  memory: TreeMemory,
  uri: string,
): FileEntry | undefined {
  const file = project.snapshot.file(uri);
  if (!file) return undefined;
  const pods = distinct(podsIn(project, memory, file));
  const nodes = file.documents.flatMap((document, index) =>
    document.kubernetes.resources.flatMap(({ body, name, labels }): NodeEntry[] =>
      body.type === 'node' && name
        ? [
            {
              name: name.value,
              labels,
              spec: body.node,
              place: { uri, document: index, span: name.span },
            },
          ]
        : [],
    ),
  );
  return pods.length > 0 || nodes.length > 0 ? { pods, nodes } : undefined;
}

/** Reads anew what was forgotten; undefined where the pod is gone. */
export function findPod(project: Project, { id, uri, document }: PodEntry): FoundPod | undefined {
  const file = project.snapshot.file(uri);
  if (!file) return undefined;
  const indexes = file.documents.map((_, index) => index);
  // An edit above it may not have come into the tree yet.
  for (const index of [document, ...indexes]) {
    const facts = file.documents[index];
    if (!facts || facts.pods.length === 0) continue;
    const table = podTable(project.snapshot.link(facts), uri);
    const pod = table.get(id) ?? table.get(id.replace(/~\d+$/, ''));
    if (!pod) continue;
    return { pod, problems: project.problemsOf(file)[index] ?? NO_PROBLEMS };
  }
  return undefined;
}

const NO_PROBLEMS: readonly Problem[] = [];

/** The first of each id; copies in one file have numbers behind theirs, see `distinct`. */
function podTable(linked: LinkedDocument, uri: string): ReadonlyMap<string, LinkedPod> {
  const known = podTables.get(linked);
  if (known?.uri === uri) return known.pods;
  const pods = new Map<string, LinkedPod>();
  for (const pod of linked.pods) {
    const id = podId(uri, pod.facts.resource);
    if (!pods.has(id)) pods.set(id, pod);
  }
  podTables.set(linked, { uri, pods });
  return pods;
}

/** A document can be a list of a thousand pods, and each of them is looked for. */
const podTables = new WeakMap<
  LinkedDocument,
  { readonly uri: string; readonly pods: ReadonlyMap<string, LinkedPod> }
>();

function podsIn(project: Project, memory: TreeMemory, file: SourceFile): readonly PodEntry[] {
  if (project.configurations.ignores(file.uri)) return [];
  if (file.documents.every(({ pods }) => pods.length === 0)) return [];
  const problems = project.problemsOf(file);
  return file.documents.flatMap((document, index) => {
    if (document.pods.length === 0) return [];
    const linked = project.snapshot.link(document);
    const found = problems[index] ?? [];
    const known = memory.get(linked);
    if (known?.problems === found && known.index === index) return known.pods;
    const pods = linked.pods.map((pod) => podEntry(project, { uri: file.uri, index }, pod, found));
    memory.set(linked, { index, problems: found, pods });
    return pods;
  });
}

function podEntry(
  project: Project,
  { uri, index }: { readonly uri: string; readonly index: number },
  pod: LinkedPod,
  problems: readonly Problem[],
): PodEntry {
  const { resource } = pod.facts;
  const own = ownProblems(pod, problems);
  const hold = holdOf(pod.facts, uri);
  const id = podId(uri, resource);
  return {
    id,
    uri,
    path: shownPath(project, uri),
    document: index,
    span: resource.node.span,
    identity: identityOf(resource),
    label: resourceLabel(resource) || `${resource.kind.value} without a name`,
    kind: kindText(pod.facts),
    namespace: resource.namespace?.value,
    reference: referenceOf(resource),
    tooltip: podTooltip(pod, hold),
    hold,
    needs: hold.type === 'every' || hold.type === 'restricted' ? nodeNeeds(pod.facts) : undefined,
    services: pod.services.length,
    hasContainers: pod.containers.length > 0,
    problems: countsOf(own),
    takes: takesOf(pod, {
      id,
      uri,
      document: index,
      problems: own,
      podsAt: (place) => podsAt(project, place),
    }),
    searchText: searchText(pod),
    below: {},
  };
}

function podId(uri: string, resource: Resource): string {
  const { kind, namespace } = resource;
  return `pod:${uri}#${kind.value}/${namespace?.value ?? ''}/${resourceLabel(resource)}`;
}

/** Of a document's problems those of one pod. */
export function ownProblems(
  { facts: { resource } }: LinkedPod,
  problems: readonly Problem[],
): readonly Problem[] {
  return problems.filter(
    (problem) => problem.resource === undefined || problem.resource === resource,
  );
}

function podsAt({ snapshot }: Project, { document, span }: Place): readonly string[] {
  const uri = snapshot.locate(document)?.file.uri;
  if (uri === undefined) return [];
  return document.pods
    .filter(({ resource }) => covers(resource.node.span, span))
    .map(({ resource }) => podId(uri, resource));
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

function podTooltip({ facts }: LinkedPod, hold: Hold): string {
  const { resource, pod: spec } = facts;
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
    `**${resource.kind.value} ${resourceLabel(resource)}**`,
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
    resourceLabel(resource),
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

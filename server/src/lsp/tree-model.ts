import { compareGroups, groupId, groupsOf } from '../features/tree-groups.ts';
import type { Group, GroupName, Grouping, KnownNodes } from '../features/tree-groups.ts';
import { minus, NO_COUNTS, plus } from '../features/tree-item.ts';
import type { ProblemCounts } from '../features/tree-item.ts';
import type { FileEntry, NodeEntry, PodEntry } from '../features/tree-entry.ts';

/** How the client wants the tree. */
export interface TreeShape {
  readonly grouping: Grouping;
  /** Words that all have to be found in a pod. */
  readonly filter: string;
}

/** What updates can have changed. */
export interface Effects {
  /** The nodes changed: pods may be anywhere else. */
  everything: boolean;
  /** There is a topmost row more, or one less. */
  groupsChanged: boolean;
  readonly groups: Set<string>;
  /** Pods of the files at hand, those that are gone included. */
  readonly pods: Map<string, PodEntry>;
}

export function noEffects(): Effects {
  return { everything: false, groupsChanged: false, groups: new Set(), pods: new Map() };
}

interface MutableGroup extends Group {
  node: NodeEntry | undefined;
  readonly pods: Map<string, PodEntry>;
  problems: ProblemCounts;
}

/** Pods in their groups, brought up to date file by file, so that an edit costs what its own file holds. */
export class TreeModel {
  readonly #files = new Map<string, FileEntry>();
  readonly #groups = new Map<string, MutableGroup>();
  readonly #homes = new Map<PodEntry, readonly string[]>();
  readonly #daemons = new Set<PodEntry>();
  #described = new Map<string, NodeEntry>();
  /** How many pods name each node. */
  readonly #named = new Map<string, number>();
  #shape: TreeShape;
  #words: readonly string[];
  #pods = 0;
  #problems = NO_COUNTS;

  constructor(shape: TreeShape) {
    this.#shape = shape;
    this.#words = wordsOf(shape.filter);
  }

  get shape(): TreeShape {
    return this.#shape;
  }

  /** Of all pods, each counted once. */
  get problems(): ProblemCounts {
    return this.#problems;
  }

  get podCount(): number {
    return this.#pods;
  }

  /** How many pods the filter lets through. */
  get shownCount(): number {
    return this.#homes.size;
  }

  group(id: string): Group | undefined {
    return this.#groups.get(id);
  }

  /** In the order in which they are shown. */
  groups(): readonly Group[] {
    return [...this.#groups.values()].sort(compareGroups);
  }

  podsOf(uri: string): readonly PodEntry[] {
    return this.#files.get(uri)?.pods ?? [];
  }

  /** The groups that a pod is shown in. */
  homesOf(pod: PodEntry): readonly string[] {
    return this.#homes.get(pod) ?? [];
  }

  reshape(shape: TreeShape): void {
    this.#shape = shape;
    this.#words = wordsOf(shape.filter);
    this.#regroup();
  }

  /** Takes in what files hold now, and adds to `effects`; undefined where a file holds nothing any more. */
  update(entries: Iterable<readonly [string, FileEntry | undefined]>, effects: Effects): void {
    let nodesChanged = false;
    for (const [uri, next] of entries) {
      const before = this.#files.get(uri);
      if (!before && !next) continue;
      if (next) this.#files.set(uri, next);
      else this.#files.delete(uri);
      if (describes(before) !== describes(next)) nodesChanged = true;
      else for (const node of next?.nodes ?? []) this.#replaceNode(node, effects);
      const kept = new Set(next?.pods);
      for (const pod of before?.pods ?? []) {
        effects.pods.set(pod.id, pod);
        if (!kept.delete(pod)) this.#count(pod, 'out', effects);
      }
      for (const pod of kept) this.#count(pod, 'in', effects);
      for (const pod of next?.pods ?? []) {
        effects.pods.set(pod.id, pod);
        for (const id of this.homesOf(pod)) effects.groups.add(id);
      }
    }
    if (nodesChanged) {
      this.#described = new Map(
        [...this.#files.values()].flatMap(({ nodes }) => nodes.map((node) => [node.name, node])),
      );
      this.#regroup();
      effects.everything = true;
    }
  }

  #count(pod: PodEntry, way: 'in' | 'out', effects: Effects): void {
    const change = way === 'in' ? 1 : -1;
    this.#pods += change;
    this.#problems = (way === 'in' ? plus : minus)(this.#problems, pod.problems);
    if (pod.hold.type === 'every') {
      if (way === 'in') this.#daemons.add(pod);
      else this.#daemons.delete(pod);
    }
    if (way === 'in') this.#settle(pod, effects);
    else this.#unsettle(pod, effects);
    if (pod.hold.type === 'pinned')
      for (const name of pod.hold.nodes) this.#name(name, change, effects);
  }

  /** A node that the first pod names, or that none names any more, gains or loses its DaemonSets. */
  #name(name: string, change: number, effects: Effects): void {
    const before = this.#named.get(name) ?? 0;
    const after = before + change;
    if (after > 0) this.#named.set(name, after);
    else this.#named.delete(name);
    if (this.#described.has(name) || (before > 0 && after > 0)) return;
    for (const daemon of this.#daemons) {
      this.#unsettle(daemon, effects);
      this.#settle(daemon, effects);
      effects.pods.set(daemon.id, daemon);
    }
  }

  #settle(pod: PodEntry, effects?: Effects): void {
    if (!this.#words.every((word) => pod.searchText.includes(word))) return;
    const homes = groupsOf(pod, this.#shape.grouping, this.#nodes()).map((name) => {
      const group = this.#groupOf(name, effects);
      group.pods.set(pod.id, pod);
      group.problems = plus(group.problems, pod.problems);
      return groupId(name);
    });
    this.#homes.set(pod, homes);
    for (const id of homes) effects?.groups.add(id);
  }

  #unsettle(pod: PodEntry, effects: Effects): void {
    for (const id of this.homesOf(pod)) {
      effects.groups.add(id);
      const group = this.#groups.get(id);
      if (!group) continue;
      if (group.pods.get(pod.id) === pod) group.pods.delete(pod.id);
      group.problems = minus(group.problems, pod.problems);
      if (group.pods.size > 0 || group.node) continue;
      this.#groups.delete(id);
      effects.groupsChanged = true;
    }
    this.#homes.delete(pod);
  }

  #groupOf(name: GroupName, effects?: Effects): MutableGroup {
    const id = groupId(name);
    const known = this.#groups.get(id);
    if (known) return known;
    const node = name.kind === 'node' ? this.#described.get(name.name) : undefined;
    const made: MutableGroup = { ...name, node, pods: new Map(), problems: NO_COUNTS };
    this.#groups.set(id, made);
    if (effects) effects.groupsChanged = true;
    return made;
  }

  #replaceNode(node: NodeEntry, effects: Effects): void {
    this.#described.set(node.name, node);
    const group = this.#groups.get(groupId({ kind: 'node', name: node.name }));
    if (!group) return;
    group.node = node;
    effects.groups.add(groupId(group));
  }

  #nodes(): KnownNodes {
    return {
      described: this.#described,
      names: new Set([...this.#described.keys(), ...this.#named.keys()]),
    };
  }

  #regroup(): void {
    this.#groups.clear();
    this.#homes.clear();
    const isShown = (name: string): boolean =>
      this.#words.every((word) => name.toLowerCase().includes(word));
    if (this.#shape.grouping === 'node')
      for (const name of this.#described.keys())
        if (isShown(name)) this.#groupOf({ kind: 'node', name });
    for (const { pods } of this.#files.values()) for (const pod of pods) this.#settle(pod);
  }
}

function wordsOf(filter: string): readonly string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

/** What of a file's nodes decides where pods go; the same text for as long as that is the same. */
function describes(entry: FileEntry | undefined): string {
  if (!entry || entry.nodes.length === 0) return '';
  return JSON.stringify(
    entry.nodes.map(({ name, labels, spec }) => [
      name,
      labels.map(({ key, value }) => [key.value, value?.value]),
      spec.taints.map(({ key, value, effect }) => [key?.value, value?.value, effect?.value]),
      spec.unschedulable?.value,
    ]),
  );
}

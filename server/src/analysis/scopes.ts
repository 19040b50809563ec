import { compareText } from '../text/compare-text.ts';
import { groupBy } from '../text/group-by.ts';
import { folderOf } from '../text/uri.ts';
import { completersOf, kustomizationGraph, reachOf } from './kustomization-graph.ts';
import type { Kustomization, ScopedFile } from './kustomization-graph.ts';
import { isKustomization } from './kustomization.ts';

/** Files that are taken to be applied together, and by what. */
export interface FileGroup {
  /** `folder:…`, `kustomization:…` or `named:…`; the same in every snapshot. */
  readonly id: string;
  /** Their addresses, sorted. */
  readonly members: readonly string[];
}

/** Which files belong together, worked out from addresses and kustomizations alone. */
export interface ScopeLayout {
  /** Whether a file is in it. */
  hasGroup(id: string): boolean;
  /** The groups that a file is in besides being a file itself: its folder, then what joins folders. */
  groupsOf(uri: string): readonly FileGroup[];
  /** Of all kustomizations that reach a file, those that may change it; alternatives too. */
  completersOf(uri: string): readonly Kustomization[];
  /**
   * The layout when some files have come and others have gone; undefined where more than their folders can be
   * concerned, and it has to be worked out anew.
   */
  after(come: readonly string[], gone: readonly string[]): ScopeLayout | undefined;
}

/** Whether nothing but the folder that it stands in joins a file with others. */
export function isOnlyInFolder(groups: readonly FileGroup[]): boolean {
  return groups.every(({ id }) => id.startsWith(FOLDER));
}

/** A scope that the author named in `.podspace.yaml`. */
export interface NamedScope {
  readonly id: string;
  readonly includes: (uri: string) => boolean;
}

/**
 * A folder's files belong together; a kustomization joins what it lists, through folders and other kustomizations; a
 * named scope joins what it includes. The layout outlives the files that it was made from, so it holds addresses only.
 */
export function layOutScopes(
  files: Iterable<ScopedFile>,
  named: readonly NamedScope[],
): ScopeLayout {
  return layoutOf(
    allGroups(
      [...files].sort((a, b) => compareText(a.uri, b.uri)),
      named,
    ),
  );
}

const FOLDER = 'folder:';

interface Groups {
  readonly folders: ReadonlyMap<string, FileGroup>;
  /** By file. */
  readonly joined: ReadonlyMap<string, FileGroup>;
  readonly named: readonly FileGroup[];
  /** Something joins files of different folders. */
  readonly isJoined: boolean;
  readonly completersOf: ScopeLayout['completersOf'];
}

function allGroups(sorted: readonly ScopedFile[], scopes: readonly NamedScope[]): Groups {
  const folders = groupBy(sorted, (file) => folderOf(file.uri));
  const graph = kustomizationGraph(sorted, folders);
  const groups = kustomizationGroups(graph);
  const reaching = reachingGroups(groups);
  const named = scopes.map(({ id, includes }) =>
    groupOf(
      `named:${id}`,
      sorted.filter(({ uri }) => includes(uri)),
    ),
  );
  return {
    folders: new Map(
      [...folders].map(([folder, members]) => [folder, groupOf(`${FOLDER}${folder}`, members)]),
    ),
    joined: joinedBy(sorted, groups, reaching),
    named: named.filter(({ members }) => members.length > 1),
    isJoined: graph.size > 0 || scopes.length > 0,
    completersOf: completersIn(graph, reaching),
  };
}

/** Apart from `allGroups`: what a function can see in the place where it is made, it keeps. */
function layoutOf({ folders, joined, named, isJoined, completersOf }: Groups): ScopeLayout {
  const joining = new Set([...joined.values(), ...named].map(({ id }) => id));
  return {
    hasGroup: (id) => joining.has(id) || folders.has(id.slice(FOLDER.length)),
    groupsOf(uri) {
      const folder = folders.get(folderOf(uri) ?? '');
      const kustomization = joined.get(uri);
      return [
        ...(folder ? [folder] : []),
        ...(kustomization ? [kustomization] : []),
        ...named.filter(({ members }) => members[placeIn(members, uri)] === uri),
      ];
    },
    completersOf,
    after(come, gone) {
      const changed = [...come, ...gone];
      if (isJoined || changed.some(isKustomization)) return undefined;
      return layoutOf({
        folders: changedFolders(folders, come, gone),
        joined,
        named,
        isJoined,
        completersOf,
      });
    },
  };
}

/** Those of the changed files are made anew, and all others are the same. */
function changedFolders(
  folders: ReadonlyMap<string, FileGroup>,
  come: readonly string[],
  gone: readonly string[],
): ReadonlyMap<string, FileGroup> {
  const next = new Map(folders);
  const [coming, going] = [groupBy(come, folderOf), groupBy(gone, folderOf)];
  for (const folder of new Set([...coming.keys(), ...going.keys()])) {
    const left = new Set([...(folders.get(folder)?.members ?? []), ...(coming.get(folder) ?? [])]);
    for (const uri of going.get(folder) ?? []) left.delete(uri);
    const members = [...left].sort(compareText);
    if (members.length > 0) next.set(folder, { id: `${FOLDER}${folder}`, members });
    else next.delete(folder);
  }
  return next;
}

/** Where an address stands among sorted ones, or would stand. */
export function placeIn(sorted: readonly string[], uri: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') < uri) from = middle + 1;
    else to = middle;
  }
  return from;
}

function groupOf(id: string, files: readonly ScopedFile[]): FileGroup {
  return { id, members: files.map(({ uri }) => uri) };
}

/** One group for each kustomization: all files that it reaches. */
function kustomizationGroups(graph: ReadonlyMap<string, Kustomization>): readonly FileGroup[] {
  const groups: FileGroup[] = [];
  let members = 0;
  for (const kustomization of graph.values()) {
    const reached = reachOf(kustomization, graph);
    members += reached.size;
    if (members > MOST_MEMBERS) return [];
    groups.push({ id: idOf(kustomization), members: [...reached].sort(compareText) });
  }
  return groups;
}

function idOf({ uri }: Kustomization): string {
  return `kustomization:${uri}`;
}

/** Files in all kustomizations together. Where thousands of them each reach thousands of files, they join nothing. */
const MOST_MEMBERS = 300_000;
/** A file that more kustomizations reach belongs to none of them in particular. */
const MOST_KUSTOMIZATIONS = 100;

/** The groups that hold each file. */
function reachingGroups(groups: readonly FileGroup[]): ReadonlyMap<string, readonly FileGroup[]> {
  const reaching = new Map<string, FileGroup[]>();
  for (const group of groups) {
    for (const uri of group.members) {
      const known = reaching.get(uri);
      if (known) known.push(group);
      else reaching.set(uri, [group]);
    }
  }
  return reaching;
}

function completersIn(
  graph: ReadonlyMap<string, Kustomization>,
  reaching: ReadonlyMap<string, readonly FileGroup[]>,
): ScopeLayout['completersOf'] {
  const byGroup = new Map([...graph.values()].map((one) => [idOf(one), one]));
  return (uri) => {
    const groups = reaching.get(uri) ?? [];
    if (groups.length > MOST_KUSTOMIZATIONS) return [];
    const found = groups.flatMap(({ id }) => {
      const kustomization = byGroup.get(id);
      return kustomization ? completersOf(kustomization, graph) : [];
    });
    return [...new Set(found)];
  };
}

/**
 * The group of each file that some kustomization reaches. Two overlays of one base are alternatives: what only one of
 * them holds says nothing about the base. So of all kustomizations that reach a file, the widest counts that either
 * holds or is held by each of the others.
 */
function joinedBy(
  files: readonly ScopedFile[],
  groups: readonly FileGroup[],
  reaching: ReadonlyMap<string, readonly FileGroup[]>,
): ReadonlyMap<string, FileGroup> {
  const sets = new Map(groups.map((group) => [group, new Set(group.members)]));
  const compared = new Map<FileGroup, Map<FileGroup, boolean>>();
  const holds = (outer: FileGroup, inner: FileGroup): boolean => {
    if (inner.members.length > outer.members.length) return false;
    const known = compared.get(outer) ?? new Map<FileGroup, boolean>();
    compared.set(outer, known);
    const set = sets.get(outer);
    const held = known.get(inner) ?? inner.members.every((uri) => set?.has(uri) ?? false);
    known.set(inner, held);
    return held;
  };
  const joined = new Map<string, FileGroup>();
  for (const { uri } of files) {
    const candidates = reaching.get(uri) ?? [];
    if (candidates.length > MOST_KUSTOMIZATIONS) continue;
    const comparable = candidates.filter((one) =>
      candidates.every((other) => holds(one, other) || holds(other, one)),
    );
    const widest = comparable.reduce<FileGroup | undefined>(
      (best, group) => (best && best.members.length >= group.members.length ? best : group),
      undefined,
    );
    if (widest) joined.set(uri, widest);
  }
  return joined;
}

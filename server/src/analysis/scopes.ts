import { decoded, folderOf, resolveDecoded } from '../text/uri.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { isKustomization, listedPaths } from './kustomization.ts';

/** Files that are taken to be applied together, and by what. */
export interface FileGroup {
  /** `folder:…`, `kustomization:…` or `named:…`; the same in every snapshot. */
  readonly id: string;
  /** Their addresses, sorted. */
  readonly members: readonly string[];
}

/** Which files belong together, worked out from addresses and kustomizations alone. */
export interface ScopeLayout {
  /** The groups that a file is in besides being a file itself: its folder, then what joins folders. */
  groupsOf(uri: string): readonly FileGroup[];
}

/** A scope that the author named in `.podspace.yaml`. */
export interface NamedScope {
  readonly id: string;
  readonly includes: (uri: string) => boolean;
}

export interface ScopedFile {
  readonly uri: string;
  readonly stream: YamlStream;
}

/**
 * A folder's files belong together; a kustomization joins what it lists, through folders and other kustomizations; a
 * named scope joins what it includes.
 */
export function layOutScopes(
  files: Iterable<ScopedFile>,
  named: readonly NamedScope[],
): ScopeLayout {
  const sorted = [...files].sort((a, b) => compareText(a.uri, b.uri));
  const folders = groupBy(sorted, (file) => folderOf(file.uri));
  const folderGroups = new Map(
    [...folders].map(([folder, members]) => [folder, groupOf(`folder:${folder}`, members)]),
  );
  const joined = joinedBy(sorted, kustomizationGroups(sorted, folders));
  const namedGroups = named
    .map(({ id, includes }) =>
      groupOf(
        `named:${id}`,
        sorted.filter(({ uri }) => includes(uri)),
      ),
    )
    .filter(({ members }) => members.length > 1);
  return {
    groupsOf(uri) {
      const folder = folderGroups.get(folderOf(uri) ?? '');
      const kustomization = joined.get(uri);
      return [
        ...(folder ? [folder] : []),
        ...(kustomization ? [kustomization] : []),
        ...namedGroups.filter(({ members }) => members.includes(uri)),
      ];
    },
  };
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupOf(id: string, files: readonly ScopedFile[]): FileGroup {
  return { id, members: files.map(({ uri }) => uri) };
}

function groupBy(
  files: readonly ScopedFile[],
  keyOf: (file: ScopedFile) => string | undefined,
): Map<string, ScopedFile[]> {
  const groups = new Map<string, ScopedFile[]>();
  for (const file of files) {
    const key = keyOf(file);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return groups;
}

/** One group for each kustomization: all files that it reaches. */
function kustomizationGroups(
  files: readonly ScopedFile[],
  folders: ReadonlyMap<string, readonly ScopedFile[]>,
): readonly FileGroup[] {
  const kustomizations = files.filter(({ uri }) => isKustomization(uri));
  if (kustomizations.length === 0) return [];
  const byAddress = new Map(files.map((file) => [decoded(file.uri), file]));
  const byFolder = new Map([...folders].map(([folder, members]) => [decoded(folder), members]));

  /** Kustomizations may lead on in a row as long as the workspace, and round in circles. */
  const reach = (first: ScopedFile): ReadonlySet<string> => {
    const reached = new Set([first.uri]);
    const left = [first];
    for (let next = left.pop(); next; next = left.pop()) {
      for (const path of listedPaths(next.stream)) {
        const target = resolveDecoded(folderOf(next.uri) ?? '', path);
        if (target === undefined) continue;
        const file = byAddress.get(target);
        const folder = byFolder.get(target) ?? [];
        const inFolder = folder.find(({ uri }) => isKustomization(uri));
        if (file) reached.add(file.uri);
        else if (!inFolder) for (const { uri } of folder) reached.add(uri);
        else if (!reached.has(inFolder.uri)) {
          reached.add(inFolder.uri);
          left.push(inFolder);
        }
      }
    }
    return reached;
  };
  const groups: FileGroup[] = [];
  let members = 0;
  for (const kustomization of kustomizations) {
    const reached = reach(kustomization);
    members += reached.size;
    if (members > MOST_MEMBERS) return [];
    groups.push({
      id: `kustomization:${kustomization.uri}`,
      members: [...reached].sort(compareText),
    });
  }
  return groups;
}

/** Files in all kustomizations together. Where thousands of them each reach thousands of files, they join nothing. */
const MOST_MEMBERS = 300_000;
/** A file that more kustomizations reach belongs to none of them in particular. */
const MOST_KUSTOMIZATIONS = 100;

/**
 * The group of each file that some kustomization reaches. Two overlays of one base are alternatives: what only one of
 * them holds says nothing about the base. So of all kustomizations that reach a file, the widest counts that either
 * holds or is held by each of the others.
 */
function joinedBy(
  files: readonly ScopedFile[],
  groups: readonly FileGroup[],
): ReadonlyMap<string, FileGroup> {
  const reaching = new Map<string, FileGroup[]>();
  for (const group of groups) {
    for (const uri of group.members) {
      const known = reaching.get(uri);
      if (known) known.push(group);
      else reaching.set(uri, [group]);
    }
  }
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

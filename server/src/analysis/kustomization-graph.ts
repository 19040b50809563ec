import { decoded, folderOf, resolveDecoded } from '../text/uri.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { isKustomization, pathsIn } from './kustomization.ts';

export interface ScopedFile {
  readonly uri: string;
  readonly stream: YamlStream;
}

/** A kustomization and the files that it names, by address. */
export interface Kustomization {
  readonly uri: string;
  /** Files that are applied, those in folders without a kustomization among them. */
  readonly files: readonly string[];
  readonly patches: readonly string[];
  /** Kustomizations whose resources become its own, components among them. */
  readonly bases: readonly string[];
  /** Those of `bases` that change all that it lists. */
  readonly components: readonly string[];
}

/** The kustomizations among the files, by address. Folders are those that the files lie in. */
export function kustomizationGraph(
  files: readonly ScopedFile[],
  folders: ReadonlyMap<string, readonly ScopedFile[]>,
): ReadonlyMap<string, Kustomization> {
  const kustomizations = files.filter(({ uri }) => isKustomization(uri));
  if (kustomizations.length === 0) return new Map();
  const byAddress = new Map(files.map(({ uri }) => [decoded(uri), uri]));
  const byFolder = new Map([...folders].map(([folder, members]) => [decoded(folder), members]));

  const read = ({ uri, stream }: ScopedFile): Kustomization => {
    const folder = folderOf(uri) ?? '';
    const addressesOf = (paths: readonly string[]): readonly string[] =>
      paths.flatMap((path) => resolveDecoded(folder, path) ?? []);
    const filesAt = (paths: readonly string[]): readonly string[] =>
      addressesOf(paths).flatMap((address) => byAddress.get(address) ?? []);
    const inFolders = (paths: readonly string[]): readonly (readonly ScopedFile[])[] =>
      addressesOf(paths).flatMap((address) => {
        const members = byAddress.has(address) ? undefined : byFolder.get(address);
        return members ? [members] : [];
      });
    const kustomizationsAt = (paths: readonly string[]): readonly string[] =>
      inFolders(paths).flatMap((members) => kustomizationIn(members)?.uri ?? []);
    const { resources, components, patches } = pathsIn(stream);
    return {
      uri,
      files: [
        ...filesAt(resources),
        ...inFolders(resources)
          .filter((members) => !kustomizationIn(members))
          .flatMap((members) => members.map((member) => member.uri)),
      ],
      patches: filesAt(patches),
      bases: kustomizationsAt(resources),
      components: kustomizationsAt(components),
    };
  };
  return new Map(kustomizations.map((file) => [file.uri, read(file)]));
}

/** All files that a kustomization names and leads to, itself among them. */
export function reachOf(
  first: Kustomization,
  graph: ReadonlyMap<string, Kustomization>,
): ReadonlySet<string> {
  return follow(
    first,
    graph,
    ({ bases }) => bases,
    ({ files, patches }) => [...files, ...patches],
  );
}

/** The kustomizations that change what a kustomization leads to: itself, and its components. */
export function completersOf(
  first: Kustomization,
  graph: ReadonlyMap<string, Kustomization>,
): readonly Kustomization[] {
  const found = follow(
    first,
    graph,
    ({ components }) => components,
    () => [],
  );
  return [...found].flatMap((uri) => graph.get(uri) ?? []);
}

/** Kustomizations may lead on in a row as long as the workspace, and round in circles. */
function follow(
  first: Kustomization,
  graph: ReadonlyMap<string, Kustomization>,
  onward: (kustomization: Kustomization) => readonly string[],
  named: (kustomization: Kustomization) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set([first.uri]);
  const left = [first];
  for (let next = left.pop(); next; next = left.pop()) {
    for (const uri of named(next)) reached.add(uri);
    for (const uri of onward(next)) {
      const kustomization = graph.get(uri);
      if (!kustomization || reached.has(uri)) continue;
      reached.add(uri);
      left.push(kustomization);
    }
  }
  return reached;
}

function kustomizationIn(members: readonly ScopedFile[]): ScopedFile | undefined {
  return members.find(({ uri }) => isKustomization(uri));
}

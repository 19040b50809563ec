import { valueOf } from '../yaml/node.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { fileNameOf } from '../text/uri.ts';

/** The names that `kustomize build` looks for (kustomize api/konfig/general.go, RecognizedKustomizationFileNames). */
const NAMES = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

export function isKustomization(uri: string): boolean {
  return NAMES.has(fileNameOf(uri));
}

/** The paths of files and folders in a kustomization, as written; addresses of other repositories left out. */
export interface KustomizationPaths {
  /** What is applied together. */
  readonly resources: readonly string[];
  /** Kustomizations that change what this one lists: they are among `resources` too. */
  readonly components: readonly string[];
  /** Files that change resources and bring none. */
  readonly patches: readonly string[];
}

export function pathsIn(stream: YamlStream): KustomizationPaths {
  const roots = stream.entries.flatMap(({ chunk: { document } }) =>
    document.root?.kind === 'map' ? [document.root] : [],
  );
  const listed = (field: string): readonly string[] =>
    roots.flatMap((root) => itemsOf(root, field)).flatMap(asPath);
  const inEntries = (field: string): readonly string[] =>
    roots
      .flatMap((root) => itemsOf(root, field))
      .flatMap((item) => (item.kind === 'map' ? asPath(valueOf(item, 'path')) : []));
  const components = listed('components');
  return {
    resources: [...listed('resources'), ...listed('bases'), ...components],
    components,
    patches: [
      ...inEntries('patches'),
      ...inEntries('patchesJson6902'),
      ...listed('patchesStrategicMerge'),
    ],
  };
}

function itemsOf(root: YamlMap, field: string): readonly YamlNode[] {
  const items = valueOf(root, field);
  return items?.kind === 'seq' ? items.items.flatMap(({ value }) => value ?? []) : [];
}

/** A patch may stand in the place of its path, on several lines. */
function asPath(node: YamlNode | undefined): readonly string[] {
  if (node?.kind !== 'scalar' || !isPath(node.text)) return [];
  return [node.text];
}

function isPath(text: string): boolean {
  return text !== '' && !/^[\w+.-]+:\/\/|^git@|\?ref=|\n/.test(text);
}

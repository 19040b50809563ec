import { valueOf } from '../yaml/node.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { fileNameOf } from '../text/uri.ts';

/** The names that `kustomize build` looks for (kustomize api/konfig/general.go, RecognizedKustomizationFileNames). */
const NAMES = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** The fields that list what is applied together; `patches` change resources and bring none. */
const LISTS = ['resources', 'bases', 'components'] as const;

export function isKustomization(uri: string): boolean {
  return NAMES.has(fileNameOf(uri));
}

/** The paths of files and folders that a kustomization lists, as written; addresses of other repositories left out. */
export function listedPaths(stream: YamlStream): readonly string[] {
  return stream.entries.flatMap(({ chunk }) => {
    const root = chunk.document.root;
    if (root?.kind !== 'map') return [];
    return LISTS.flatMap((list) => {
      const items = valueOf(root, list);
      if (items?.kind !== 'seq') return [];
      return items.items.flatMap(({ value }) =>
        value?.kind === 'scalar' && isPath(value.text) ? [value.text] : [],
      );
    });
  });
}

function isPath(text: string): boolean {
  return text !== '' && !/^[\w+.-]+:\/\/|^git@|\?ref=/.test(text);
}

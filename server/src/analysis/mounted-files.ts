import type { LocatedText } from '../kubernetes/located.ts';
import type { Resource, VolumeItem } from '../kubernetes/model.ts';
import type { DocumentFacts } from './facts.ts';
import type { ResolvedMount } from './linked.ts';
import { cleanPath } from './paths.ts';
import type { ScopeIndex } from './scope-index.ts';

/** A file that a ConfigMap puts into a container. */
export interface MountedFile {
  /** Where the container sees it. */
  readonly path: string;
  /** The document that holds the ConfigMap. */
  readonly document: DocumentFacts;
  readonly text: LocatedText;
}

/** The readable files that a volume puts below a mount; undefined where they cannot be known. */
export function mountedFiles(
  mount: ResolvedMount,
  resource: Resource,
  scope: ScopeIndex,
): readonly MountedFile[] | undefined {
  const sources = configMapsOf(mount);
  if (!sources || mount.subPath === undefined) return undefined;
  const files: MountedFile[] = [];
  for (const { name, items } of sources) {
    const found = scope.configMap(resource.namespace?.value, name);
    if (!found) return undefined;
    for (const { key, value } of found.value.entries) {
      const relative = items ? itemPath(items, key.value) : key.value;
      const path = relative === undefined ? undefined : placedAt(mount, relative);
      if (path !== undefined && value) files.push({ path, document: found.document, text: value });
    }
  }
  return files;
}

interface ConfigMapUse {
  readonly name: string;
  readonly items: readonly VolumeItem[] | undefined;
}

/** The ConfigMaps that a volume is made of; undefined where it is, or may be, made of something else too. */
function configMapsOf(mount: ResolvedMount): readonly ConfigMapUse[] | undefined {
  const source = mount.volume?.source;
  if (source?.type === 'configMap') {
    return source.name && [{ name: source.name.value, items: source.items }];
  }
  if (source?.type !== 'projected') return undefined;
  const uses = source.sources.flatMap(({ type, name, items }) =>
    type === 'configMap' && name ? [{ name: name.value, items }] : [],
  );
  return uses.length === source.sources.length ? uses : undefined;
}

function itemPath(items: readonly VolumeItem[], key: string): string | undefined {
  return items.find((item) => item.key?.value === key)?.path?.value;
}

/** Where a file of the volume appears; with a subPath only that file, or what lies below it, does. */
function placedAt(mount: ResolvedMount, relative: string): string | undefined {
  if (mount.subPath === '') return cleanPath(`${mount.path}/${relative}`);
  if (relative === mount.subPath) return mount.path;
  if (mount.subPath === undefined || !relative.startsWith(`${mount.subPath}/`)) return undefined;
  return cleanPath(`${mount.path}/${relative.slice(mount.subPath.length + 1)}`);
}

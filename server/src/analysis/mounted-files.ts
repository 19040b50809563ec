import type { LocatedText } from '../kubernetes/located.ts';
import type { ProjectedSource, Resource, VolumeItem } from '../kubernetes/model.ts';
import type { DocumentFacts } from './facts.ts';
import type { ResolvedMount } from './linked.ts';
import { cleanPath } from './paths.ts';
import type { ScopeIndex } from './scope-index.ts';

/** A file that a volume of ConfigMaps, Secrets and the like puts into a container. */
export interface MountedFile {
  /** Where the container sees it. */
  readonly path: string;
  /** The text, and the document that holds the ConfigMap with it; undefined for what is no ConfigMap's. */
  readonly content: { readonly document: DocumentFacts; readonly text: LocatedText } | undefined;
}

/** The files that a volume puts below a mount; undefined where they cannot be known. */
export function mountedFiles(
  mount: ResolvedMount,
  resource: Resource,
  scope: ScopeIndex,
): readonly MountedFile[] | undefined {
  const sources = sourcesOf(mount);
  if (!sources || mount.subPath === undefined) return undefined;
  const files: MountedFile[] = [];
  for (const source of sources) {
    if (source.type === 'closed') {
      for (const relative of source.paths) {
        const path = placedAt(mount, relative);
        if (path !== undefined) files.push({ path, content: undefined });
      }
      continue;
    }
    const { name, items } = source;
    const found = scope.configMap(resource.namespace?.value, name);
    if (!found) return undefined;
    for (const { key, value } of found.value.entries) {
      const relative = items ? itemPath(items, key.value) : key.value;
      const path = relative === undefined ? undefined : placedAt(mount, relative);
      if (path === undefined || !value) continue;
      files.push({ path, content: { document: found.document, text: value } });
    }
  }
  return files;
}

/** A ConfigMap; or something whose texts are not in manifests, but whose files are named. */
type FileSource =
  | {
      readonly type: 'configMap';
      readonly name: string;
      readonly items: readonly VolumeItem[] | undefined;
    }
  | { readonly type: 'closed'; readonly paths: readonly string[] };

/** What a volume's files come from; undefined where it is, or may be, something of which no file is known. */
function sourcesOf(mount: ResolvedMount): readonly FileSource[] | undefined {
  const source = mount.volume?.source;
  if (source?.type === 'configMap' || source?.type === 'secret') {
    const only = fileSource(source);
    return only && [only];
  }
  if (source?.type !== 'projected') return undefined;
  const sources = source.sources.flatMap((one) => fileSource(one) ?? []);
  return sources.length === source.sources.length ? sources : undefined;
}

function fileSource({ type, name, items }: ProjectedSource): FileSource | undefined {
  if (type === 'configMap') return name && { type, name: name.value, items };
  const paths = items?.flatMap(({ path }) => path?.value ?? []);
  return paths && paths.length === items?.length ? { type: 'closed', paths } : undefined;
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

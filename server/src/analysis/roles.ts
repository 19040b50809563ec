import type { FileRole } from '../kubernetes/read.ts';
import { decoded, folderOf, resolveDecoded } from '../text/uri.ts';
import type { ScopedFile } from './kustomization-graph.ts';
import { isKustomization, pathsIn } from './kustomization.ts';

/** The addresses, decoded, of all files that a kustomization names as patches and none lists as a resource. */
export function patchAddresses(files: Iterable<ScopedFile>): ReadonlySet<string> {
  const patches = new Set<string>();
  const resources = new Set<string>();
  for (const { uri, stream } of files) {
    if (!isKustomization(uri)) continue;
    const folder = folderOf(uri) ?? '';
    const paths = pathsIn(stream);
    for (const path of paths.patches) patches.add(resolveDecoded(folder, path) ?? '');
    for (const path of paths.resources) resources.add(resolveDecoded(folder, path) ?? '');
  }
  for (const address of resources) patches.delete(address);
  return patches;
}

export function roleOf(uri: string, patches: ReadonlySet<string>): FileRole {
  if (isKustomization(uri)) return 'kustomization';
  return patches.size > 0 && patches.has(decoded(uri)) ? 'patch' : 'manifest';
}

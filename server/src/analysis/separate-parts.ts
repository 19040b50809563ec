import { decoded, folderOf, resolveDecoded } from '../text/uri.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { isKustomization, pathsIn } from './kustomization.ts';
import type { NamedScope } from './scopes.ts';

/**
 * Divides files into parts of which none shares a scope with another, so that each can be looked at by itself. They
 * are coarser than scopes: a folder stays whole, and whatever a kustomization names goes with it. In the order of
 * each part's first file. `readKustomization` is asked for the kustomizations among the addresses.
 */
export function separateParts(
  uris: readonly string[],
  named: readonly NamedScope[],
  readKustomization: (uri: string) => YamlStream | undefined,
): readonly (readonly string[])[] {
  const joined = new JoinedSets();
  for (const uri of uris) {
    const folder = folderOf(uri);
    if (folder === undefined) continue;
    joined.join(decoded(uri), decoded(folder));
    if (!isKustomization(uri)) continue;
    const stream = readKustomization(uri);
    const { resources = [], patches = [] } = stream ? pathsIn(stream) : {};
    for (const path of [...resources, ...patches]) {
      const target = resolveDecoded(folder, path);
      if (target !== undefined) joined.join(target, decoded(folder));
    }
  }
  for (const { id, includes } of named)
    for (const uri of uris) if (includes(uri)) joined.join(decoded(uri), id);
  const parts = new Map<string, string[]>();
  for (const uri of uris) {
    const first = joined.find(decoded(uri));
    const part = parts.get(first);
    if (part) part.push(uri);
    else parts.set(first, [uri]);
  }
  return [...parts.values()];
}

/** Sets of names that grow together; each is known by one of its names. */
class JoinedSets {
  readonly #next = new Map<string, string>();

  find(name: string): string {
    let last = name;
    for (let next = this.#next.get(last); next !== undefined; next = this.#next.get(last))
      last = next;
    // Whoever asks next has a shorter way.
    for (let at = name; at !== last;) {
      const next = this.#next.get(at) ?? last;
      this.#next.set(at, last);
      at = next;
    }
    return last;
  }

  join(a: string, b: string): void {
    const [first, second] = [this.find(a), this.find(b)];
    if (first !== second) this.#next.set(first, second);
  }
}

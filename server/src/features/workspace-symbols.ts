import type { Place } from '../analysis/facts.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { identityOf } from '../kubernetes/model.ts';
import { resourceTitle } from './outline.ts';

/** A resource of the workspace. */
export interface FoundResource extends Place {
  readonly name: string;
  /** Its kind, and its namespace where it has one. */
  readonly detail: string;
}

/** More than this nobody reads; a longer query finds fewer. */
const MOST = 1000;

/** The resources whose kind and name hold the letters of the query in their order; all for an empty one. */
export function findResources(snapshot: Snapshot, query: string): readonly FoundResource[] {
  const found: FoundResource[] = [];
  const letters = query.toLowerCase().replaceAll(/\s+/g, '');
  for (const { documents } of snapshot.files.values()) {
    for (const document of documents) {
      for (const resource of document.kubernetes.resources) {
        const { name, kind } = resourceTitle(resource);
        if (name === '' || !holds(`${kind}${name}`.toLowerCase(), letters)) continue;
        const namespace = resource.namespace ? ` in ${resource.namespace.value}` : '';
        const span = identityOf(resource);
        found.push({ document, span, name, detail: `${kind}${namespace}` });
        if (found.length === MOST) return found;
      }
    }
  }
  return found;
}

function holds(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}

import type { Place } from '../analysis/facts.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { compareText } from '../text/compare-text.ts';

/** A resource of the workspace. */
export interface FoundResource extends Place {
  readonly name: string;
  /** Its kind, and its namespace where it has one. */
  readonly detail: string;
}

/** More than this nobody reads; a longer query finds fewer. */
const MOST = 1000;

/**
 * The resources whose kind and name hold the letters of the query in their order, all for an empty one; by the addresses
 * of their files.
 */
export function findResources(snapshot: Snapshot, query: string): readonly FoundResource[] {
  const found: FoundResource[] = [];
  const letters = query.toLowerCase().replaceAll(/\s+/g, '');
  for (const uri of [...snapshot.files.keys()].sort(compareText)) {
    const file = snapshot.file(uri);
    if (!file) continue;
    for (const { document, kind, name = kind, namespace, identity } of file.summary.resources) {
      if (name === '' || !holds(`${kind}${name}`.toLowerCase(), letters)) continue;
      const facts = file.documents[document];
      if (!facts) continue;
      const detail = `${kind}${namespace === undefined ? '' : ` in ${namespace}`}`;
      found.push({ document: facts, span: identity, name, detail });
      if (found.length === MOST) return found;
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

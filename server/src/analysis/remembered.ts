import type { DocumentFacts } from './facts.ts';

/** What was worked out of a document, by what works it out. */
export type Remembered = Map<(document: DocumentFacts) => unknown, unknown>;

/**
 * What `workOut` makes of a document, made when it is first asked for and kept with the document, which never changes.
 * `workOut` is a function of its module: one that is made for each call would be another each time.
 */
export function remembered<T>(document: DocumentFacts, workOut: (document: DocumentFacts) => T): T {
  const known = document.remembered;
  if (!known.has(workOut)) known.set(workOut, workOut(document));
  return known.get(workOut) as T;
}

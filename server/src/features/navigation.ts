import type { DocumentFacts, Place } from '../analysis/facts.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import type { Span } from '../text/span.ts';
import { spanWithin } from '../yaml/scalar-position.ts';
import type { Mention } from './symbol.ts';
import { symbolAt } from './symbols.ts';

/** Where something is named, and whether it is made there. */
export interface Named extends Place {
  readonly role: Mention['role'];
}

/** Where what is named at a place is made. */
export function definitions(
  snapshot: Snapshot,
  document: DocumentFacts,
  offset: number,
): readonly Place[] {
  return references(snapshot, document, offset).filter(({ role }) => role === 'definition');
}

/** All places that name what is named at a place, this one among them; none where nothing is. */
export function references(
  snapshot: Snapshot,
  document: DocumentFacts,
  offset: number,
): readonly Named[] {
  const mentions = symbolAt(snapshot, document, offset)?.mentions ?? [];
  return mentions.map((mention) => ({
    document: mention.document,
    span: nameSpan(mention),
    role: mention.role,
  }));
}

/** The characters of the name: without quotes, and in a longer key its own part. */
export function nameSpan({ document, scalar, part }: Mention): Span {
  return spanWithin(document.yaml, scalar, part?.from ?? 0, part?.to ?? scalar.text.length);
}

import { DocumentHighlightKind } from 'vscode-languageserver';
import type {
  DefinitionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  Location,
  ReferenceParams,
} from 'vscode-languageserver';
import { definitions, references } from '../features/navigation.ts';
import { askedPlace, toLocations } from './place.ts';
import type { Asker } from './place.ts';

/** Where what is named at the cursor is made. */
export function definitionsAt(session: Asker, params: DefinitionParams): Location[] {
  const place = askedPlace(session, params);
  if (!place) return [];
  const { context, document, offset } = place;
  return toLocations(context, definitions(context.project.snapshot, document, offset));
}

/** All places that name what is named at the cursor. */
export function referencesAt(session: Asker, params: ReferenceParams): Location[] {
  const place = askedPlace(session, params);
  if (!place) return [];
  const { context, document, offset } = place;
  const named = references(context.project.snapshot, document, offset);
  const wanted = params.context.includeDeclaration
    ? named
    : named.filter(({ role }) => role === 'use');
  return toLocations(context, wanted);
}

/** Those of them that are in the same file; null lets the editor look for equal words. */
export function highlightsAt(
  session: Asker,
  params: DocumentHighlightParams,
): DocumentHighlight[] | null {
  const place = askedPlace(session, params);
  if (!place) return null;
  const { context, file, document, offset } = place;
  const named = references(context.project.snapshot, document, offset).filter((one) =>
    file.documents.includes(one.document),
  );
  if (named.length === 0) return null;
  return named.flatMap((one) =>
    toLocations(context, [one]).map(({ range }) => ({
      range,
      kind: one.role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    })),
  );
}

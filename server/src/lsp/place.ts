import type { Location, TextDocumentPositionParams } from 'vscode-languageserver';
import type { DocumentFacts, Place } from '../analysis/facts.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { normalUri } from './uri.ts';

/** Who can say what the manifests are now. */
export interface Asker {
  diagnosticContext(): DiagnosticContext;
}

/** What a request about a position asks about. */
export interface AskedPlace {
  readonly context: DiagnosticContext;
  readonly file: SourceFile;
  readonly index: number;
  readonly document: DocumentFacts;
  readonly offset: number;
}

/** Undefined for a file that is not known. */
export function askedPlace(
  session: Asker,
  { textDocument, position }: TextDocumentPositionParams,
): AskedPlace | undefined {
  const context = session.diagnosticContext();
  const file = context.project.snapshot.file(normalUri(textDocument.uri));
  if (!file) return undefined;
  const { index, offset } = context.converter.placeAt(file, position);
  const document = file.documents[index];
  return document && { context, file, index, document, offset };
}

/** Where a place is for the client; none where it is not in the snapshot any more. */
export function toLocations(
  { project, converter, clientUri }: DiagnosticContext,
  places: readonly Place[],
): Location[] {
  return places.flatMap(({ document, span }) => {
    const home = project.snapshot.locate(document);
    if (!home) return [];
    return [
      {
        uri: clientUri(home.file.uri),
        range: converter.rangeIn(home.file, home.index, span),
      },
    ];
  });
}

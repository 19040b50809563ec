import { FoldingRangeKind, SymbolKind } from 'vscode-languageserver';
import type {
  DocumentLink,
  DocumentLinkParams,
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  SelectionRange,
  SelectionRangeParams,
  TextDocumentIdentifier,
  SymbolInformation,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import type { SourceFile } from '../analysis/source-file.ts';
import { folds } from '../features/folding.ts';
import { imageLinks } from '../features/links.ts';
import { outline } from '../features/outline.ts';
import type { OutlineItem } from '../features/outline.ts';
import { selectionsAt } from '../features/selection.ts';
import { findResources } from '../features/workspace-symbols.ts';
import type { Converter } from './convert.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { askedPlace, toLocations } from './place.ts';
import type { Asker } from './place.ts';
import { normalUri } from './uri.ts';

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  resource: SymbolKind.Module,
  pod: SymbolKind.Package,
  container: SymbolKind.Object,
  port: SymbolKind.Interface,
  volume: SymbolKind.Field,
  key: SymbolKind.Key,
};

/** A tree, or a list for clients that know no trees. */
export function documentSymbols(
  session: Asker & { readonly support: { readonly outlineTree: boolean } },
  { textDocument }: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] {
  const asked = askedFile(session, textDocument);
  if (!asked) return [];
  const { context, file } = asked;
  const symbols = file.documents.flatMap((document, index) =>
    outline(document).map((item) => toSymbol(context.converter, file, index, item)),
  );
  return session.support.outlineTree
    ? symbols
    : symbols.flatMap((symbol) => flat(symbol, context.clientUri(file.uri), undefined));
}

/** In the flat form that every client knows. */
export function workspaceSymbols(
  session: Asker,
  { query }: WorkspaceSymbolParams,
): SymbolInformation[] {
  const context = session.diagnosticContext();
  return findResources(context.project.snapshot, query).flatMap((found) =>
    toLocations(context, [found]).map((location) => ({
      name: found.name,
      kind: KINDS.resource,
      containerName: found.detail,
      location,
    })),
  );
}

export function foldingRanges(
  session: Asker,
  { textDocument }: FoldingRangeParams,
): FoldingRange[] | null {
  const asked = askedFile(session, textDocument);
  const found = asked && folds(asked.file);
  if (!found) return null;
  const { context, file } = asked;
  const ranges = found.flatMap(({ document, span, kind }): FoldingRange[] => {
    const index = file.documents.indexOf(document);
    const { start, end } = context.converter.rangeIn(file, index, span);
    if (end.line <= start.line) return [];
    return [
      {
        startLine: start.line,
        endLine: end.line,
        ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }),
      },
    ];
  });
  // A line folds one thing: the widest.
  const widest = new Map<number, FoldingRange>();
  for (const range of ranges) {
    const other = widest.get(range.startLine);
    if (!other || other.endLine < range.endLine) widest.set(range.startLine, range);
  }
  return [...widest.values()];
}

export function selectionRanges(
  session: Asker,
  { textDocument, positions }: SelectionRangeParams,
): SelectionRange[] {
  return positions.map((position) => {
    const place = askedPlace(session, { textDocument, position });
    const { context, file, index, document, offset } = place ?? {};
    if (!context || !file || !document || index === undefined || offset === undefined)
      return { range: { start: position, end: position } };
    return (
      selectionsAt(document, offset).reduceRight<SelectionRange | undefined>(
        (parent, span) => ({
          range: context.converter.rangeIn(file, index, span),
          ...(parent && { parent }),
        }),
        undefined,
      ) ?? { range: { start: position, end: position } }
    );
  });
}

export function documentLinks(
  session: Asker,
  { textDocument }: DocumentLinkParams,
): DocumentLink[] {
  const asked = askedFile(session, textDocument);
  if (!asked) return [];
  return asked.file.documents
    .flatMap(imageLinks)
    .flatMap((link) =>
      toLocations(asked.context, [link]).map(({ range }) => ({ range, target: link.url })),
    );
}

function toSymbol(
  converter: Converter,
  file: SourceFile,
  index: number,
  { kind, name, detail, span, at, children }: OutlineItem,
): DocumentSymbol {
  return {
    name,
    detail,
    kind: KINDS[kind],
    range: converter.rangeIn(file, index, span),
    selectionRange: converter.rangeIn(file, index, at),
    children: children.map((child) => toSymbol(converter, file, index, child)),
  };
}

function flat(
  { name, kind, selectionRange, children }: DocumentSymbol,
  uri: string,
  containerName: string | undefined,
): SymbolInformation[] {
  return [
    {
      name,
      kind,
      location: { uri, range: selectionRange },
      ...(containerName !== undefined && { containerName }),
    },
    ...(children ?? []).flatMap((child) => flat(child, uri, name)),
  ];
}

function askedFile(
  session: Asker,
  { uri }: TextDocumentIdentifier,
): { readonly context: DiagnosticContext; readonly file: SourceFile } | undefined {
  const context = session.diagnosticContext();
  const file = context.project.snapshot.file(normalUri(uri));
  return file && { context, file };
}

import type {
  ClientCapabilities,
  CreateFile,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocumentEdit } from 'vscode-languageserver';
import type { PlacedEdit } from '../analysis/facts.ts';
import type { Change, NewFile } from '../features/actions/action.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Manifests } from './manifests.ts';

/** What the client can take of an edit. */
export interface EditSupport {
  /** Edits carry the versions of the documents that they were made for. */
  readonly documentChanges: boolean;
  /** An edit can make a file. */
  readonly createFile: boolean;
}

export function editSupport({ workspace }: ClientCapabilities): EditSupport {
  const documentChanges = workspace?.workspaceEdit?.documentChanges ?? false;
  const operations = workspace?.workspaceEdit?.resourceOperations ?? [];
  return { documentChanges, createFile: documentChanges && operations.includes('create') };
}

/** Whom edits are made for. */
export interface Editor {
  readonly manifests: Manifests;
  readonly editSupport: EditSupport;
}

/** The whole change, with the versions that it was made for; nothing where a part of it cannot be made any more. */
export function toWorkspaceEdit(
  { manifests, editSupport: support }: Editor,
  context: DiagnosticContext,
  { edits, newFiles = [] }: Change,
): WorkspaceEdit {
  const byFile = groupByFile(context, edits);
  if (!byFile || (newFiles.length > 0 && !support.createFile)) return {};
  if (!support.documentChanges) {
    return {
      changes: Object.fromEntries([...byFile].map(([uri, own]) => [manifests.clientUri(uri), own])),
    };
  }
  const changed = [...byFile].map(([uri, own]) => ({
    textDocument: { uri: manifests.clientUri(uri), version: versionOf(manifests, uri) },
    edits: own,
  }));
  return { documentChanges: [...newFiles.flatMap(creation), ...changed] };
}

/** Null stands for the file as it is on disk. */
export function versionOf(manifests: Manifests, uri: string): number | null {
  return manifests.openDocument(uri)?.text.version ?? null;
}

/** Undefined where a document has no place any more: a part of a change is no change. */
function groupByFile(
  { project, converter }: DiagnosticContext,
  edits: readonly PlacedEdit[],
): ReadonlyMap<string, TextEdit[]> | undefined {
  const byFile = new Map<string, TextEdit[]>();
  for (const { document, span, newText } of edits) {
    const home = project.snapshot.locate(document);
    if (!home) return undefined;
    const edit = { range: converter.rangeIn(home.file, home.index, span), newText };
    const own = byFile.get(home.file.uri);
    if (own) own.push(edit);
    else byFile.set(home.file.uri, [edit]);
  }
  return byFile;
}

/** Fails, as the whole edit then does, if there is such a file after all. */
function creation({ uri, text }: NewFile): readonly (CreateFile | TextDocumentEdit)[] {
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri },
    {
      textDocument: { uri, version: null },
      edits: [{ range: { start, end: start }, newText: text }],
    },
  ];
}

import type {
  ClientCapabilities,
  CreateFile,
  Range,
  SnippetTextEdit,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { ActionEdit, Change, NewFile } from '../features/actions/action.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Manifests } from './manifests.ts';

/** What the client can take of an edit. */
export interface EditSupport {
  /** Edits carry the versions of the documents that they were made for. */
  readonly documentChanges: boolean;
  /** An edit can make a file. */
  readonly createFile: boolean;
  /** An edit can be a snippet, at whose stops the author goes on typing. */
  readonly snippets: boolean;
}

export function editSupport({ workspace }: ClientCapabilities): EditSupport {
  const support = workspace?.workspaceEdit;
  const documentChanges = support?.documentChanges ?? false;
  return {
    documentChanges,
    createFile: documentChanges && (support?.resourceOperations ?? []).includes('create'),
    snippets: documentChanges && (support?.snippetEditSupport ?? false),
  };
}

/** Whom edits are made for. */
export interface Editor {
  readonly manifests: Manifests;
  readonly support: { readonly edits: EditSupport };
}

/** The whole change, with the versions that it was made for; nothing where a part of it cannot be made any more. */
export function toWorkspaceEdit(
  { manifests, support: { edits: support } }: Editor,
  context: DiagnosticContext,
  { edits, newFiles = [] }: Change,
): WorkspaceEdit {
  const placed = groupByFile(context, edits);
  if (!placed || (newFiles.length > 0 && !support.createFile)) return {};
  if (!support.documentChanges) {
    return {
      changes: Object.fromEntries(
        [...placed].map(([uri, own]) => [manifests.clientUri(uri), own.map(toTextEdit)]),
      ),
    };
  }
  const changed = [...placed].map(([uri, own]) => ({
    textDocument: { uri: manifests.clientUri(uri), version: versionOf(manifests, uri) },
    edits: own.map(support.snippets ? toSnippetEdit : toTextEdit),
  }));
  return { documentChanges: [...newFiles.flatMap(creation), ...changed] };
}

/** Null stands for the file as it is on disk. */
export function versionOf(manifests: Manifests, uri: string): number | null {
  return manifests.openDocument(uri)?.version ?? null;
}

interface RangedEdit {
  readonly range: Range;
  readonly edit: ActionEdit;
}

/** Undefined where a document has no place any more: a part of a change is no change. */
function groupByFile(
  { project, converter }: DiagnosticContext,
  edits: readonly ActionEdit[],
): ReadonlyMap<string, readonly RangedEdit[]> | undefined {
  const byFile = new Map<string, RangedEdit[]>();
  for (const edit of edits) {
    const home = project.snapshot.locate(edit.document);
    if (!home) return undefined;
    const ranged = { range: converter.rangeIn(home.file, home.index, edit.span), edit };
    const own = byFile.get(home.file.uri);
    if (own) own.push(ranged);
    else byFile.set(home.file.uri, [ranged]);
  }
  return byFile;
}

function toTextEdit({ range, edit }: RangedEdit): TextEdit {
  return { range, newText: edit.newText };
}

function toSnippetEdit({ range, edit }: RangedEdit): TextEdit | SnippetTextEdit {
  if (edit.snippet === undefined) return { range, newText: edit.newText };
  return { range, snippet: { kind: 'snippet', value: edit.snippet } };
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

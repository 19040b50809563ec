import { CodeActionKind } from 'vscode-languageserver';
import type {
  CodeAction,
  CodeActionParams,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { PlacedEdit } from '../analysis/facts.ts';
import type { SourceFile } from '../analysis/workspace.ts';
import type { Fix, Problem } from '../rules/rule.ts';
import { intersects } from '../text/span.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Manifests } from './manifests.ts';
import { normalUri } from './uri.ts';

/** What the client can take of a code action. */
export interface CodeActionSupport {
  /** Edits may be left for `codeAction/resolve`. */
  readonly lazyEdits: boolean;
  /** Edits carry the versions of the documents that they were made for. */
  readonly documentChanges: boolean;
}

/** Finds a fix again when its edit is asked for: by rule and place, in the version that it was offered for. */
export interface FixData {
  readonly uri: string;
  readonly version: number | null;
  readonly document: number;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

interface Offer {
  readonly file: SourceFile;
  readonly index: number;
  readonly problem: Problem;
}

/** What fixes are found in and made for. */
export interface ActionContext {
  readonly manifests: Manifests;
  readonly codeActionSupport: CodeActionSupport;
  diagnosticContext(): DiagnosticContext;
}

/** The fixes of the problems that a range touches. */
export function codeActions(
  session: ActionContext,
  { textDocument, range, context: wanted }: CodeActionParams,
): CodeAction[] {
  if (wanted.only && !wanted.only.some((kind) => includesKind(kind, CodeActionKind.QuickFix)))
    return [];
  const context = session.diagnosticContext();
  const file = context.project.snapshot.file(normalUri(textDocument.uri));
  if (!file) return [];
  return problemsTouching(context, file, range).flatMap((offer) => {
    const { problem, index } = offer;
    const fixes = problem.fixes();
    const diagnostics = [toDiagnostic(context, file, index, problem)];
    return fixes.map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      ...(fix.safe && fixes.length === 1 && { isPreferred: true }),
      ...(session.codeActionSupport.lazyEdits
        ? { data: dataOf(session.manifests, offer, fix) }
        : { edit: toWorkspaceEdit(session, context, fix.edits) }),
    }));
  });
}

/** Adds the edit; unchanged where the document has moved on and the problem is no longer at that place. */
export function resolveCodeAction(session: ActionContext, action: CodeAction): CodeAction {
  const context = session.diagnosticContext();
  const data = asFixData(action.data);
  const file = data && context.project.snapshot.file(data.uri);
  if (!file || versionOf(session.manifests, data.uri) !== data.version) return action;
  const fix = (context.project.problemsOf(file)[data.document] ?? [])
    .filter(
      ({ rule, span }) => rule === data.rule && span.start === data.start && span.end === data.end,
    )
    .flatMap((problem) => problem.fixes())
    .find(({ title }) => title === data.title);
  return fix ? { ...action, edit: toWorkspaceEdit(session, context, fix.edits) } : action;
}

function problemsTouching(
  { project, converter }: DiagnosticContext,
  file: SourceFile,
  range: Range,
): readonly Offer[] {
  const from = converter.placeAt(file, range.start);
  const to = converter.placeAt(file, range.end);
  return project.problemsOf(file).flatMap((problems, index) => {
    if (index < from.index || index > to.index) return [];
    const length = file.documents[index]?.chunk.text.length ?? 0;
    const span = {
      start: index === from.index ? from.offset : 0,
      end: index === to.index ? to.offset : length,
    };
    return problems
      .filter((problem) => intersects(problem.span, span))
      .map((problem) => ({ file, index, problem }));
  });
}

/** All edits, with the versions of the documents that they were made for; none where one of them has no place any more. */
export function toWorkspaceEdit(
  { manifests, codeActionSupport }: Pick<ActionContext, 'manifests' | 'codeActionSupport'>,
  { project, converter }: DiagnosticContext,
  placed: readonly PlacedEdit[],
): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const { document, span, newText } of placed) {
    const home = project.snapshot.locate(document);
    // A part of a fix is no fix.
    if (!home) return {};
    const edit = { range: converter.rangeIn(home.file, home.index, span), newText };
    const edits = byFile.get(home.file.uri);
    if (edits) edits.push(edit);
    else byFile.set(home.file.uri, [edit]);
  }
  if (!codeActionSupport.documentChanges) {
    return {
      changes: Object.fromEntries(
        [...byFile].map(([uri, edits]) => [manifests.clientUri(uri), edits]),
      ),
    };
  }
  return {
    documentChanges: [...byFile].map(([uri, edits]) => ({
      textDocument: { uri: manifests.clientUri(uri), version: versionOf(manifests, uri) },
      edits,
    })),
  };
}

function dataOf(manifests: Manifests, { file, index, problem }: Offer, fix: Fix): FixData {
  return {
    uri: file.uri,
    version: versionOf(manifests, file.uri),
    document: index,
    rule: problem.rule,
    start: problem.span.start,
    end: problem.span.end,
    title: fix.title,
  };
}

/** Null stands for the file as it is on disk. */
function versionOf(manifests: Manifests, uri: string): number | null {
  return manifests.openDocument(uri)?.text.version ?? null;
}

/** Data that this server made comes back as JSON. */
function asFixData(data: unknown): FixData | undefined {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('rule' in data))
    return undefined;
  return data as FixData;
}

/** Whether the kind that is asked for is `kind` or a wider one: `` or `quickfix` for `quickfix`. */
function includesKind(asked: string, kind: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}

import { CodeActionTriggerKind } from 'vscode-languageserver';
import type {
  CodeAction,
  CodeActionKind,
  CodeActionParams,
  Command,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { SourceFile } from '../analysis/source-file.ts';
import { actionsAt, findAction } from '../features/actions.ts';
import type { Action, ActionPlace, SelectedPart } from '../features/actions/action.ts';
import { spanOf } from '../text/span.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { ClientSupport } from './client-support.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { normalUri } from './uri.ts';
import { toWorkspaceEdit, versionOf } from './workspace-edit.ts';
import type { Editor } from './workspace-edit.ts';

/** What actions are found in and made for. */
export interface ActionContext extends Editor {
  readonly support: Pick<ClientSupport, 'lazyEdits' | 'commands' | 'edits'>;
  diagnosticContext(): DiagnosticContext;
  /** Shows the author a sentence. */
  warn(message: string): void;
}

/** Finds an action again when its edit is asked for: by id and place, in the version that it was offered for. */
export interface ActionData {
  readonly uri: string;
  readonly version: number | null;
  readonly range: Range;
  readonly asked: boolean;
  readonly id: string;
  readonly kind: Action['kind'];
}

/** What the author can have done in a range. */
export function codeActions(session: ActionContext, params: CodeActionParams): CodeAction[] {
  const context = session.diagnosticContext();
  return offeredActions(session, params).map(({ action, command, data }) => ({
    title: action.title,
    kind: action.kind,
    ...(action.problems.length > 0 && { diagnostics: diagnosticsOf(context, action) }),
    ...(action.preferred && { isPreferred: true }),
    ...(command
      ? { command }
      : session.support.lazyEdits
        ? { data }
        : { edit: toWorkspaceEdit(session, context, action.change()) }),
  }));
}

/**
 * Adds the edit; unchanged where the document has moved on since the action was offered, and where something would be
 * wrong after it, which the author is then told.
 */
export function resolveCodeAction(session: ActionContext, action: CodeAction): CodeAction {
  const chosen = chosenAction(session, action.data);
  if (chosen.type === 'refused') session.warn(chosen.reason);
  return chosen.type === 'edit' ? { ...action, edit: chosen.edit } : action;
}

export interface OfferedAction {
  readonly action: Action;
  /** The client's own command, which does it in place of the edit. */
  readonly command: Command | undefined;
  /** By which `chosenAction` finds it again. */
  readonly data: ActionData;
}

/** The actions for a range that the client can take. */
export function offeredActions(
  session: ActionContext,
  params: CodeActionParams,
): readonly OfferedAction[] {
  const context = session.diagnosticContext();
  const file = context.project.snapshot.file(normalUri(params.textDocument.uri));
  if (!file) return [];
  const { range } = params;
  const { only, triggerKind } = params.context;
  const asked = triggerKind !== CodeActionTriggerKind.Automatic;
  const offered = actionsAt(placeOf(context, file, range, asked), (kind) => isWanted(only, kind));
  return (session.support.lazyEdits ? offered : soundOnes(file, offered))
    .filter(({ createsFile }) => !createsFile || session.support.edits.createFile)
    .map((action) => ({
      action,
      command: commandOf(session, params, action),
      data: dataOf(session, file, range, asked, action),
    }))
    .filter(({ action, command }) => command !== undefined || !changesNothing(action));
}

/** What became of an action that was chosen. */
export type ChosenAction =
  | { readonly type: 'edit'; readonly edit: WorkspaceEdit }
  /** The document is another than the one that it was offered for. */
  | { readonly type: 'moved-on' }
  /** Something would be wrong after it. */
  | { readonly type: 'refused'; readonly reason: string };

/** The edit of an action, from the data that it was offered with. */
export function chosenAction(session: ActionContext, sent: unknown): ChosenAction {
  const context = session.diagnosticContext();
  const data = asActionData(sent);
  const file = data && context.project.snapshot.file(data.uri);
  if (!file || versionOf(session.manifests, data.uri) !== data.version) return { type: 'moved-on' };
  const found = findAction(placeOf(context, file, data.range, data.asked), data);
  if (!found) return { type: 'moved-on' };
  const objection = found.objection?.();
  if (objection !== undefined)
    return { type: 'refused', reason: `Nothing was changed. ${objection}` };
  return { type: 'edit', edit: toWorkspaceEdit(session, context, found.change()) };
}

/** A client that takes no edits later is offered what is tried before: as much as a few milliseconds allow. */
function soundOnes(file: SourceFile, actions: readonly Action[]): readonly Action[] {
  let left = Math.max(1, Math.floor(MOST_TRIED / (file.stream.length + 1)));
  return actions.filter(({ objection }) => !objection || (left-- > 0 && objection() === undefined));
}

/** Characters of manifests that are checked anew for refactorings that nobody may choose. */
const MOST_TRIED = 20_000;

/** The client's own command that makes the change and shows it, if the client has it. */
function commandOf(
  { support }: ActionContext,
  { textDocument: { uri }, range }: CodeActionParams,
  { title, shownBy }: Action,
): Command | undefined {
  if (shownBy === undefined || !support.commands.has(shownBy)) return undefined;
  return { title, command: shownBy, arguments: [{ uri, position: range.start }] };
}

/** It only shows what is there already. */
function changesNothing({ shownBy, change }: Action): boolean {
  if (shownBy === undefined) return false;
  const { edits, newFiles = [] } = change();
  return edits.length + newFiles.length === 0;
}

function placeOf(
  { project, converter }: DiagnosticContext,
  file: SourceFile,
  range: Range,
  asked: boolean,
): ActionPlace {
  const from = converter.placeAt(file, range.start);
  const to = converter.placeAt(file, range.end);
  const selection = file.documents
    .slice(from.index, to.index + 1)
    .map((document, nth): SelectedPart => {
      const index = from.index + nth;
      const start = index === from.index ? from.offset : 0;
      const end = index === to.index ? to.offset : document.chunk.text.length;
      return { document, index, span: spanOf(start, end) };
    });
  return { project, file, selection, asked };
}

function diagnosticsOf(context: DiagnosticContext, { problems }: Action) {
  return problems.flatMap((problem) => {
    const home = context.project.snapshot.locate(problem.document);
    return home ? [toDiagnostic(context, home.file, home.index, problem)] : [];
  });
}

function dataOf(
  { manifests }: ActionContext,
  { uri }: SourceFile,
  range: Range,
  asked: boolean,
  { id, kind }: Action,
): ActionData {
  return { uri, version: versionOf(manifests, uri), range, asked, id, kind };
}

/** Data that this server made comes back as JSON. */
function asActionData(data: unknown): ActionData | undefined {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('id' in data))
    return undefined;
  return data as ActionData;
}

/** Whether a kind is asked for, itself or by a wider one; actions on the source only where they are named. */
function isWanted(only: readonly CodeActionKind[] | undefined, kind: CodeActionKind): boolean {
  if (!only) return !kind.startsWith('source');
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

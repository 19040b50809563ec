import type { InitializeParams, MarkupKind } from 'vscode-languageserver';
import { actionForm, canResolveEdits } from './action-support.ts';
import type { ActionForm } from './action-support.ts';
import { completionSupport } from './completion.ts';
import type { CompletionSupport } from './completion.ts';
import { diagnosticSupport } from './diagnostics.ts';
import type { DiagnosticSupport } from './diagnostics.ts';
import { markupOf } from './markup.ts';
import { positionEncodingOf } from './position-encoding.ts';
import type { PositionEncoding } from './position-encoding.ts';
import { normalUri } from './uri.ts';
import { editSupport } from './workspace-edit.ts';
import type { EditSupport } from './workspace-edit.ts';

/** What a client says that it can take. Whatever it does not say, it cannot. */
export interface ClientSupport {
  readonly encoding: PositionEncoding;
  readonly completion: CompletionSupport;
  readonly diagnostics: DiagnosticSupport;
  readonly actions: ActionForm;
  /** Edits may be left for when an action is chosen. */
  readonly lazyEdits: boolean;
  readonly edits: EditSupport;
  /** How hovers are written. */
  readonly hover: MarkupKind;
  /** Whether an outline may be a tree; else it is a list. */
  readonly outlineTree: boolean;
  /** Commands of its own, which can be named to it: `initializationOptions.commands`. */
  readonly commands: ReadonlySet<string>;
  /** It tells of folders that come and go. */
  readonly workspaceFolders: boolean;
}

export function clientSupport(params: InitializeParams): ClientSupport {
  const { capabilities } = params;
  const { textDocument, workspace } = capabilities;
  const actions = actionForm(capabilities);
  return {
    encoding: positionEncodingOf(capabilities),
    completion: completionSupport(params),
    diagnostics: diagnosticSupport(capabilities),
    actions,
    lazyEdits: canResolveEdits(capabilities) || actions === 'commands',
    edits: editSupport(capabilities),
    hover: markupOf(textDocument?.hover?.contentFormat),
    outlineTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    commands: commandsOf(params.initializationOptions),
    workspaceFolders: workspace?.workspaceFolders ?? false,
  };
}

function commandsOf(options: unknown): ReadonlySet<string> {
  const commands: unknown =
    typeof options === 'object' && options !== null && 'commands' in options
      ? options.commands
      : undefined;
  return new Set(
    Array.isArray(commands) ? commands.filter((one) => typeof one === 'string') : undefined,
  );
}

/** The workspace's folders, as the client opens it. */
export function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => normalUri(uri));
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Clients that know no workspace folders send it.
  const { rootUri } = params;
  return rootUri === null ? [] : [normalUri(rootUri)];
}

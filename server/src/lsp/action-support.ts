import type { ClientCapabilities } from 'vscode-languageserver';

/**
 * How actions are handed over: as actions with edits; as commands, whose edits the server sends when they are run, to
 * a client that knows no actions but can be asked to apply an edit; or not at all.
 */
export type ActionForm = 'literals' | 'commands' | 'none';

export function actionForm({ textDocument, workspace }: ClientCapabilities): ActionForm {
  if (textDocument?.codeAction?.codeActionLiteralSupport) return 'literals';
  return workspace?.applyEdit ? 'commands' : 'none';
}

/** Whether edits may be left for `codeAction/resolve`. */
export function canResolveEdits({ textDocument }: ClientCapabilities): boolean {
  const support = textDocument?.codeAction;
  return (
    (support?.dataSupport ?? false) &&
    (support?.resolveSupport?.properties.includes('edit') ?? false)
  );
}

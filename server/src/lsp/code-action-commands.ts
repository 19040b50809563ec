import type {
  CodeActionParams,
  Command,
  Connection,
  ExecuteCommandParams,
} from 'vscode-languageserver';
import { offeredActions, chosenAction } from './code-actions.ts';
import type { ActionContext } from './code-actions.ts';

/** What makes the edit of an action for a client that takes commands alone. */
export const APPLY_ACTION = 'podspace.applyAction';

const MOVED_ON = 'The manifest has changed since this was offered. Ask for it again.';

/** What the author can have done in a range, each as a command. */
export function codeActionCommands(session: ActionContext, params: CodeActionParams): Command[] {
  return offeredActions(session, params).map(
    ({ action: { title }, command, data }) =>
      command ?? { title, command: APPLY_ACTION, arguments: [data] },
  );
}

/** Has the client make the edit of an action; where there is none, says why. */
export async function applyAction(
  session: ActionContext,
  connection: Connection,
  { command, arguments: [data] = [] }: ExecuteCommandParams,
): Promise<null> {
  if (command !== APPLY_ACTION) return null;
  const chosen = chosenAction(session, data);
  if (chosen.type === 'edit') await connection.workspace.applyEdit(chosen.edit);
  else session.warn(chosen.type === 'refused' ? chosen.reason : MOVED_ON);
  return null;
}

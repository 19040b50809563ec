import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  PrepareRenameParams,
  PrepareRenameResult,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename } from '../features/rename.ts';
import type { Refusal } from '../features/rename.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { askedPlace } from './place.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';
import type { Editor } from './workspace-edit.ts';

/** Whom the edits are made for, and who can say what the manifests are now. */
interface RenameContext extends Editor {
  diagnosticContext(): DiagnosticContext;
}

/** What would be renamed at the cursor, or an error that tells the author why it cannot be. */
export function renameRangeAt(
  session: RenameContext,
  params: PrepareRenameParams,
): PrepareRenameResult | ResponseError | null {
  const place = askedPlace(session, params);
  if (!place) return null;
  const { context, file, index, document, offset } = place;
  const found = prepareRename(context.project.snapshot, document, offset);
  if (!found) return null;
  if ('refusal' in found) return refused(found);
  return { range: context.converter.rangeIn(file, index, found.span), placeholder: found.name };
}

/** The edits of a renaming, or an error that tells the author why there are none. */
export function renameAt(
  session: RenameContext,
  params: RenameParams,
): WorkspaceEdit | ResponseError | null {
  const place = askedPlace(session, params);
  if (!place) return null;
  const { context, document, offset } = place;
  const renamed = rename(context.project.snapshot, document, offset, params.newName);
  if (!renamed) return null;
  if ('refusal' in renamed) return refused(renamed);
  return toWorkspaceEdit(session, context, renamed);
}

function refused({ refusal }: Refusal): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
}

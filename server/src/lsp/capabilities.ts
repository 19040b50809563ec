import { TextDocumentSyncKind } from 'vscode-languageserver';
import type {
  ClientCapabilities,
  InitializeResult,
  ServerCapabilities,
} from 'vscode-languageserver';
import { ACTION_KINDS } from '../features/actions.ts';
import { actionForm } from './action-support.ts';
import { APPLY_ACTION } from './code-action-commands.ts';
import { pullsDiagnostics } from './pulled-diagnostics.ts';
import { positionEncodingOf } from './position-encoding.ts';

/** What the server offers a client, by what the client says of itself. */
export function capabilitiesFor(client: ClientCapabilities): InitializeResult {
  return {
    capabilities: {
      positionEncoding: positionEncodingOf(client),
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: [' ', '"'] },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: {},
      renameProvider: client.textDocument?.rename?.prepareSupport
        ? { prepareProvider: true }
        : true,
      ...codeActionsFor(client),
      inlayHintProvider: true,
      codeLensProvider: { resolveProvider: false },
      ...(pullsDiagnostics(client) && {
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
      }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
    serverInfo: { name: 'Podspace' },
  };
}

function codeActionsFor(
  client: ClientCapabilities,
): Pick<ServerCapabilities, 'codeActionProvider' | 'executeCommandProvider'> {
  switch (actionForm(client)) {
    case 'literals':
      return { codeActionProvider: { codeActionKinds: [...ACTION_KINDS], resolveProvider: true } };
    case 'commands':
      return {
        codeActionProvider: true,
        executeCommandProvider: { commands: [APPLY_ACTION] },
      };
    case 'none':
      return {};
  }
}

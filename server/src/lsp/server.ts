import type {
  CodeAction,
  CodeActionParams,
  Command,
  ClientCapabilities,
  Connection,
  DocumentDiagnosticReport,
  GenericRequestHandler,
} from 'vscode-languageserver';
import { capabilitiesFor } from './capabilities.ts';
import { applyAction, codeActionCommands } from './code-action-commands.ts';
import { codeActions, resolveCodeAction } from './code-actions.ts';
import { completionsAt } from './completion.ts';
import { describedImageAt } from './describe-image.ts';
import { Failures } from './failures.ts';
import { hoverAt } from './hover.ts';
import { definitionsAt, highlightsAt, referencesAt } from './navigation.ts';
import type { ClientNotifications, ClientRequests, OtherExtensions } from './protocol.ts';
import { renameAt, renameRangeAt } from './rename.ts';
import { NO_PROBLEMS } from './pulled-diagnostics.ts';
import type { Runtime } from './runtime.ts';
import { Session } from './session.ts';
import { tellFailure } from './tell-failure.ts';
import { NO_ROWS } from './tree.ts';
import { realSteps } from './steps.ts';
import type { Steps } from './steps.ts';
import {
  documentLinks,
  documentSymbols,
  foldingRanges,
  selectionRanges,
  workspaceSymbols,
} from './structure.ts';

/**
 * Serves one client over the connection. What belongs to the place where the server runs comes in `runtime`;
 * `makeSteps` is for tests, which count or break the steps.
 */
export function startServer(
  connection: Connection,
  runtime: Runtime,
  makeSteps: (failures: Failures) => Steps = realSteps,
): void {
  let client: ClientCapabilities | undefined;
  const failures: Failures = new Failures(runtime.log, (where, stack) => {
    if (client) failures.detach('telling', tellFailure(connection, client, where, stack));
  });
  // What throws in a timer would end the process.
  const guarded: Runtime = {
    ...runtime,
    timers: {
      now: () => runtime.timers.now(),
      after: (delay, call) =>
        runtime.timers.after(delay, () => failures.guard('later work', call, undefined)),
    },
  };
  let current: Session | undefined;

  /** Hands a notification to the session; a fault of ours is logged, and the server goes on. */
  const heard =
    <P>(name: string, handle: (session: Session, params: P) => unknown) =>
    (params: P): void => {
      const session = current;
      if (!session) return;
      session.stir();
      failures.detach(name, new Promise((resolve) => resolve(handle(session, params))));
    };
  /** Answers a request from the session, with `otherwise` where there is none or it fails. */
  const asked =
    <P, R>(
      name: string,
      otherwise: (params: P) => R,
      answer: (session: Session, params: P) => R | Promise<R>,
    ) =>
    async (params: P): Promise<R> => {
      if (!current) return otherwise(params);
      current.stir();
      try {
        return await answer(current, params);
      } catch (error) {
        failures.report(name, error);
        return otherwise(params);
      }
    };

  connection.onInitialize((params) => {
    client = params.capabilities;
    current = new Session(connection, guarded, makeSteps(failures), failures, params);
    return capabilitiesFor(params.capabilities);
  });
  connection.onInitialized(
    heard('starting', (it) => {
      if (it.support.workspaceFolders)
        connection.workspace.onDidChangeWorkspaceFolders(
          heard('folders', (session, { added, removed }) =>
            session.foldersChanged(
              added.map(({ uri }) => uri),
              removed.map(({ uri }) => uri),
            ),
          ),
        );
      return it.start();
    }),
  );
  connection.onShutdown(() => current?.dispose());

  connection.onDidOpenTextDocument(heard('opening', (it, params) => it.opened(params)));
  connection.onDidChangeTextDocument(heard('editing', (it, params) => it.edited(params)));
  connection.onDidCloseTextDocument(
    heard('closing', (it, { textDocument }) => it.closed(textDocument)),
  );
  connection.onDidChangeWatchedFiles(heard('files', (it, { changes }) => it.filesChanged(changes)));
  connection.onDidChangeConfiguration(
    heard('settings', (it, { settings }) => it.settingsChanged(settings)),
  );

  const others: keyof ClientNotifications = 'podspace/otherExtensions';
  connection.onNotification(
    others,
    heard('other extensions', (it, params: OtherExtensions) => it.otherExtensions(params)),
  );

  /** Requests of our own protocol. */
  const answer = <M extends keyof ClientRequests>(
    method: M,
    otherwise: ClientRequests[M]['result'],
    handle: (
      session: Session,
      params: ClientRequests[M]['params'],
    ) => ClientRequests[M]['result'] | Promise<ClientRequests[M]['result']>,
  ): void => {
    const handler: GenericRequestHandler<unknown, unknown> = asked(method, () => otherwise, handle);
    connection.onRequest(method, handler);
  };
  answer('podspace/tree', NO_ROWS, (it, params) => it.treeRows(params));
  answer('podspace/treeRowsAt', [], (it, params) => it.treeRowsAt(params));
  answer('podspace/servicesOf', [], (it, params) => it.tree.servicesOf(params));
  answer('podspace/podMap', null, (it, params) => it.podMap.map(params));
  answer('podspace/status', null, (it, params) => it.status(params));
  answer('podspace/describeImage', null, describedImageAt);

  connection.languages.diagnostics.on(
    asked(
      'diagnostics',
      (): DocumentDiagnosticReport => NO_PROBLEMS,
      (it, params) => it.pulledDiagnostics(params),
    ),
  );
  connection.onCompletion(asked('completion', () => [], completionsAt));
  connection.onHover(asked('hover', () => null, hoverAt));
  connection.onDefinition(asked('definition', () => [], definitionsAt));
  connection.onReferences(asked('references', () => [], referencesAt));
  connection.onDocumentHighlight(asked('highlight', () => null, highlightsAt));
  connection.onPrepareRename(asked('rename', () => null, renameRangeAt));
  connection.onRenameRequest(asked('rename', () => null, renameAt));
  connection.onDocumentSymbol(asked('symbols', () => [], documentSymbols));
  connection.onWorkspaceSymbol(asked('workspace symbols', () => [], workspaceSymbols));
  connection.onFoldingRanges(asked('folding', () => null, foldingRanges));
  connection.onSelectionRanges(asked('selection', () => [], selectionRanges));
  connection.onDocumentLinks(asked('links', () => [], documentLinks));
  connection.languages.inlayHint.on(
    asked(
      'inlay hints',
      () => [],
      (it, params) => it.hints.inlayHints(params),
    ),
  );
  connection.onCodeLens(
    asked(
      'code lenses',
      () => [],
      (it, params) => it.hints.codeLenses(params),
    ),
  );
  connection.onCodeAction(
    asked<CodeActionParams, (CodeAction | Command)[]>(
      'code actions',
      () => [],
      (it, params) =>
        it.support.actions === 'literals'
          ? codeActions(it, params)
          : codeActionCommands(it, params),
    ),
  );
  connection.onExecuteCommand(
    asked(
      'command',
      () => null,
      (it, params) => applyAction(it, connection, params),
    ),
  );
  connection.onCodeActionResolve(asked('code action', (action) => action, resolveCodeAction));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Position, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { cpuOf, memoryOf } from './process.ts';

/** What is measured, and how it is started. */
export interface ServerUnderTest {
  readonly name: string;
  readonly args: readonly string[];
  /** What it is told when it asks for its settings, by section. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Who tells it of changes on disk; the editor, unless it says otherwise. */
  readonly watches?: 'itself';
}

/** A running server, seen as an editor sees it. */
export interface RunningServer {
  readonly pid: number;
  /** Sends anything; the answer is not looked at. */
  request(method: string, params: object): Promise<unknown>;
  notify(method: string, params: object): void;
  /** Milliseconds from the start of the process to its answer to \`initialize\`. */
  readonly ready: number;
  /** Milliseconds from the start until no work of the server is reported as going on; it has read the workspace. */
  indexed(): Promise<number>;
  /** How many times problems were published for a file. */
  publications(): number;
  /** When the last of them came, as `performance.now()` counts. */
  lastPublication(): number;
  /** Says that files were written. */
  written(uris: readonly string[]): void;
  /** Opens the document; milliseconds until its problems came. */
  open(uri: string, text: string): Promise<number>;
  /** Puts text in, or takes it out again; milliseconds until the problems of that version came. */
  edit(uri: string, edit: SmallEdit): Promise<number>;
  /** Sends the edit and waits for nothing. */
  send(uri: string, edit: SmallEdit): void;
  /** Milliseconds until the answer to a request about a position; undefined if it does not offer to answer. */
  ask(method: Question, uri: string, position: Position): Promise<number | undefined>;
  /** So far, in milliseconds; undefined where the system does not tell. */
  cpu(): number | undefined;
  /** Resident, in MB; undefined where the system does not tell. */
  memory(): number | undefined;
  stop(): Promise<void>;
}

export interface SmallEdit {
  readonly at: Position;
  readonly kind: 'insert' | 'remove';
}

export type Question = 'hover' | 'completion' | 'definition' | 'codeAction';

export async function startServer(server: ServerUnderTest, root: string): Promise<RunningServer> {
  const start = performance.now();
  const child = spawn(process.execPath, server.args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const rootUri = pathToFileURL(root).href;
  const waiting = new Set<(params: PublishDiagnosticsParams) => void>();
  let version = 1;
  let publications = 0;
  let lastPublication = Number.NaN;
  let ended: number | undefined;
  const whenIndexed: (() => void)[] = [];
  connection.onNotification('$/progress', ({ value }: { value: { kind?: string } }) => {
    if (value.kind !== 'end') return;
    ended = performance.now() - start;
    for (const resolve of whenIndexed.splice(0)) resolve();
  });
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    publications++;
    lastPublication = performance.now();
    for (const hear of waiting) hear(params as PublishDiagnosticsParams);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section }) => server.settings[section ?? ''] ?? null),
  );
  connection.onRequest('workspace/workspaceFolders', () => [{ uri: rootUri, name: 'bench' }]);
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  const { capabilities } = await connection.sendRequest<{
    readonly capabilities: Readonly<Record<string, unknown>>;
  }>('initialize', initializeParams(server, rootUri));
  const ready = performance.now() - start;
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', {
    settings: server.settings,
  });

  const published = (uri: string, wanted: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const since = performance.now();
      const limit = setTimeout(() => {
        waiting.delete(hear);
        reject(new Error(`${server.name}: no problems of version ${wanted} came`));
      }, PATIENCE);
      const hear = (params: PublishDiagnosticsParams): void => {
        // A server that names no version publishes for the latest one.
        if (params.uri !== uri || (params.version ?? wanted) < wanted) return;
        clearTimeout(limit);
        waiting.delete(hear);
        resolve(performance.now() - since);
      };
      waiting.add(hear);
    });
  const change = (uri: string, { at, kind }: SmallEdit): void => {
    version++;
    const end = kind === 'insert' ? at : { line: at.line, character: at.character + 1 };
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end }, text: kind === 'insert' ? 'x' : '' }],
    });
  };
  return {
    pid: child.pid ?? 0,
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => void connection.sendNotification(method, params),
    ready,
    async indexed() {
      if (ended === undefined) await new Promise<void>((resolve) => whenIndexed.push(resolve));
      return ended ?? Number.NaN;
    },
    publications: () => publications,
    lastPublication: () => lastPublication,
    written(uris) {
      const changes = uris.map((uri) => ({ uri, type: 2 }));
      void connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    },
    async open(uri, text) {
      const wait = published(uri, version);
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version, text },
      });
      return wait;
    },
    async edit(uri, edit) {
      const wait = published(uri, version + 1);
      change(uri, edit);
      return wait;
    },
    send: change,
    async ask(method, uri, position) {
      if (!capabilities[`${method}Provider`]) return undefined;
      const since = performance.now();
      const textDocument = { uri };
      const place =
        method === 'codeAction'
          ? { range: { start: position, end: position }, context: { diagnostics: [] } }
          : { position };
      await connection.sendRequest(`textDocument/${method}`, { textDocument, ...place });
      return performance.now() - since;
    },
    cpu: () => cpuOf(child.pid),
    memory: () => memoryOf(child.pid),
    async stop() {
      const ended = once(child, 'exit');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

/** Milliseconds after which a server has not answered. */
const PATIENCE = 120_000;

function initializeParams({ watches }: ServerUnderTest, rootUri: string): object {
  return {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'bench' }],
    capabilities: {
      window: { workDoneProgress: true },
      workspace: {
        didChangeWatchedFiles: { dynamicRegistration: watches !== 'itself' },
        configuration: true,
        workspaceFolders: true,
        didChangeConfiguration: { dynamicRegistration: true },
      },
      textDocument: {
        publishDiagnostics: { versionSupport: true, relatedInformation: true },
        hover: { contentFormat: ['markdown'] },
        completion: { completionItem: { snippetSupport: true } },
        // As VS Code says it.
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
          dataSupport: true,
          resolveSupport: { properties: ['edit'] },
        },
      },
    },
  };
}

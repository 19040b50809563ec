import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  FileChangeType,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  Diagnostic,
  InitializeResult,
  Position,
  ProgressToken,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  ServerCapabilities,
  ShowMessageRequestParams,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { clientRuntime } from '../../../server/src/lsp/client-runtime.ts';
import type { Failures } from '../../../server/src/lsp/failures.ts';
import type {
  ClientOptions,
  ClientRequests,
  ReadFileResult,
  TreeChanges,
} from '../../../server/src/lsp/protocol.ts';
import type { Log } from '../../../server/src/lsp/runtime.ts';
import { withoutStops } from '../../../server/src/features/completion-item.ts';
import { startServer } from '../../../server/src/lsp/server.ts';
import type { Steps } from '../../../server/src/lsp/steps.ts';
import { FakeTimers } from './fake-timers.ts';
import { MemoryFiles } from './memory-files.ts';

export interface PairOptions {
  readonly folders?: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** `client`: the server asks the client for every file, as in a browser. */
  readonly runtime?: 'memory' | 'client';
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: ClientOptions;
  /** By section, as the client's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly steps?: (failures: Failures) => Steps;
  /** Called when the server would give memory back. */
  readonly giveBack?: () => void;
}

/** What a modern client can do. */
export const MODERN: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create'],
      snippetEditSupport: true,
    },
  },
  window: { workDoneProgress: true },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

/** A client and a server in one process, with files in memory and a clock that the test moves. */
export class Pair {
  readonly files: MemoryFiles;
  readonly timers = new FakeTimers();
  readonly log: string[] = [];
  readonly publications: PublishDiagnosticsParams[] = [];
  /** What the server asked the client to show. */
  readonly said: string[] = [];
  /** The button that the user presses, if he is asked. */
  chooses: string | undefined;
  /** What the server asked the client to open. */
  readonly opened: string[] = [];
  readonly notifications: string[] = [];
  readonly treeChanges: TreeChanges[] = [];
  readonly watchers: string[] = [];
  readonly progress: unknown[] = [];
  /** Of everything whose progress was to be shown, the latest last. */
  readonly progressTokens: ProgressToken[] = [];
  /** What the server asked the client to change. */
  readonly sentEdits: WorkspaceEdit[] = [];
  /** How often the server asked the client to ask for problems, hints or lenses again. */
  refreshes = 0;
  offered: ServerCapabilities = {};
  settings: Readonly<Record<string, unknown>>;
  #messages = 0;
  readonly #client: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();

  private constructor(client: ProtocolConnection, options: PairOptions) {
    this.#client = client;
    this.files = new MemoryFiles(options.files ?? {});
    this.settings = options.settings ?? {};
  }

  static async start(options: PairOptions = {}): Promise<Pair> {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const client = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    const pair = new Pair(client, options);
    const connection = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
    );
    const note = (line: string): void => void pair.log.push(line);
    const log: Log = { info: note, warn: note, error: note };
    const runtime =
      options.runtime === 'client'
        ? { ...clientRuntime(connection, pair.timers), log }
        : { files: pair.files, timers: pair.timers, log };
    startServer(connection, { ...runtime, giveBack: options.giveBack }, options.steps);
    connection.listen();
    pair.#listen();
    client.listen();
    await pair.#initialize(options);
    return pair;
  }

  #listen(): void {
    const client = this.#client;
    const heard = (): void => {
      this.#messages++;
    };
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      heard();
      this.publications.push(params);
    });
    for (const method of [
      'podspace/treeChanged',
      'podspace/statusChanged',
      'podspace/podMapChanged',
    ])
      client.onNotification(method, (params: unknown) => {
        heard();
        this.notifications.push(method);
        if (method === 'podspace/treeChanged') this.treeChanges.push(params as TreeChanges);
      });
    client.onRequest(
      'window/showMessageRequest',
      ({ message, actions }: ShowMessageRequestParams) => {
        heard();
        this.said.push(message);
        return actions?.find(({ title }) => title === this.chooses) ?? null;
      },
    );
    client.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
      heard();
      this.opened.push(uri);
      return { success: true };
    });
    client.onNotification('window/showMessage', ({ message }: { message: string }) => {
      heard();
      this.said.push(message);
    });
    client.onNotification('$/progress', ({ value }: { value: unknown }) => {
      heard();
      this.progress.push(value);
    });
    client.onRequest('window/workDoneProgress/create', ({ token }: { token: ProgressToken }) => {
      heard();
      this.progressTokens.push(token);
      return null;
    });
    client.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: readonly { method: string }[] }) => {
        heard();
        this.watchers.push(...registrations.map(({ method }) => method));
        return null;
      },
    );
    client.onRequest(
      'workspace/configuration',
      ({ items }: { items: readonly { section: string }[] }) => {
        heard();
        return items.map(({ section }) => this.settings[section] ?? null);
      },
    );
    for (const kind of ['diagnostic', 'inlayHint', 'codeLens'])
      client.onRequest(`workspace/${kind}/refresh`, () => {
        heard();
        this.refreshes++;
        return null;
      });
    client.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
      heard();
      this.sentEdits.push(edit);
      return { applied: true };
    });
    const readFile = async ({ uri }: { uri: string }): Promise<ReadFileResult> => {
      heard();
      await this.files.gate;
      const bytes = this.files.bytes(uri);
      const reason = this.files.unreadable.get(uri);
      if (reason !== undefined) return { type: 'missing', reason };
      return bytes
        ? { type: 'bytes', base64: Buffer.from(bytes).toString('base64') }
        : { type: 'missing' };
    };
    client.onRequest<ReadFileResult, unknown>('podspace/readFile', readFile);
    client.onRequest('podspace/findFiles', ({ folder }: { folder: string }) => {
      heard();
      return this.files.find(folder);
    });
  }

  async #initialize({
    folders = [],
    capabilities = MODERN,
    initializationOptions,
  }: PairOptions): Promise<void> {
    const { capabilities: offered }: InitializeResult = await this.#client.sendRequest(
      'initialize',
      {
        processId: null,
        rootUri: null,
        capabilities,
        ...(initializationOptions && { initializationOptions }),
        workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      },
    );
    this.offered = offered;
    await this.#client.sendNotification('initialized', {});
    await this.settle();
  }

  /** Waits, without moving the clock further than to what is due now, until nothing happens any more. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      const before = this.#messages;
      if (this.timers.isDue) this.timers.advance(0);
      await this.request('podspace/status', { uri: 'barrier:' });
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#messages === before && !this.timers.isDue ? quiet + 1 : 0;
    }
  }

  async advance(milliseconds: number): Promise<void> {
    await this.settle();
    this.timers.advance(milliseconds);
    await this.settle();
  }

  request<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['params'],
  ): Promise<ClientRequests[M]['result']> {
    return this.#client.sendRequest(method, params);
  }

  /** Asks where a piece of the document first stands; a piece with `|` in it has the cursor there. */
  at<R>(method: string, uri: string, piece: string, more: object = {}): Promise<R> {
    const document = this.#document(uri);
    const text = piece.replace('|', '');
    const start = document.getText().indexOf(text);
    assert.notEqual(start, -1, `"${text}" is in the document`);
    const position = document.positionAt(start + Math.max(0, piece.indexOf('|')));
    return this.#client.sendRequest<R>(method, { textDocument: { uri }, position, ...more });
  }

  /** Asks about a whole document. */
  about<R>(method: string, uri: string, more: object = {}): Promise<R> {
    return this.#client.sendRequest<R>(method, { textDocument: { uri }, ...more });
  }

  /** Asks about the workspace. */
  ask<R>(method: string, params: object): Promise<R> {
    return this.#client.sendRequest<R>(method, params);
  }

  async notify(method: string, params: unknown): Promise<void> {
    await this.#client.sendNotification(method, params);
    await this.settle();
  }

  async open(uri: string, text: string, languageId = 'yaml', version = 1): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, languageId, version, text));
    await this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
  }

  /** Replaces what stands between two offsets, and does not wait for what comes of it. */
  async replace(uri: string, from: number, to: number, text: string): Promise<void> {
    const document = this.#document(uri);
    const range = { start: document.positionAt(from), end: document.positionAt(to) };
    await this.#change(document, [{ range, text }]);
  }

  positionAt(uri: string, offset: number): Position {
    return this.#document(uri).positionAt(offset);
  }

  version(uri: string): number {
    return this.#document(uri).version;
  }

  /** Types: replaces the first `before` in the document. */
  async edit(uri: string, before: string, after: string): Promise<void> {
    await this.sendEdit(uri, before, after);
    await this.settle();
  }

  /** Types, and does not wait for what comes of it. */
  async sendEdit(uri: string, before: string, after: string): Promise<void> {
    const document = this.#document(uri);
    const offset = document.getText().indexOf(before);
    assert.notEqual(offset, -1, `"${before}" is in the document`);
    const range = {
      start: document.positionAt(offset),
      end: document.positionAt(offset + before.length),
    };
    await this.#change(document, [{ range, text: after }]);
  }

  async #change(
    document: TextDocument,
    contentChanges: { range: Range; text: string }[],
  ): Promise<void> {
    const version = document.version + 1;
    TextDocument.update(document, contentChanges, version);
    await this.#client.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.#document(uri).getText();
  }

  async watched(...changes: { uri: string; type: FileChangeType }[]): Promise<void> {
    await this.notify('workspace/didChangeWatchedFiles', { changes });
    await this.advance(50);
  }

  /** The code actions where `at` stands first in the document, with their edits. */
  codeActions(uri: string, at: string, only?: string[]): Promise<CodeAction[]> {
    const document = this.#document(uri);
    const position = document.positionAt(document.getText().indexOf(at));
    return this.codeActionsIn(uri, { start: position, end: position }, only);
  }

  async codeActionsIn(uri: string, range: Range, only?: string[]): Promise<CodeAction[]> {
    const actions: CodeAction[] = await this.#client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
    return Promise.all(
      actions.map((action) => (action.edit ? Promise.resolve(action) : this.resolve(action))),
    );
  }

  /** The labels of what is offered right behind `at`. */
  async completions(uri: string, at: string): Promise<readonly string[]> {
    const items: CompletionItem[] = await this.#client.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position: this.#behind(uri, at),
    });
    return items.map(({ label }) => label);
  }

  /** The Markdown that is shown right behind `at`. */
  async hover(uri: string, at: string): Promise<string | undefined> {
    const hover: { contents: { value: string } } | null = await this.#client.sendRequest(
      'textDocument/hover',
      { textDocument: { uri }, position: this.#behind(uri, at) },
    );
    return hover?.contents.value;
  }

  #behind(uri: string, at: string): Position {
    const document = this.#document(uri);
    const offset = document.getText().indexOf(at);
    assert.notEqual(offset, -1, `"${at}" is in the document`);
    return document.positionAt(offset + at.length);
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.#client.sendRequest('codeAction/resolve', action);
  }

  /**
   * Applies an edit as a client does: to open documents only if they still have the version that it was made for, to
   * others on disk.
   */
  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    assert.ok(edit?.documentChanges, 'the edit has document changes');
    for (const change of edit.documentChanges) {
      if ('kind' in change) {
        assert.equal(change.kind, 'create');
        assert.equal(this.files.bytes(change.uri), undefined, `${change.uri} is not there yet`);
        this.files.set(change.uri, '');
        continue;
      }
      const { uri, version } = change.textDocument;
      const open = this.#documents.get(uri);
      assert.equal(version, open?.version ?? null);
      const document = open ?? this.#onDisk(uri);
      const edits = change.edits.map((one) => {
        const text = 'newText' in one ? one.newText : withoutStops(one.snippet.value);
        return { range: one.range, text };
      });
      // From the last to the first, so that each stands where it was made for.
      edits.sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start));
      if (open) await this.#change(open, edits);
      else {
        this.files.set(uri, TextDocument.update(document, edits, 1).getText());
        await this.watched({ uri, type: FileChangeType.Changed });
      }
    }
    await this.settle();
  }

  #onDisk(uri: string): TextDocument {
    return TextDocument.create(uri, 'yaml', 0, new TextDecoder().decode(this.files.bytes(uri)));
  }

  /** What the client shows of a file now; undefined if nothing was ever published. */
  shown(uri: string): readonly Diagnostic[] | undefined {
    return this.publications.findLast((one) => one.uri === uri)?.diagnostics;
  }

  versions(uri: string): readonly (number | undefined)[] {
    return this.publications.filter((one) => one.uri === uri).map(({ version }) => version);
  }

  dispose(): void {
    this.#client.dispose();
  }

  #document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    assert.ok(document, `${uri} is open`);
    return document;
  }
}

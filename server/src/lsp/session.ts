import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type {
  ClientCapabilities,
  Connection,
  DidOpenTextDocumentParams,
  DidChangeTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  InitializeParams,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import { checkMemory, makeProject } from '../features/project.ts';
import type { Project } from '../features/project.ts';
import type { FileStatus } from '../features/status.ts';
import { clientSupport, foldersOf } from './client-support.ts';
import type { ClientSupport } from './client-support.ts';
import { makeConverter } from './convert.ts';
import type { Converter } from './convert.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Failures } from './failures.ts';
import { Hints } from './hints.ts';
import { Indexer } from './indexer.ts';
import { Manifests } from './manifests.ts';
import { beginProgress } from './progress.ts';
import type {
  FileParams,
  OtherExtensions,
  ServerNotifications,
  TreeParams,
  TreePlaceParams,
  TreeRow,
  TreeRows,
} from './protocol.ts';
import { Publisher } from './publisher.ts';
import { NO_PROBLEMS, PulledDiagnostics, pullsDiagnostics } from './pulled-diagnostics.ts';
import { Rest } from './rest.ts';
import type { Runtime } from './runtime.ts';
import { SessionSettings } from './session-settings.ts';
import { registerSettings } from './settings.ts';
import { Statuses } from './statuses.ts';
import type { Steps } from './steps.ts';
import { PodMapView } from './pod-map.ts';
import { TreeView } from './tree.ts';
import { normalUri } from './uri.ts';
import { Watching } from './watching.ts';

const LEAVES_SCHEMA =
  'Another extension checks the fields of Kubernetes manifests here. Podspace leaves them to it; the setting podspace.schemaValidation decides.';

/** All that one client's session owns: its manifests, settings, watchers and what has been published. */
export class Session {
  readonly manifests: Manifests;
  readonly support: ClientSupport;
  readonly tree: TreeView;
  readonly hints: Hints;
  readonly podMap: PodMapView;
  readonly #connection: Connection;
  readonly #failures: Failures;
  readonly #steps: Steps;
  readonly #publisher: Publisher;
  /** Absent where the client is sent problems unasked. */
  readonly #pulled: PulledDiagnostics | undefined;
  readonly #indexer: Indexer;
  readonly #watching: Watching;
  readonly #settings: SessionSettings;
  readonly #statuses: Statuses;
  /** Absent where nothing is to be done in it. */
  readonly #rest: Rest | undefined;
  readonly #converter: Converter;
  readonly #memory = checkMemory();
  readonly #capabilities: ClientCapabilities;
  #folders: readonly string[];
  /** Ends when the workspace has been read. */
  #read: Promise<void> = Promise.resolve();
  #project: Project | undefined;

  constructor(
    connection: Connection,
    runtime: Runtime,
    steps: Steps,
    failures: Failures,
    params: InitializeParams,
  ) {
    this.#connection = connection;
    this.#failures = failures;
    this.#steps = steps;
    this.#capabilities = params.capabilities;
    this.support = clientSupport(params);
    this.#folders = foldersOf(params);
    this.#converter = makeConverter(this.support.encoding);
    this.manifests = new Manifests(steps.analysis, this.#converter);
    this.#settings = new SessionSettings(
      connection,
      params.capabilities,
      this.manifests,
      params.initializationOptions,
    );
    if (pullsDiagnostics(params.capabilities))
      this.#pulled = new PulledDiagnostics(connection, failures, params.capabilities);
    this.#publisher = new Publisher({
      manifests: this.manifests,
      timers: runtime.timers,
      failures,
      context: () => this.diagnosticContext(),
      send: (uri, version, diagnostics) => {
        if (this.#pulled) this.#pulled.changed(uri, diagnostics);
        else
          failures.detach(
            'publishing',
            connection.sendDiagnostics({
              uri,
              diagnostics,
              ...(version !== undefined && { version }),
            }),
          );
      },
      published: (uri, state) => {
        if (state === 'open') this.tree.stale(uri);
        else this.tree.found(uri);
      },
      settled: () => this.#settled(),
    });
    this.hints = new Hints({
      connection,
      failures,
      capabilities: params.capabilities,
      commands: this.support.commands,
      context: () => this.diagnosticContext(),
      settingsOf: (uri) => this.#settings.hintsIn(uri),
    });
    this.tree = new TreeView({
      timers: runtime.timers,
      context: () => this.diagnosticContext(),
      lookAhead: () => this.#publisher.lookAhead(),
      changed: (changes) => this.#notify('podspace/treeChanged', changes),
    });
    this.podMap = new PodMapView({
      timers: runtime.timers,
      context: () => this.diagnosticContext(),
      changed: () => this.#notify('podspace/podMapChanged', {}),
    });
    this.#statuses = new Statuses({
      manifests: this.manifests,
      project: () => this.project(),
      countsOf: (uri) => this.#publisher.countsOf(uri),
      changed: (uri) => this.#notify('podspace/statusChanged', { uri }),
    });
    this.#indexer = new Indexer({
      files: runtime.files,
      manifests: this.manifests,
      timers: runtime.timers,
      failures,
      log: runtime.log,
      isExcluded: (uri) => this.#settings.isExcluded(uri),
      changed: () => this.#publisher.refresh(),
      isBusy: () => !this.#publisher.isCalm,
      progress: () => beginProgress(connection, this.#capabilities),
    });
    this.#watching = new Watching({
      connection,
      files: runtime.files,
      timers: runtime.timers,
      indexer: this.#indexer,
      failures,
    });
    const { giveBack } = runtime;
    if (giveBack) {
      this.#rest = new Rest(runtime.timers, () => {
        if (this.#publisher.isCalm) giveBack();
        else this.stir();
      });
    }
  }

  /** All manifests as they are now, with their configuration. */
  project(): Project {
    if (this.#project?.snapshot === this.manifests.snapshot) return this.#project;
    const configurations = this.#settings.configurations();
    this.#project = makeProject({
      snapshot: this.manifests.snapshot,
      configurations,
      folders: this.#folders,
      checks: this.#steps.checks,
      leavesSchema: (uri, { chunk }) =>
        this.#settings.fieldsCheckedBy(uri, chunk.text) !== 'podspace',
      memory: this.#memory,
    });
    return this.#project;
  }

  diagnosticContext(): DiagnosticContext {
    return {
      project: this.project(),
      converter: this.#converter,
      support: this.support.diagnostics,
      clientUri: (uri) => this.manifests.clientUri(uri),
    };
  }

  /** The client has sent something, or there was something to do. */
  stir(): void {
    this.#rest?.stir();
  }

  /** While there is nothing to show, the rows wait for a first pod, or until all manifests have been read. */
  async treeRows(params: TreeParams): Promise<TreeRows> {
    const all = this.#read.then(() => this.#publisher.calm());
    for (let isAll = false; ;) {
      const found = await this.tree.rows(params);
      if (isAll || found.summary.pods > 0) return found;
      isAll = await Promise.race([
        all.then(() => true),
        this.tree.changeOfFiles().then(() => false),
      ]);
    }
  }

  treeRowsAt(params: TreePlaceParams): readonly TreeRow[] {
    return this.tree.rowsAt(params);
  }

  /** Null for a file that is neither open nor in the workspace. */
  status({ uri }: FileParams): FileStatus | null {
    return this.#statuses.answer(uri);
  }

  pulledDiagnostics(params: DocumentDiagnosticParams): DocumentDiagnosticReport {
    return this.#pulled?.answer(this.diagnosticContext(), params) ?? NO_PROBLEMS;
  }

  start(): Promise<void> {
    this.#read = this.#start();
    return this.#read;
  }

  opened({ textDocument }: DidOpenTextDocumentParams): void {
    this.#publisher.opened(this.manifests.open(textDocument));
  }

  edited({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    const uri = this.manifests.edit(textDocument.uri, textDocument.version, contentChanges);
    if (uri !== undefined) this.#publisher.edited(uri);
  }

  closed({ uri }: TextDocumentIdentifier): void {
    const normal = this.manifests.close(uri);
    this.#pulled?.closed(normal);
    this.hints.closed(normal);
    this.#failures.detach('reading a closed file', this.#indexer.closed(normal));
  }

  filesChanged(events: Parameters<Watching['reported']>[0]): void {
    this.#watching.reported(events);
  }

  async foldersChanged(added: readonly string[], removed: readonly string[]): Promise<void> {
    const gone = new Set(removed.map(normalUri));
    const kept = this.#folders.filter((folder) => !gone.has(folder));
    this.#folders = [...new Set([...kept, ...added.map(normalUri)])];
    this.#read = this.#readFolders();
    await this.#read;
  }

  otherExtensions(others: OtherExtensions): void {
    if (this.#settings.otherExtensions(others)) this.#publisher.refresh();
  }

  warn(message: string): void {
    this.#say(MessageType.Warning, message);
  }

  async settingsChanged(sent: unknown): Promise<void> {
    this.#settings.sent(sent);
    const before = this.#settings.excludeKey;
    await this.#fetchSettings();
    if (this.#settings.excludeKey !== before) await this.#indexer.reindex();
  }

  dispose(): void {
    this.tree.dispose();
    this.podMap.dispose();
    this.#publisher.dispose();
    this.#watching.dispose();
    this.#rest?.dispose();
  }

  async #start(): Promise<void> {
    await registerSettings(this.#connection, this.#capabilities);
    await this.#watching.start(this.#capabilities);
    await this.#readFolders();
  }

  async #readFolders(): Promise<void> {
    await this.#fetchSettings();
    this.#watching.setFolders(this.#folders);
    await this.#indexer.setFolders(this.#folders);
  }

  /** Everything is published: now what else the client shows can follow. */
  #settled(): void {
    this.stir();
    this.#pulled?.settled();
    this.tree.refresh();
    this.hints.settled();
    this.podMap.refresh();
    if (this.#settings.beginsToLeave()) this.#say(MessageType.Info, LEAVES_SCHEMA);
    this.#statuses.settled();
  }

  #notify<M extends keyof ServerNotifications>(
    method: M,
    params: ServerNotifications[M]['params'],
  ): void {
    this.#failures.detach(method, this.#connection.sendNotification(method, params));
  }

  #say(type: MessageType, message: string): void {
    this.#failures.detach(
      'showing a message',
      this.#connection.sendNotification(ShowMessageNotification.type, { type, message }),
    );
  }

  async #fetchSettings(): Promise<void> {
    await this.#settings.ask(this.#folders);
    this.#publisher.refresh();
    this.hints.askAgain();
  }
}

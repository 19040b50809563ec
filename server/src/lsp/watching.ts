import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
} from 'vscode-languageserver';
import type { ClientCapabilities, Connection, FileEvent } from 'vscode-languageserver';
import { fileNameOf } from '../text/uri.ts';
import type { Failures } from './failures.ts';
import type { Indexer } from './indexer.ts';
import { isManifestName } from './runtime.ts';
import type { Disposable, Files, Timers } from './runtime.ts';
import { normalUri } from './uri.ts';

/** Changes on disk come in swarms (a checkout, an install): one look at all of them. */
const SWARM = 50;

export interface WatchingParts {
  readonly connection: Connection;
  readonly files: Files;
  readonly timers: Timers;
  readonly indexer: Indexer;
  readonly failures: Failures;
}

/** Hears of changes on disk, from the client or, if it cannot watch, from the runtime. */
export class Watching {
  readonly #parts: WatchingParts;
  readonly #changes = new Map<string, 'written' | 'deleted'>();
  #swarm: Disposable | undefined;
  #ownWatchers: readonly Disposable[] = [];
  #byClient = false;

  constructor(parts: WatchingParts) {
    this.#parts = parts;
  }

  async start(capabilities: ClientCapabilities): Promise<void> {
    this.#byClient = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    if (!this.#byClient) return;
    await this.#parts.connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: '**/*.{yaml,yml,json}' },
        { globPattern: '**/Kustomization' },
        // Of a folder that is deleted or moved away only the folder itself is reported.
        { globPattern: '**/*', kind: WatchKind.Delete },
      ],
    });
  }

  setFolders(folders: readonly string[]): void {
    for (const watcher of this.#ownWatchers) watcher.dispose();
    const { files } = this.#parts;
    this.#ownWatchers = this.#byClient
      ? []
      : folders.flatMap(
          (folder) => files.watch?.(folder, (uri, change) => this.#add(uri, change)) ?? [],
        );
  }

  reported(events: readonly FileEvent[]): void {
    for (const { uri, type } of events)
      this.#add(normalUri(uri), type === FileChangeType.Deleted ? 'deleted' : 'written');
  }

  dispose(): void {
    this.#swarm?.dispose();
    for (const watcher of this.#ownWatchers) watcher.dispose();
  }

  #add(uri: string, change: 'written' | 'deleted'): void {
    if (change === 'written' && !isManifestName(fileNameOf(uri))) return;
    this.#changes.set(uri, change);
    this.#swarm ??= this.#parts.timers.after(SWARM, () => this.#pass());
  }

  #pass(): void {
    this.#swarm = undefined;
    const { indexer, failures } = this.#parts;
    const of = (wanted: 'written' | 'deleted'): readonly string[] =>
      [...this.#changes].flatMap(([uri, change]) => (change === wanted ? [uri] : []));
    const [written, deleted] = [of('written'), of('deleted')];
    this.#changes.clear();
    if (deleted.length > 0) indexer.deleted(deleted);
    if (written.length > 0) failures.detach('reading changed files', indexer.written(written));
  }
}

import { hasTooManyDocuments } from '../yaml/cut.ts';
import { isKustomization } from '../analysis/kustomization.ts';
import type { FileChange } from '../analysis/workspace.ts';
import { isConfigurationFile } from '../features/configurations.ts';
import { MAX_FILE_SIZE, namesKind } from '../text/content.ts';
import type { FileContent } from '../text/content.ts';
import { LIMITS } from '../yaml/limits.ts';
import { fileNameOf, folderOf, foldersUpward, isWithin } from '../text/uri.ts';
import type { Failures } from './failures.ts';
import type { Manifests } from './manifests.ts';
import { IGNORED_FOLDERS, isManifestName } from './runtime.ts';
import type { Files, Log, Timers } from './runtime.ts';

/** Files read between two looks at what else there is to do. */
const BATCH = 64;
/** While files are read, they are put into the manifests no more often than this, in milliseconds. */
const PACE = 500;

export interface IndexerParts {
  readonly files: Files;
  readonly manifests: Manifests;
  readonly timers: Timers;
  readonly failures: Failures;
  readonly log: Log;
  /** Whether the editor's settings hide the file. */
  readonly isExcluded: (uri: string) => boolean;
  /** Something was put into the manifests. */
  readonly changed: () => void;
  /** Whether what was put in before is still being looked at. */
  readonly isBusy: () => boolean;
  readonly progress: () => Promise<Progress>;
}

/** What a file holds, as it was found; it counts while no later reading has begun. */
interface FoundText {
  readonly uri: string;
  readonly text: string | undefined;
  readonly ticket: symbol;
}

export interface Progress {
  /** The user has had enough; what is not read by then is read when it is opened or changed. */
  readonly cancelled: boolean;
  report(done: number, total: number): void;
  done(): void;
}

/** Reads the manifests of the workspace that are not open, and keeps up with their changes. */
export class Indexer {
  readonly #parts: IndexerParts;
  #folders: readonly string[] = [];
  /** Counts up whenever what was begun before has to stop. */
  #generation = 0;
  /** The latest reading of each file that is not in the manifests yet: an earlier one that ends later is stale. */
  readonly #reading = new Map<string, symbol>();
  /** Files of which the log says that they are left out. */
  readonly #noted = new Set<string>();

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  /** Whether a file belongs to the workspace, open or not. */
  holds(uri: string): boolean {
    const folder = this.#folders.find((root) => isWithin(root, uri));
    if (folder === undefined || !isManifestName(fileNameOf(uri))) return false;
    const below = uri.slice(folder.length).split('/').slice(0, -1);
    return !below.some((part) => IGNORED_FOLDERS.includes(part)) && !this.#parts.isExcluded(uri);
  }

  /** Resolves when all files have been read, or another call has taken over. */
  setFolders(folders: readonly string[]): Promise<void> {
    this.#folders = folders;
    return this.reindex();
  }

  /** Reads everything anew, such as after a change of what is excluded. */
  reindex(): Promise<void> {
    const generation = ++this.#generation;
    this.#drop((uri) => !this.holds(uri));
    return this.#index(generation);
  }

  async written(uris: readonly string[]): Promise<void> {
    const held = uris.filter((uri) => this.holds(uri));
    await this.#readAll(held);
    this.#parts.changed();
  }

  /** Files, or folders with all that was in them. */
  deleted(uris: readonly string[]): void {
    const gone = new Set(uris);
    const isGone = (uri: string): boolean => {
      for (let at: string | undefined = uri; at !== undefined; at = folderOf(at)) {
        if (gone.has(at)) return true;
      }
      return false;
    };
    for (const uri of [...this.#reading.keys()].filter(isGone)) this.#reading.delete(uri);
    this.#drop(isGone);
  }

  /** The file's own text counts again, if it has one and belongs to the workspace. */
  async closed(uri: string): Promise<void> {
    if (this.holds(uri)) await this.#readAll([uri]);
    else this.#parts.manifests.change([{ uri, deleted: true }]);
    this.#parts.changed();
  }

  async #index(generation: number): Promise<void> {
    const { files, failures } = this.#parts;
    const isCurrent = (): boolean => generation === this.#generation;
    const found: string[] = [];
    for (const folder of this.#folders) {
      try {
        for (const uri of await files.find(folder)) found.push(uri);
      } catch (error) {
        failures.report(`looking for manifests in ${folder}`, error);
      }
      if (!isCurrent()) return;
    }
    const wanted = [...new Set(found)].filter((uri) => this.holds(uri));
    if (wanted.length === 0) return;
    const progress = await this.#parts.progress();
    const { timers, changed, isBusy } = this.#parts;
    let looked = -Infinity;
    const held: FoundText[] = [];
    try {
      const ordered = this.#openFoldersFirst(wanted);
      for (let done = 0; done < ordered.length && isCurrent(); done += BATCH) {
        if (progress.cancelled) break;
        progress.report(done, ordered.length);
        for (const one of await this.#readBatch(ordered.slice(done, done + BATCH))) held.push(one);
        // What is put in is one more snapshot for whoever looks next, such as somebody who opens a file.
        if (timers.now() - looked < PACE || isBusy()) continue;
        if (isCurrent()) this.#take(held.splice(0));
        changed();
        looked = timers.now();
      }
    } finally {
      if (isCurrent()) this.#take(held);
      progress.done();
      changed();
    }
  }

  /**
   * Files beside those that are open come first, as they are in one scope with them, and the kustomizations above
   * them, which may know them as patches; then all others that say what files are to each other.
   */
  #openFoldersFirst(uris: readonly string[]): readonly string[] {
    const open = new Set<string | undefined>();
    const above = new Set<string | undefined>();
    for (const { uri } of this.#parts.manifests.openDocuments()) {
      const folder = folderOf(uri);
      open.add(folder);
      for (const one of foldersUpward(folder ?? '')) above.add(one);
    }
    const rank = (uri: string): number => {
      const folder = folderOf(uri);
      if (open.has(folder)) return 0;
      if (!isKustomization(uri)) return 2;
      return above.has(folder) ? 0 : 1;
    };
    return uris
      .map((uri) => ({ uri, rank: rank(uri) }))
      .sort((a, b) => a.rank - b.rank || (a.uri < b.uri ? -1 : 1))
      .map(({ uri }) => uri);
  }

  /**
   * A batch after the other, as each file that is being read takes memory of its own; what they hold is put into the
   * manifests together.
   */
  async #readAll(uris: readonly string[]): Promise<void> {
    const found: FoundText[] = [];
    for (let done = 0; done < uris.length; done += BATCH)
      for (const one of await this.#readBatch(uris.slice(done, done + BATCH))) found.push(one);
    this.#take(found);
  }

  /** Puts into the manifests what no later reading has begun to take over. */
  #take(found: readonly FoundText[]): void {
    const latest = found.flatMap(({ uri, text, ticket }): FileChange[] => {
      if (this.#reading.get(uri) !== ticket) return [];
      // Its folder may have left the workspace since it was read.
      return text !== undefined && this.holds(uri) ? [{ uri, text }] : [{ uri, deleted: true }];
    });
    for (const { uri } of latest) this.#reading.delete(uri);
    this.#parts.manifests.change(latest);
  }

  #readBatch(uris: readonly string[]): Promise<readonly FoundText[]> {
    return Promise.all(uris.map((uri) => this.#read(uri)));
  }

  async #read(uri: string): Promise<FoundText> {
    const ticket = Symbol(uri);
    this.#reading.set(uri, ticket);
    return { uri, text: await this.#textOf(uri), ticket };
  }

  /** The text of a file that can hold a manifest or says something about others. */
  async #textOf(uri: string): Promise<string | undefined> {
    try {
      const content = await this.#parts.files.read(uri);
      const reason = reasonAgainst(content);
      if (reason !== undefined) this.#note(uri, reason);
      if (reason !== undefined || content.type !== 'text') return undefined;
      const { text } = content;
      return namesKind(text) || isKustomization(uri) || isConfigurationFile(uri) ? text : undefined;
    } catch (error) {
      this.#parts.failures.report(`reading ${uri}`, error);
      return undefined;
    }
  }

  #note(uri: string, reason: string): void {
    if (this.#noted.has(uri)) return;
    this.#noted.add(uri);
    this.#parts.log.warn(`${uri} is left out: ${reason}`);
  }

  #drop(isGone: (uri: string) => boolean): void {
    const { manifests, changed } = this.#parts;
    const gone = [...manifests.snapshot.files.keys()].filter(isGone);
    if (gone.length === 0) return;
    manifests.change(gone.map((uri) => ({ uri, deleted: true })));
    changed();
  }
}

/** Why a file that is there is not read; undefined where it is, or is not there. */
function reasonAgainst(content: FileContent): string | undefined {
  switch (content.type) {
    case 'text':
      return hasTooManyDocuments(content.text)
        ? `it holds more than ${LIMITS.documents} documents`
        : undefined;
    case 'binary':
      return 'it is no text in UTF-8';
    case 'too-large':
      return `it is larger than ${MAX_FILE_SIZE / 1024 / 1024} MB`;
    case 'missing':
      return content.reason;
  }
}

import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isFileError } from '../../text/content.ts';
import { IGNORED_FOLDERS } from '../runtime.ts';
import type { Disposable } from '../runtime.ts';

export type FileChanged = (path: string, change: 'written' | 'deleted') => void;

/** Told why something is not seen. */
type Note = (path: string, reason: string) => void;

/** Watches a folder with all folders in it, but for those that are other people's. */
export function watchFolder(folder: string, changed: FileChanged, note: Note): Disposable {
  const tree = new WatchedTree(folder, changed, note);
  tree.enter(folder).catch((error: unknown) => note(folder, String(error)));
  return tree;
}

/** Where the system watches whole trees, and would mind handles of each of their folders. */
const WATCHES_TREES = process.platform === 'win32' || process.platform === 'darwin';

/**
 * A watcher for each folder, unless the system needs only one. Node's stand-in for that keeps a watcher for each file,
 * and does not notice that a folder or a file is another one by now (tried with Node 24 on Linux).
 */
class WatchedTree implements Disposable {
  readonly #root: string;
  readonly #changed: FileChanged;
  readonly #note: Note;
  readonly #watchers = new Map<string, FSWatcher>();
  /** The latest look at each path that is under way: an earlier one that ends later is stale. */
  readonly #looks = new Map<string, symbol>();
  #disposed = false;

  constructor(root: string, changed: FileChanged, note: Note) {
    this.#root = root;
    this.#changed = changed;
    this.#note = note;
  }

  /** Watches first and looks then, so that nothing comes between; tells `met` of each file that is there. */
  async enter(folder: string, met: (path: string) => void = () => undefined): Promise<void> {
    if (!WATCHES_TREES || folder === this.#root) this.#watch(folder);
    for (const entry of await this.#entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (this.#disposed) return;
      if (!entry.isDirectory()) met(path);
      else if (!IGNORED_FOLDERS.includes(entry.name)) await this.enter(path, met);
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#looks.clear();
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    this.#close(folder);
    try {
      const watcher = watch(folder, { recursive: WATCHES_TREES, persistent: false });
      watcher.on('change', (_event, name) => {
        if (typeof name === 'string') this.#look(join(folder, name));
      });
      // A folder that vanishes while it is watched is no fault of ours.
      watcher.on('error', () => watcher.close());
      this.#watchers.set(folder, watcher);
    } catch (error) {
      if (!isFileError(error)) throw error;
      if (error.code !== 'ENOENT') this.#note(folder, error.message);
    }
  }

  #look(path: string): void {
    const below = path.slice(this.#root.length).split(sep);
    if (below.some((part) => IGNORED_FOLDERS.includes(part))) return;
    const ticket = Symbol(path);
    this.#looks.set(path, ticket);
    const isStale = (): boolean => this.#looks.get(path) !== ticket;
    this.#lookAt(path, isStale).catch((error: unknown) => this.#note(path, String(error)));
  }

  async #lookAt(path: string, isStale: () => boolean): Promise<void> {
    const kind = await kindOf(path);
    if (isStale()) return;
    this.#looks.delete(path);
    if (kind === 'file') {
      this.#changed(path, 'written');
      return;
    }
    this.#leave(path);
    this.#changed(path, 'deleted');
    if (kind === 'folder') await this.enter(path, (file) => this.#changed(file, 'written'));
  }

  #leave(folder: string): void {
    for (const path of [...this.#watchers.keys()])
      if (path === folder || path.startsWith(folder + sep)) this.#close(path);
  }

  #close(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  async #entriesOf(folder: string) {
    try {
      return await readdir(folder, { withFileTypes: true });
    } catch (error) {
      if (!isFileError(error)) throw error;
      return [];
    }
  }
}

/** A link counts as a file, whatever it leads to. */
async function kindOf(path: string): Promise<'file' | 'folder' | 'gone'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (!isFileError(error)) throw error;
    return 'gone';
  }
}

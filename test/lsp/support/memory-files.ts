import { contentOf } from '../../../server/src/text/content.ts';
import type { FileContent } from '../../../server/src/text/content.ts';
import type { Disposable, Files } from '../../../server/src/lsp/runtime.ts';

/** Files that exist in a test only; names them by address. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Uint8Array>();
  readonly #watchers = new Set<(uri: string, change: 'written' | 'deleted') => void>();
  /** How often each file was read. */
  readonly reads = new Map<string, number>();
  /** How many files were being read at once, where they were most. */
  mostAtOnce = 0;
  #reading = 0;
  /** While set, reading waits for it. */
  gate: Promise<void> | undefined;
  /** While set, what a folder holds is looked up at once and told when it is over. */
  listing: Promise<void> | undefined;
  /** What cannot be read, and why. */
  readonly unreadable = new Map<string, string>();

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [uri, content] of Object.entries(files)) this.set(uri, content);
  }

  set(uri: string, content: string | Uint8Array): void {
    this.#files.set(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  bytes(uri: string): Uint8Array | undefined {
    return this.#files.get(uri);
  }

  /** Changes a file, and tells those that watch. */
  write(uri: string, content: string | Uint8Array): void {
    this.set(uri, content);
    for (const watcher of this.#watchers) watcher(uri, 'written');
  }

  delete(uri: string): void {
    this.#files.delete(uri);
    for (const watcher of this.#watchers) watcher(uri, 'deleted');
  }

  async read(uri: string): Promise<FileContent> {
    this.reads.set(uri, (this.reads.get(uri) ?? 0) + 1);
    this.#reading++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#reading);
    await this.gate;
    this.#reading--;
    const bytes = this.#files.get(uri);
    const reason = this.unreadable.get(uri);
    if (reason !== undefined) return { type: 'missing', reason };
    return bytes ? contentOf(bytes) : { type: 'missing' };
  }

  async find(folder: string): Promise<readonly string[]> {
    const found = [...this.#files.keys()].filter((uri) => uri.startsWith(`${folder}/`));
    await this.listing;
    return found;
  }

  watch(
    _folder: string,
    changed: (uri: string, change: 'written' | 'deleted') => void,
  ): Disposable {
    this.#watchers.add(changed);
    return { dispose: () => this.#watchers.delete(changed) };
  }
}

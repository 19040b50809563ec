import type { FileContent } from '../text/content.ts';

/** All that the server needs from the place where it runs. Nothing else in `lsp` knows files, timers or a clock. */
export interface Runtime {
  readonly files: Files;
  readonly timers: Timers;
  readonly log: Log;
  /** Gives memory back to the system that nothing uses any more. Takes long, so it is for when nobody waits. */
  readonly giveBack?: (() => void) | undefined;
}

/** Addresses are in the spelling of `normalUri`. */
export interface Files {
  read(uri: string): Promise<FileContent>;
  /**
   * The addresses of all files below a folder that can hold manifests or configuration (.yaml, .yml, .json, and
   * `Kustomization`), in no certain order, without what lies in node_modules, .git or vendor.
   */
  find(folder: string): Promise<readonly string[]>;
  /** For clients that cannot watch. Addresses of folders are reported too when they are deleted. */
  watch?(folder: string, changed: (uri: string, change: 'written' | 'deleted') => void): Disposable;
}

export interface Timers {
  /** Milliseconds from any starting point; never goes backwards. */
  now(): number;
  /** Calls once, `delay` milliseconds from now, and never before the caller has returned. */
  after(delay: number, call: () => void): Disposable;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface Disposable {
  dispose(): void;
}

/** Folders whose manifests are other people's. */
export const IGNORED_FOLDERS: readonly string[] = ['node_modules', '.git', 'vendor'];

const MANIFEST_NAME = /\.(?:ya?ml|json)$|^Kustomization$/i;

export function isManifestName(name: string): boolean {
  return MANIFEST_NAME.test(name);
}

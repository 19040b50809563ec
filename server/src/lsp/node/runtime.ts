import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isFileError } from '../../text/content.ts';
import type { FileContent } from '../../text/content.ts';
import { IGNORED_FOLDERS, isManifestName } from '../runtime.ts';
import type { Disposable, Files, Log, Runtime, Timers } from '../runtime.ts';
import { normalUri } from '../uri.ts';
import { readFileContent } from './read-file.ts';
import { watchFolder } from './watch-folder.ts';

/** The server's own machine: its disk, its clock. */
export function nodeRuntime(log: Log): Runtime {
  return { files: nodeFiles(log), timers: nodeTimers, log };
}

function nodeFiles(log: Log): Files {
  const noted = new Set<string>();
  /** Told once, as the folder will be met again. */
  const note = (path: string, reason: string): void => {
    if (noted.has(path)) return;
    noted.add(path);
    log.warn(`${path} is left out: ${reason}`);
  };
  return {
    async read(uri): Promise<FileContent> {
      const path = pathOf(uri);
      if (path === undefined) return { type: 'missing' };
      return readFileContent(path);
    },

    async find(folder): Promise<readonly string[]> {
      const path = pathOf(folder);
      const found: string[] = [];
      if (path !== undefined) await collect(path, found, note);
      return found;
    },

    watch(folder, changed): Disposable {
      const path = pathOf(folder);
      if (path === undefined) return { dispose: () => undefined };
      return watchFolder(path, (at, change) => changed(uriOf(at), change), note);
    },
  };
}

export const nodeTimers: Timers = {
  now: () => performance.now(),
  after(delay, call): Disposable {
    const timer = setTimeout(call, delay);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** Collects the addresses of files in a folder; links to folders are not followed, since they can lead round in circles. */
async function collect(
  folder: string,
  found: string[],
  note: (path: string, reason: string) => void,
): Promise<void> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (!isFileError(error)) throw error;
    note(folder, error.message);
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!IGNORED_FOLDERS.includes(entry.name)) await collect(path, found, note);
    } else if (isManifestName(entry.name)) {
      // Addresses take longer than files to find: made here, they leave time for other things in between.
      found.push(uriOf(path));
    }
  }
}

/** Undefined for what is not on this machine's disk. */
function pathOf(uri: string): string | undefined {
  return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
}

function uriOf(path: string): string {
  return normalUri(pathToFileURL(path).toString());
}

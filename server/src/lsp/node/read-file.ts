import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { contentOf, isFileError, MAX_FILE_SIZE } from '../../text/content.ts';
import type { FileContent } from '../../text/content.ts';

/**
 * What a file holds; `note` is told why one is left out that is there. A pipe, a socket or a device is not opened, as
 * reading it may never end, and a file that grows meanwhile is not read past the bound.
 */
export async function readFileContent(
  path: string,
  note: (reason: string) => void,
): Promise<FileContent> {
  let handle: FileHandle | undefined;
  try {
    if (!isFile(await stat(path), note)) return { type: 'missing' };
    // It may be another one by now.
    handle = await open(path, OPEN);
    const opened = await handle.stat();
    if (!isFile(opened, note)) return { type: 'missing' };
    return opened.size > MAX_FILE_SIZE ? { type: 'too-large' } : contentOf(await bytesOf(handle));
  } catch (error) {
    if (!isFileError(error)) throw error;
    if (!GONE.has(error.code)) note(error.message);
    return { type: 'missing' };
  } finally {
    await handle?.close();
  }
}

/** A pipe is then opened at once, with nothing in it. Windows knows no such flag. */
const OPEN = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** A file that is deleted while it is looked for is nothing to speak of. */
const GONE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

function isFile(
  stats: { isFile(): boolean; isDirectory(): boolean },
  note: (reason: string) => void,
): boolean {
  if (!stats.isFile() && !stats.isDirectory()) note('it is no regular file');
  return stats.isFile();
}

/** One more than is allowed, if there are so many. */
async function bytesOf(handle: FileHandle): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length <= MAX_FILE_SIZE) {
    const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(PART) });
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
}

const PART = 64 * 1024;

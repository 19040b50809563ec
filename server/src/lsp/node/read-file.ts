import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { contentOf, isFileError, MAX_FILE_SIZE } from '../../text/content.ts';
import type { FileContent } from '../../text/content.ts';

/**
 * What a file holds. A pipe, a socket or a device is not opened, as reading it may never end, and a file that grows
 * meanwhile is not read past the bound.
 */
export async function readFileContent(path: string): Promise<FileContent> {
  let handle: FileHandle | undefined;
  try {
    const found = await stat(path);
    if (!found.isFile()) return noFile(found);
    // It may be another one by now.
    handle = await open(path, OPEN);
    const opened = await handle.stat();
    if (!opened.isFile()) return noFile(opened);
    return opened.size > MAX_FILE_SIZE
      ? { type: 'too-large' }
      : contentOf(await bytesOf(handle, opened.size));
  } catch (error) {
    if (!isFileError(error)) throw error;
    return { type: 'missing', ...(!GONE.has(error.code) && { reason: error.message }) };
  } finally {
    await handle?.close();
  }
}

/** A pipe is then opened at once, with nothing in it. Windows knows no such flag. */
const OPEN = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** A file that is deleted while it is looked for is nothing to speak of. */
const GONE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

/** Of a folder that is named like a file there is nothing to say. */
function noFile(stats: { isDirectory(): boolean }): FileContent {
  return { type: 'missing', ...(!stats.isDirectory() && { reason: 'it is no regular file' }) };
}

/**
 * One more than is allowed, if there are so many. The first part is as long as the file is said to be and one byte
 * more, which shows its end: what is allocated and not needed stays with the process.
 */
async function bytesOf(handle: FileHandle, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let buffer = Buffer.allocUnsafe(size + 1);
  while (length <= MAX_FILE_SIZE) {
    const { bytesRead } = await handle.read({ buffer });
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
    buffer = bytesRead < buffer.length ? buffer.subarray(bytesRead) : Buffer.allocUnsafe(PART);
  }
  return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
}

/** Of what a file has grown by meanwhile. */
const PART = 64 * 1024;

import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheRoot } from './paths.ts';

/**
 * The folder `name` of the cache at `root`, filled by `fill` if it is not there yet.
 *
 * It is filled under another name and renamed at the end, so a folder of that name is always whole:
 * what an interrupted run left behind is cleared away, and of two runs at once the later one yields.
 */
export async function cached(
  name: string,
  fill: (folder: string) => Promise<void>,
  root = cacheRoot,
): Promise<string> {
  const folder = join(root, name);
  if (existsSync(folder)) {
    return folder;
  }
  await mkdir(dirname(folder), { recursive: true });
  await clearLeftovers(folder);
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
  return folder;
}

async function clearLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const entry of await readdir(parent)) {
    const path = join(parent, entry);
    const pid = /\.partial-(\d+)$/.exec(entry)?.[1];
    if (path.startsWith(`${folder}.partial-`) && pid !== undefined && !isAlive(Number(pid))) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and someone else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

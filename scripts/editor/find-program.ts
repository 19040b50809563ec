import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The first of these programs that can be run, each a name to look for on PATH or a whole path. */
export function findProgram(candidates: readonly string[]): string | undefined {
  for (const candidate of candidates) {
    const found = pathsOf(candidate).find(isExecutable);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function pathsOf(candidate: string): string[] {
  if (isAbsolute(candidate)) {
    return [candidate];
  }
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => endings.map((ending) => join(folder, candidate + ending)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not ours to run: either way, not a program for us.
    return false;
  }
}

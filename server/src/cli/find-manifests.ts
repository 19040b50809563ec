import { existsSync, readdirSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { isFileError } from '../text/content.ts';
import { CONFIGURATION_FILE } from './configuration-files.ts';
import { readManifest } from './read-manifest.ts';
import type { ManifestText } from './read-manifest.ts';
import { UsageError } from './usage-error.ts';

/** A file that was found, not read yet. */
export interface FoundFile {
  /** Absolute; `-` for standard input. */
  readonly path: string;
  /** Not asked for, but of the same folder as one that was: it says what Services and ConfigMaps there are. */
  readonly neighbour: boolean;
  /** Named itself, and so a fault if it cannot be read; others are left out with a word. */
  readonly named?: boolean;
  /** What came in on standard input, or that a folder cannot be read. */
  readonly input?: ManifestText;
}

/** A file with what it holds. */
export interface FoundManifest extends FoundFile {
  readonly content: ManifestText;
}

const MANIFEST = /\.(?:ya?ml|json)$/i;
const IGNORED_FOLDERS = new Set(['node_modules', '.git', 'vendor']);

/** Reads the files that the paths and patterns lead to. Throws a UsageError for a path that cannot be read. */
export async function findManifests(
  paths: readonly string[],
  readInput: () => Promise<ManifestText>,
): Promise<readonly FoundManifest[]> {
  return (await findFiles(paths, readInput)).map(readFound);
}

/** Throws a UsageError if a file cannot be read that was named. */
export function readFound(file: FoundFile): FoundManifest {
  return { ...file, content: file.input ?? read(file) };
}

/** Finds the files that the paths and patterns lead to. Throws a UsageError for a path that leads to none. */
export async function findFiles(
  paths: readonly string[],
  readInput: () => Promise<ManifestText>,
): Promise<readonly FoundFile[]> {
  const wanted = new Set<string>();
  const named = new Set<string>();
  const folders = new Set<string>();
  const found: FoundFile[] = [];
  for (const path of paths) {
    if (path === '-') {
      if (found.length === 0) found.push({ path: '-', input: await readInput(), neighbour: false });
      continue;
    }
    if (!existsSync(path) && picomatch.scan(path).isGlob) {
      const files = expand(path);
      for (const file of files) wanted.add(file);
      for (const file of files) folders.add(dirname(file));
      continue;
    }
    const absolute = resolve(path);
    if (stat(absolute, path).isDirectory()) {
      checkReadable(absolute, path);
      for (const file of walk(absolute)) wanted.add(file);
    } else {
      wanted.add(absolute);
      named.add(absolute);
      folders.add(dirname(absolute));
    }
  }
  for (const path of wanted) {
    const isNamed = named.has(path) && { named: true };
    const unreadable = path.endsWith(sep) && { input: UNREADABLE };
    found.push({ path, neighbour: false, ...isNamed, ...unreadable });
  }
  for (const file of [...folders].flatMap(manifestsIn)) {
    if (!wanted.has(file)) found.push({ path: file, neighbour: true });
  }
  return found;
}

/** The manifests that a pattern means, where the shell has not expanded it. Throws a UsageError if there are none. */
function expand(pattern: string): readonly string[] {
  const absolute = resolve(pattern).replaceAll('\\', '/');
  const { base } = picomatch.scan(absolute);
  const matches = picomatch(absolute, { dot: true });
  const files = existsSync(base)
    ? walk(base).filter((file) => matches(file.replaceAll('\\', '/')))
    : [];
  if (files.length === 0) throw new UsageError(`there is no manifest like ${pattern}`);
  return files;
}

function stat(absolute: string, written: string): Stats {
  try {
    return statSync(absolute);
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') {
      throw new UsageError(`there is no file or folder ${written}`);
    }
    throw new UsageError(`cannot read ${written}: ${reasonOf(error)}`);
  }
}

function read({ path, named }: FoundFile): ManifestText {
  try {
    return readManifest(path);
  } catch (error) {
    if (named !== true) return UNREADABLE;
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

const UNREADABLE: ManifestText = { type: 'skipped', reason: 'unreadable' };

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * All manifests below a folder, each folder's own first; a folder that cannot be read stands for itself, with a slash at
 * its end. Links to folders are not followed: they may lead in circles.
 */
function walk(folder: string): readonly string[] {
  const entries = entriesOf(folder);
  if (!entries) return [`${folder}${sep}`];
  const below = entries
    .filter((entry) => entry.isDirectory() && !IGNORED_FOLDERS.has(entry.name))
    .flatMap((entry) => walk(join(folder, entry.name)));
  return [...manifestsAmong(folder, entries), ...below];
}

function manifestsIn(folder: string): readonly string[] {
  return manifestsAmong(folder, entriesOf(folder) ?? []);
}

function manifestsAmong(folder: string, entries: readonly Dirent[]): readonly string[] {
  return entries
    .filter((entry) => MANIFEST.test(entry.name) && entry.name !== CONFIGURATION_FILE)
    .filter((entry) => entry.isFile() || (entry.isSymbolicLink() && leadsToFile(folder, entry)))
    .map((entry) => join(folder, entry.name));
}

/** Undefined where the folder cannot be read. */
function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isFileError(error)) return undefined;
    throw error;
  }
}

function checkReadable(folder: string, written: string): void {
  try {
    readdirSync(folder);
  } catch (error) {
    throw new UsageError(`cannot read ${written}: ${reasonOf(error)}`);
  }
}

/** A link that leads nowhere is no manifest; what one that cannot be followed leads to is not known. */
function leadsToFile(folder: string, entry: Dirent): boolean {
  try {
    return statSync(join(folder, entry.name)).isFile();
  } catch (error) {
    if (isFileError(error)) return error.code !== 'ENOENT' && error.code !== 'ENOTDIR';
    throw error;
  }
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import picomatch from 'picomatch';
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
  /** What came in on standard input. */
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

/** Throws a UsageError if the file cannot be read. */
export function readFound(file: FoundFile): FoundManifest {
  return { ...file, content: file.input ?? read(file.path) };
}

/** Finds the files that the paths and patterns lead to. Throws a UsageError for a path that leads to none. */
export async function findFiles(
  paths: readonly string[],
  readInput: () => Promise<ManifestText>,
): Promise<readonly FoundFile[]> {
  const wanted = new Set<string>();
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
      for (const file of walk(absolute)) wanted.add(file);
    } else {
      wanted.add(absolute);
      folders.add(dirname(absolute));
    }
  }
  for (const file of wanted) found.push({ path: file, neighbour: false });
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
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new UsageError(`there is no file or folder ${written}`);
    }
    throw new UsageError(`cannot read ${written}: ${reasonOf(error)}`);
  }
}

function read(path: string): ManifestText {
  try {
    return readManifest(path);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** All manifests below a folder, each folder's own first. Links to folders are not followed: they may lead in circles. */
function walk(folder: string): readonly string[] {
  const below = entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !IGNORED_FOLDERS.has(entry.name))
    .flatMap((entry) => walk(join(folder, entry.name)));
  return [...manifestsIn(folder), ...below];
}

function manifestsIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => MANIFEST.test(entry.name) && entry.name !== CONFIGURATION_FILE)
    .filter((entry) => entry.isFile() || (entry.isSymbolicLink() && leadsToFile(folder, entry)))
    .map((entry) => join(folder, entry.name));
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`cannot read ${folder}: ${reasonOf(error)}`);
  }
}

/** A link that leads nowhere is no manifest. */
function leadsToFile(folder: string, entry: Dirent): boolean {
  return statSync(join(folder, entry.name), { throwIfNoEntry: false })?.isFile() ?? false;
}

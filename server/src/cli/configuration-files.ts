import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readFacts } from '../analysis/document-facts.ts';
import { configurationOf } from '../rules/configuration-file.ts';
import { NO_CONFIGURATION, withRules } from '../rules/configuration.ts';
import type { Configuration } from '../rules/configuration.ts';
import type { Problem } from '../rules/rule.ts';
import type { RuleSetting } from '../rules/severity.ts';
import { isFileError } from '../text/content.ts';
import { readStream } from '../yaml/read-stream.ts';
import { UsageError } from './usage-error.ts';

export const CONFIGURATION_FILE = '.podspace.yaml';

/** The configuration for one file, with the file that it was read from. */
export interface ConfigurationFor {
  readonly file: ConfigurationFile | undefined;
  readonly configuration: Configuration;
}

export interface ConfigurationFile {
  /** Absolute. */
  readonly path: string;
  /** What its patterns are relative to. */
  readonly folder: string;
  readonly text: string;
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
}

/** What was said on the command line. */
export interface ConfigurationChoice {
  /** The file to use for all manifests. */
  readonly configFile: string | undefined;
  readonly rules: readonly (readonly [string, RuleSetting])[];
}

/** The configuration for each file, with what was said on the command line. */
export function configurations({
  configFile,
  rules,
}: ConfigurationChoice): (path: string) => ConfigurationFor {
  const fixed = configFile === undefined ? undefined : readConfigurationFile(configFile);
  const find = configurationFinder(fixed);
  const made = configurationsMade(rules);
  return (path) => made(find(path));
}

/** The same by the configuration file that is known for a manifest; undefined where it has none. */
export function configurationsByFile({
  rules,
}: ConfigurationChoice): (configurationFile: string | undefined) => ConfigurationFor {
  const read = new Map<string, ConfigurationFile>();
  const made = configurationsMade(rules);
  return (path) => {
    if (path === undefined) return made(undefined);
    const file = read.get(path) ?? readConfigurationFile(path);
    read.set(path, file);
    return made(file);
  };
}

/** One object for each configuration file. */
function configurationsMade(
  rules: ConfigurationChoice['rules'],
): (file: ConfigurationFile | undefined) => ConfigurationFor {
  const known = new Map<ConfigurationFile | undefined, ConfigurationFor>();
  return (file) => {
    const before = known.get(file);
    if (before) return before;
    const configuration = withRules(file?.configuration ?? NO_CONFIGURATION, rules);
    const made = { file, configuration };
    known.set(file, made);
    return made;
  };
}

/**
 * Finds the configuration for a file: the nearest `.podspace.yaml` upward, no further than the root of the file's
 * repository. Each is read once. `fixed` is used for every file if it is given.
 */
export function configurationFinder(
  fixed: ConfigurationFile | undefined,
): (path: string) => ConfigurationFile | undefined {
  if (fixed) return () => fixed;
  const byFolder = new Map<string, ConfigurationFile | undefined>();
  const forFolder = (folder: string): ConfigurationFile | undefined => {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const file = lookIn(folder);
    byFolder.set(folder, file);
    return file;
  };
  const lookIn = (folder: string): ConfigurationFile | undefined => {
    const path = join(folder, CONFIGURATION_FILE);
    if (isConfiguration(path)) return readConfigurationFile(path);
    const parent = dirname(folder);
    return parent === folder || existsSync(join(folder, '.git')) ? undefined : forFolder(parent);
  };
  return (path) => forFolder(path === '-' ? process.cwd() : dirname(path));
}

// Which of them is thrown for a folder that is none differs between versions of Node.
const NOT_THERE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EACCES']);

/** A folder or a pipe of the name says nothing; a link that leads in a circle is one that cannot be read. */
function isConfiguration(path: string): boolean {
  try {
    // Not thrown where there is none, as in nearly every folder.
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch (error) {
    // Of a folder that may not be entered the manifests cannot be read either.
    if (isFileError(error)) return !NOT_THERE.has(error.code);
    throw error;
  }
}

/** Throws a UsageError if the file cannot be read; what is wrong inside it is among the problems. */
function readConfigurationFile(path: string): ConfigurationFile {
  const absolute = resolve(path);
  const text = readText(absolute, path);
  const chunk = readStream(text).entries[0]?.chunk;
  const read = chunk
    ? configurationOf(readFacts(chunk))
    : { configuration: NO_CONFIGURATION, problems: [] };
  return { path: absolute, folder: dirname(absolute), text, ...read };
}

function readText(absolute: string, written: string): string {
  try {
    return readFileSync(absolute, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot read ${written}: ${reason}`);
  }
}

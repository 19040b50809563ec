import { statSync } from 'node:fs';
import { isFileError } from '../text/content.ts';
import { separateParts } from '../analysis/separate-parts.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { readStream } from '../yaml/read-stream.ts';
import { checkManifests, isIgnored } from './check-manifests.ts';
import type { ConfigurationFile, ConfigurationFor } from './configuration-files.ts';
import { readFound } from './find-manifests.ts';
import type { FoundFile } from './find-manifests.ts';
import { namedScopes } from './named-scopes.ts';
import { uriOf } from './places.ts';
import { reported } from './reported.ts';
import type { Reported, ReportLook } from './report-model.ts';

/** Files that have to be looked at together, and no others. */
export interface Part {
  readonly files: readonly PartFile[];
  /** Bytes of them all. */
  readonly size: number;
}

export interface PartFile extends FoundFile {
  /** The path of its configuration file, so that no thread has to look for it again. */
  readonly configurationFile: string | undefined;
}

/** The largest first. */
export function partsOf(
  files: readonly FoundFile[],
  configurationFor: (path: string) => ConfigurationFor,
  configurationFiles: Iterable<ConfigurationFile>,
): readonly Part[] {
  const byUri = new Map(files.map((file) => [uriOf(file.path), file]));
  const readKustomization = (uri: string): YamlStream | undefined => {
    const file = byUri.get(uri);
    const content = file && readFound(file).content;
    return content?.type === 'text' ? readStream(content.text) : undefined;
  };
  const named = [...configurationFiles].flatMap(namedScopes);
  return separateParts([...byUri.keys()], named, readKustomization)
    .map((uris) => {
      const inPart = uris
        .flatMap((uri) => byUri.get(uri) ?? [])
        .map((file) => ({ ...file, configurationFile: configurationFor(file.path).file?.path }));
      return { files: inPart, size: inPart.reduce((sum, file) => sum + sizeOf(file), 0) };
    })
    .sort((a, b) => b.size - a.size);
}

/** The configuration files that say something of these files. */
export function configurationFilesOf(
  files: readonly FoundFile[],
  configurationFor: (path: string) => ConfigurationFor,
): ReadonlySet<ConfigurationFile> {
  const found = new Set<ConfigurationFile>();
  for (const { path } of files) {
    const settings = configurationFor(path);
    if (settings.file && !isIgnored(path, settings)) found.add(settings.file);
  }
  return found;
}

/** Reads and checks the files of one part, and keeps nothing but what is to be printed. */
export function checkPart(
  { files }: Part,
  configurationOf: (configurationFile: string | undefined) => ConfigurationFor,
  look: ReportLook,
): Reported {
  const configurationFiles = new Map(
    files.map(({ path, configurationFile }) => [path, configurationFile]),
  );
  const configurationFor = (path: string): ConfigurationFor =>
    configurationOf(configurationFiles.get(path));
  return reported(checkManifests(files.map(readFound), configurationFor), look);
}

function sizeOf({ path, input }: FoundFile): number {
  if (input) return input.type === 'text' ? input.text.length : 0;
  try {
    return statSync(path).size;
  } catch (error) {
    // It is said of it when it is read.
    if (isFileError(error)) return 0;
    throw error;
  }
}

import type { NamedScope } from '../analysis/scopes.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { NO_CONFIGURATION } from '../rules/configuration.ts';
import type { Configuration } from '../rules/configuration.ts';
import { configurationOf } from '../rules/configuration-file.ts';
import { matchesGlob } from '../rules/glob.ts';
import type { Problem } from '../rules/rule.ts';
import type { RuleSetting } from '../rules/severity.ts';
import { folderOf, foldersUpward, relativePath } from '../text/uri.ts';

/** What holds for each file: the nearest `.podspace.yaml` upward from it, over the editor's settings. */
export interface Configurations {
  /** The same object for as long as it says the same. */
  of(uri: string): Configuration;
  /** Whether configuration leaves the file out. */
  ignores(uri: string): boolean;
  readonly scopes: readonly NamedScope[];
  /** What is wrong with a `.podspace.yaml`. */
  problemsOf(file: SourceFile): readonly Problem[];
}

export interface ConfigurationSources {
  /** All `.podspace.yaml` files. */
  readonly files: readonly SourceFile[];
  /** The rules that the editor's settings name for the files of a folder. */
  readonly rulesIn: (folder: string) => ReadonlyMap<string, RuleSetting>;
  /** The version of Kubernetes that they name. */
  readonly versionIn?: (folder: string) => KubernetesVersion | undefined;
}

export function isConfigurationFile(uri: string): boolean {
  return uri.endsWith('/.podspace.yaml');
}

export function readConfigurations({
  files,
  rulesIn,
  versionIn,
}: ConfigurationSources): Configurations {
  const read = files.map((file) => ({ file, ...readFile(file) }));
  const byFolder = new Map(read.map((one) => [folderOf(one.file.uri) ?? '', one]));
  const folders = new Map<string, FolderConfiguration>();

  const inFolder = (folder: string): FolderConfiguration => {
    const known = folders.get(folder);
    if (known) return known;
    const base = foldersUpward(folder).find((above) => byFolder.has(above));
    const own = base === undefined ? undefined : byFolder.get(base);
    const configuration = own?.configuration ?? NO_CONFIGURATION;
    const made = {
      base,
      configuration: {
        ...configuration,
        rules: new Map([...rulesIn(folder), ...configuration.rules]),
        kubernetesVersion: configuration.kubernetesVersion ?? versionIn?.(folder),
      },
    };
    folders.set(folder, made);
    return made;
  };
  return {
    of: (uri) => inFolder(folderOf(uri) ?? '').configuration,
    ignores(uri) {
      const { base, configuration } = inFolder(folderOf(uri) ?? '');
      const path = base === undefined ? undefined : relativePath(base, uri);
      return (
        path !== undefined && configuration.ignore.some((pattern) => matchesGlob(pattern, path))
      );
    },
    scopes: read.flatMap(({ file, configuration }) => scopesOf(file, configuration)),
    problemsOf: (file) => read.find((one) => one.file === file)?.problems ?? [],
  };
}

interface FolderConfiguration {
  readonly base: string | undefined;
  readonly configuration: Configuration;
}

function readFile(file: SourceFile): ReturnType<typeof configurationOf> {
  const [first] = file.documents;
  return first ? configurationOf(first) : { configuration: NO_CONFIGURATION, problems: [] };
}

function scopesOf(file: SourceFile, { scopes }: Configuration): readonly NamedScope[] {
  const folder = folderOf(file.uri) ?? '';
  return scopes.map((patterns, index) => ({
    id: `${file.uri}#${index}`,
    includes(uri) {
      const path = relativePath(folder, uri);
      return path !== undefined && patterns.some((pattern) => matchesGlob(pattern, path));
    },
  }));
}

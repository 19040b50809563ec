import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { INLAY_HINT_KINDS } from '../features/inlay-hints.ts';
import type { InlayHintKind } from '../features/inlay-hints.ts';
import { readKubernetesVersion } from '../kubernetes/version.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { matchesGlob } from '../rules/glob.ts';
import { ruleSetting } from '../rules/severity.ts';
import type { RuleSetting } from '../rules/severity.ts';
import { isWithin, relativePath } from '../text/uri.ts';
import { expandBraces } from './braces.ts';
import type { OtherExtensions } from './protocol.ts';
import { fieldsCheckedBy, readSchemaSettings } from './schema-validation.ts';
import type { FieldsCheckedBy, SchemaSettings } from './schema-validation.ts';

/** Which words the editor shows in and over the text. */
export interface HintSettings {
  readonly inlayHints: ReadonlySet<InlayHintKind>;
  readonly codeLens: boolean;
}

/** What the editor's settings say for the files of one folder. */
export interface FolderSettings {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly kubernetesVersion?: KubernetesVersion | undefined;
  readonly schema: SchemaSettings;
  readonly hints: HintSettings;
  /** Patterns of files that the editor hides. */
  readonly exclude: readonly string[];
}

const NO_SETTINGS: FolderSettings = {
  rules: new Map(),
  exclude: [],
  schema: readSchemaSettings(undefined, undefined),
  hints: readHintSettings(undefined),
};

/** The editor's settings, by workspace folder. */
export interface EditorSettings {
  rulesIn(folder: string): ReadonlyMap<string, RuleSetting>;
  versionIn(folder: string): KubernetesVersion | undefined;
  /** Asked for one document, by its file and its text. */
  fieldsCheckedBy(uri: string, text: string, others: OtherExtensions): FieldsCheckedBy;
  hintsIn(uri: string): HintSettings;
  isExcluded(uri: string): boolean;
  /** Equal exactly when the same files are excluded. */
  readonly excludeKey: string;
}

export function editorSettings(folders: ReadonlyMap<string, FolderSettings>): EditorSettings {
  const nowhere: readonly [string, FolderSettings] = ['', folders.get('') ?? NO_SETTINGS];
  const named = [...folders].filter(([folder]) => folder !== '');
  const holding = (uri: string): readonly [string, FolderSettings] =>
    named.find(([folder]) => isWithin(folder, uri)) ?? nowhere;
  return {
    excludeKey: JSON.stringify([...folders].map(([folder, { exclude }]) => [folder, exclude])),
    rulesIn: (folder) => holding(folder)[1].rules,
    versionIn: (folder) => holding(folder)[1].kubernetesVersion,
    hintsIn: (uri) => holding(uri)[1].hints,
    fieldsCheckedBy(uri, text, others) {
      const [folder, { schema }] = holding(uri);
      return fieldsCheckedBy(schema, others, { folder, uri, text });
    },
    isExcluded(uri) {
      const [folder, { exclude }] = holding(uri);
      const path = relativePath(folder, uri);
      return folder !== '' && path !== undefined && exclude.some((glob) => matchesGlob(glob, path));
    },
  };
}

/** Asks to hear of changes. */
export async function registerSettings(
  connection: Connection,
  capabilities: ClientCapabilities,
): Promise<void> {
  if (!capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, {
    section: ['podspace', 'files.exclude', 'yaml'],
  });
}

/** Asks the client; the settings outside of any folder have the key ''. Clients that cannot be asked send theirs. */
export async function fetchSettings(
  connection: Connection,
  capabilities: ClientCapabilities,
  folders: readonly string[],
  sent: unknown,
): Promise<EditorSettings> {
  const scopes = ['', ...folders];
  if (!capabilities.workspace?.configuration) {
    const own = folderSettings(
      fieldOf(sent, 'podspace'),
      fieldOf(sent, 'files'),
      fieldOf(sent, 'yaml'),
    );
    return editorSettings(new Map(scopes.map((folder) => [folder, own])));
  }
  const answers: readonly unknown[] = await connection.workspace.getConfiguration(
    scopes.flatMap((folder) =>
      SECTIONS.map((section) => ({
        section,
        ...(folder !== '' && { scopeUri: folder }),
      })),
    ),
  );
  return editorSettings(
    new Map(
      scopes.map((folder, i) => [
        folder,
        folderSettings(answers[3 * i], answers[3 * i + 1], answers[3 * i + 2]),
      ]),
    ),
  );
}

const SECTIONS = ['podspace', 'files', 'yaml'] as const;

function folderSettings(podspace: unknown, files: unknown, yaml: unknown): FolderSettings {
  const rules = Object.entries(objectOf(fieldOf(podspace, 'rules'))).flatMap(([id, value]) => {
    const setting = typeof value === 'string' ? ruleSetting(value) : undefined;
    return setting === undefined ? [] : [[id, setting] as const];
  });
  const exclude = Object.entries(objectOf(fieldOf(files, 'exclude'))).flatMap(([glob, value]) =>
    // `{ "when": … }` hides a file for the sake of another beside it: the tree's business, not ours.
    value === true ? expandBraces(glob) : [],
  );
  const version = fieldOf(podspace, 'kubernetesVersion');
  return {
    rules: new Map(rules),
    exclude,
    schema: readSchemaSettings(podspace, yaml),
    hints: readHintSettings(podspace),
    kubernetesVersion: typeof version === 'string' ? readKubernetesVersion(version) : undefined,
  };
}

/** All is shown that is not turned off. */
function readHintSettings(podspace: unknown): HintSettings {
  const inlayHints = fieldOf(podspace, 'inlayHints');
  return {
    inlayHints: new Set(INLAY_HINT_KINDS.filter((kind) => fieldOf(inlayHints, kind) !== false)),
    codeLens: fieldOf(podspace, 'codeLens') !== false,
  };
}

function fieldOf(value: unknown, key: string): unknown {
  return new Map(Object.entries(objectOf(value))).get(key);
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

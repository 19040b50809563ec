import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { sameItems } from '../analysis/asked-scope.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import { isConfigurationFile, readConfigurations } from '../features/configurations.ts';
import type { Configurations } from '../features/configurations.ts';
import type { Manifests } from './manifests.ts';
import type { OtherExtensions } from './protocol.ts';
import type { FieldsCheckedBy } from './schema-validation.ts';
import { editorSettings, fetchSettings } from './settings.ts';
import type { HintSettings } from './settings.ts';

/** What the editor's settings and the `.podspace.yaml` files say, and what other extensions do. */
export class SessionSettings {
  readonly #connection: Connection;
  readonly #capabilities: ClientCapabilities;
  readonly #manifests: Manifests;
  #settings = editorSettings(new Map());
  /** What a client sends that cannot be asked. */
  #sent: unknown;
  #configurationFiles: readonly SourceFile[] = [];
  #configurations: Configurations | undefined;
  #others: OtherExtensions = { yaml: false, kubernetes: false };
  #saidThatItLeaves = false;

  constructor(
    connection: Connection,
    capabilities: ClientCapabilities,
    manifests: Manifests,
    sent: unknown,
  ) {
    this.#connection = connection;
    this.#capabilities = capabilities;
    this.#manifests = manifests;
    this.#sent = sent;
  }

  /** Equal exactly when the same files are excluded. */
  get excludeKey(): string {
    return this.#settings.excludeKey;
  }

  isExcluded(uri: string): boolean {
    return this.#settings.isExcluded(uri);
  }

  hintsIn(uri: string): HintSettings {
    return this.#settings.hintsIn(uri);
  }

  fieldsCheckedBy(uri: string, text: string): FieldsCheckedBy {
    return this.#settings.fieldsCheckedBy(uri, text, this.#others);
  }

  sent(settings: unknown): void {
    this.#sent = settings;
  }

  /** Asks the client anew. */
  async ask(folders: readonly string[]): Promise<void> {
    this.#settings = await fetchSettings(this.#connection, this.#capabilities, folders, this.#sent);
    this.#readAgain();
  }

  /** False where nothing is new. */
  otherExtensions(others: OtherExtensions): boolean {
    if (JSON.stringify(others) === JSON.stringify(this.#others)) return false;
    this.#others = others;
    this.#readAgain();
    return true;
  }

  /** Reads the configuration anew if a `.podspace.yaml` or the editor's settings are not what they were. */
  configurations(): Configurations {
    const files = this.#manifests.configurationFiles;
    if (this.#configurations && sameItems(this.#configurationFiles, files))
      return this.#configurations;
    const configurations = readConfigurations({
      files,
      rulesIn: (folder) => this.#settings.rulesIn(folder),
      versionIn: (folder) => this.#settings.versionIn(folder),
    });
    this.#configurations = configurations;
    this.#configurationFiles = files;
    this.#manifests.replace((snapshot) =>
      snapshot.withSettings({
        scopes: configurations.scopes,
        analysisOf: (uri) => configurations.of(uri),
      }),
    );
    return configurations;
  }

  /** True once: when a file is open in which fields are left to another extension. */
  beginsToLeave(): boolean {
    if (this.#saidThatItLeaves || !this.#others.yaml) return false;
    this.#saidThatItLeaves = [...this.#manifests.openDocuments()].some(
      ({ uri }) =>
        !isConfigurationFile(uri) &&
        this.#manifests.snapshot
          .file(uri)
          ?.documents.some(
            ({ kubernetes, chunk }) =>
              kubernetes.resources.length > 0 &&
              this.fieldsCheckedBy(uri, chunk.text) === 'other-extension',
          ),
    );
    return this.#saidThatItLeaves;
  }

  #readAgain(): void {
    this.#configurations = undefined;
    this.configurations();
  }
}

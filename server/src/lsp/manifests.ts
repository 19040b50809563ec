import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { isKustomization } from '../analysis/kustomization.ts';
import { saysRoles } from '../analysis/roles.ts';
import { isOnlyInFolder } from '../analysis/scopes.ts';
import { concernedFiles, emptySnapshot } from '../analysis/workspace.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { AnalysisSteps } from '../analysis/steps.ts';
import type { FileChange, Snapshot } from '../analysis/workspace.ts';
import { isConfigurationFile } from '../features/configurations.ts';
import { MAX_FILE_SIZE } from '../text/content.ts';
import { spanOf } from '../text/span.ts';
import { LIMITS } from '../yaml/limits.ts';
import { reviseStream } from '../yaml/revise-stream.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { Converter } from './convert.ts';
import { normalUri } from './uri.ts';

/** A document that is open in the editor: the editor's text counts, not the file's. */
export interface OpenDocument {
  readonly uri: string;
  /** The address as the client spells it. */
  readonly clientUri: string;
  readonly version: number;
  readonly stream: YamlStream;
  /** Too long to be read; it is not in the snapshot. */
  readonly tooLarge: boolean;
}

/**
 * The manifests that are open or in the workspace, and the snapshot of them all. Edits are put into the snapshot when
 * it is next asked for, so that a burst of them costs one reading.
 */
export class Manifests {
  readonly #open = new Map<string, OpenDocument>();
  readonly #pending = new Map<string, FileChange>();
  readonly #touched: Set<string> = new Set<string>();
  /** Files as they were when others were last told of what they say. */
  readonly #edited = new Map<string, SourceFile | undefined>();
  readonly #steps: AnalysisSteps;
  readonly #converter: Converter;
  #snapshot: Snapshot;
  /** Of the last time that room was made: what was kept then, and how many files were still to be looked at. */
  #room = { kept: 0, pending: 0 };
  #configurationFiles: readonly SourceFile[] = [];

  constructor(steps: AnalysisSteps, converter: Converter) {
    this.#steps = steps;
    this.#converter = converter;
    this.#snapshot = emptySnapshot(steps);
  }

  /** With all edits so far. */
  get snapshot(): Snapshot {
    this.#settle();
    return this.#snapshot;
  }

  /** Those of the snapshot that say something about the others; looked for only when one of them changes. */
  get configurationFiles(): readonly SourceFile[] {
    this.#settle();
    return this.#configurationFiles;
  }

  /**
   * Files that have changed, come or gone since the last call, and where one says what others are, or belongs to more
   * than its folder, all that share a scope with it.
   */
  takeTouched(): readonly string[] {
    this.#settle();
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched;
  }

  /**
   * The file is looked at as it is now: gives the others that its edits since the last call can concern, none twice;
   * undefined where it was not edited.
   */
  lookedAt(uri: string): Set<string> | undefined {
    const { snapshot } = this;
    snapshot.lookedAt(uri);
    if (!this.#edited.has(uri)) return undefined;
    const before = this.#edited.get(uri);
    this.#edited.delete(uri);
    return new Set(snapshot.concernedBy(uri, before));
  }

  openDocuments(): Iterable<OpenDocument> {
    return this.#open.values();
  }

  openDocument(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  /** The address as the client spells it. */
  clientUri(uri: string): string {
    return this.#open.get(uri)?.clientUri ?? uri;
  }

  open({ uri: clientUri, version, text }: TextDocumentItem): string {
    const uri = normalUri(clientUri);
    const stream = this.#steps.readStream(text, this.#snapshot.file(uri)?.stream);
    return this.#setOpen({ uri, clientUri, version, stream });
  }

  edit(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): string | undefined {
    const document = this.#open.get(normalUri(uri));
    if (!document) return undefined;
    let { stream } = document;
    for (const change of changes) stream = this.#changed(stream, change);
    return this.#setOpen({ ...document, version, stream });
  }

  /** From now on the file's text counts; the caller puts it in, or deletes the file. */
  close(uri: string): string {
    const normal = normalUri(uri);
    this.#open.delete(normal);
    return normal;
  }

  /** Changes of files on disk; those of open documents are left out. */
  change(changes: readonly FileChange[]): void {
    for (const change of changes) {
      if (!this.#open.has(change.uri)) this.#pending.set(change.uri, change);
    }
  }

  /** Replaces the snapshot by one with the same files, such as one with other settings; all files are touched by it. */
  replace(change: (snapshot: Snapshot) => Snapshot): void {
    const before = this.snapshot;
    this.#setSnapshot(change(before));
    if (this.#snapshot === before) return;
    this.#configurationFiles = configurationFilesOf(this.#snapshot);
    for (const uri of this.#snapshot.files.keys()) this.#touched.add(uri);
  }

  /**
   * Forgets what was read of files once it is too much: of those first that nobody asked for lately, and of no open
   * document; of those that are to be looked at, `pending`, only where these alone are far too much, as each of them is
   * then read a second time. Gives their addresses.
   */
  makeRoom(pending: ReadonlySet<string>): Iterable<string> {
    // Where all of it was needed, that is not found out anew after each file, but once half of them are looked at.
    if (pending.size < this.#room.pending / 2) this.#room = { kept: 0, pending: 0 };
    const kept = this.#snapshot.keptLength();
    if (kept <= Math.max(KEPT_OF_LONG, this.#room.kept) + STEP) return [];
    const most = this.#mostKept();
    if (kept <= most + STEP) return [];
    const isKept = (uri: string): boolean => this.#open.has(uri) || isConfigurationFile(uri);
    const forgotten = this.#forget(most, (uri) => isKept(uri) || pending.has(uri));
    if (this.#snapshot.keptLength() > MOST_PENDING)
      for (const uri of this.#forget(most, isKept)) forgotten.add(uri);
    this.#room = { kept: this.#snapshot.keptLength(), pending: pending.size };
    return forgotten;
  }

  #mostKept(): number {
    let length = 0;
    for (const { stream } of this.#snapshot.files.values()) length += stream.length;
    return length > LONG ? KEPT_OF_LONG : MOST_KEPT;
  }

  #forget(most: number, isNeeded: (uri: string) => boolean): Set<string> {
    const { snapshot, forgotten } = this.snapshot.forgetting(most, isNeeded);
    this.#setSnapshot(snapshot);
    return new Set(forgotten);
  }

  #changed(stream: YamlStream, change: TextDocumentContentChangeEvent): YamlStream {
    if (!('range' in change)) return this.#steps.readStream(change.text, stream);
    const one = this.#converter.offsetAt(stream, change.range.start);
    const other = this.#converter.offsetAt(stream, change.range.end);
    const span = spanOf(Math.min(one, other), Math.max(one, other));
    return reviseStream(stream, { span, newText: change.text });
  }

  #setOpen(document: Omit<OpenDocument, 'tooLarge'>): string {
    const { uri, stream } = document;
    const tooLarge = stream.length > MAX_FILE_SIZE || stream.entries.length > LIMITS.documents;
    this.#open.set(uri, { ...document, tooLarge });
    this.#pending.set(uri, tooLarge ? { uri, deleted: true } : { uri, stream });
    return uri;
  }

  #setSnapshot(next: Snapshot): void {
    next.takeOver();
    this.#snapshot = next;
  }

  #settle(): void {
    if (this.#pending.size === 0) return;
    const changes = [...this.#pending.values()];
    this.#pending.clear();
    const before = this.#snapshot;
    const next = before.withFiles(changes);
    this.#setSnapshot(next);
    const changed = changes.map(({ uri }) => uri);
    if (changed.some(isConfigurationFile)) this.#configurationFiles = configurationFilesOf(next);
    const others: string[] = [];
    for (const uri of changed) {
      const [file, now] = [before.file(uri), next.file(uri)];
      this.#touched.add(uri);
      const moves = !file || !now || isKustomization(uri);
      if (moves && !standsAlone(uri, before, next)) others.push(uri);
      else if (!this.#edited.has(uri)) this.#edited.set(uri, file);
    }
    for (const uri of concernedFiles(before, others)) this.#touched.add(uri);
    for (const uri of concernedFiles(next, others)) this.#touched.add(uri);
  }
}

/** Whether a file may come or go without a change of what others are, or belong to. */
function standsAlone(uri: string, before: Snapshot, after: Snapshot): boolean {
  return !saysRoles(uri) && isOnlyInFolder([...before.groupsOf(uri), ...after.groupsOf(uri)]);
}

/**
 * Characters of the files of which everything that was read is kept. It takes some thirty bytes for each, so a
 * workspace of some hundred manifests stays as it is.
 */
const MOST_KEPT = 2_000_000;
/** From that length on, a workspace is left as texts but for a small part, and a smaller one does as well. */
const LONG = 2 * MOST_KEPT;
const KEPT_OF_LONG = MOST_KEPT / 4;
const STEP = 125_000;
/** Of files that are to be looked at: more than a thousand in one folder are read once. */
const MOST_PENDING = 4_000_000;

function configurationFilesOf(snapshot: Snapshot): readonly SourceFile[] {
  return [...snapshot.files.values()].filter(({ uri }) => isConfigurationFile(uri));
}

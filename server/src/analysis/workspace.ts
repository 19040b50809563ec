import type { Completion } from '../kubernetes/model.ts';
import type { Reading } from '../kubernetes/read.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentFacts } from './facts.ts';
import type { GroupIndex } from './group-index.ts';
import { GroupIndexes } from './group-indexes.ts';
import { LayeredMap } from './layered-map.ts';
import type { LinkedDocument } from './linked.ts';
import {
  dropFormerQuestions,
  emptyMemory,
  fileIndexesIn,
  forgetFile,
  forgottenFile,
  indexFile,
  isSameReading,
  keysChanged,
  knowsKeys,
  linkIn,
  makeFile,
  placesIn,
} from './memory.ts';
import type { Memory, Tiers } from './memory.ts';
import { fileRoles, hasRoles, NO_ROLES, roleOf, saysRoles } from './roles.ts';
import type { FileRoles } from './roles.ts';
import { layOutScopes } from './scopes.ts';
import type { FileGroup, NamedScope, ScopeLayout } from './scopes.ts';
import { NO_SETTINGS } from './settings.ts';
import type { AnalysisSettings } from './settings.ts';
import type { SourceFile } from './source-file.ts';
import type { AnalysisSteps } from './steps.ts';

/** What configuration says, beside the files themselves. */
export interface SnapshotSettings {
  readonly scopes: readonly NamedScope[];
  /** The same object for as long as it says the same. */
  readonly analysisOf: (uri: string) => AnalysisSettings;
}

/** Where a document stands. */
export interface DocumentHome {
  readonly file: SourceFile;
  /** Of its first character in the file. */
  readonly start: number;
  /** Its index in the file. */
  readonly index: number;
}

/** All files, by address. */
export type FileMap = LayeredMap<string, SourceFile>;

export type FileChange =
  | { readonly uri: string; readonly text: string }
  | { readonly uri: string; readonly stream: YamlStream }
  | { readonly uri: string; readonly deleted: true };

/**
 * All manifests at one moment. It never changes: an edit makes a new one that shares every document, index and
 * linked analysis that the edit does not concern. What is computed is kept in memories that all snapshots of one
 * workspace share, by the identity of what it was computed from.
 */
export interface Snapshot {
  readonly files: FileMap;
  file(uri: string): SourceFile | undefined;
  /** Where the document stands in this snapshot; undefined if it is not in it any more. */
  locate(document: DocumentFacts): DocumentHome | undefined;
  /** Made again only when an answer changed that the last one got from its scope. */
  link(document: DocumentFacts): LinkedDocument;
  /** The groups of files that a file belongs to, nearest first. */
  groupsOf(uri: string): readonly FileGroup[];
  /**
   * Reads what the documents of a file may be linked with, as far as it is not known what that is: a file after the
   * other until `isLate`, at least one. Tells whether all of it is known.
   */
  readAround(uri: string, isLate: () => boolean): boolean;
  /**
   * The files that a change of one can concern which was `before`, or was not there: those of its groups that asked for
   * something that it said then or says now, and all of them where it says what others are.
   */
  concernedBy(uri: string, before: SourceFile | undefined): Iterable<string>;
  /** The file is looked at: of what it asked before, only what its documents asked counts from now on. */
  lookedAt(uri: string): void;
  withFiles(changes: readonly FileChange[]): Snapshot;
  withSettings(settings: SnapshotSettings): Snapshot;
  /**
   * It takes the place of the snapshot that it was made from, of which nothing is kept alive any more for documents that
   * nothing has asked for since. Not to be said of one that is only tried.
   */
  takeOver(): void;
  /** Characters of the files whose documents are kept, whichever snapshot they were read for. */
  keptLength(): number;
  /**
   * The snapshot in which nothing is kept of those files that were read first, so that `keptLength` is no more than
   * `most`, nor of those that asked for what they say; files that are needed stay as they are. What is asked of a forgotten file is read anew, and what is linked
   * to it linked anew, as after a change. Gives their addresses, too.
   */
  forgetting(most: number, isNeeded: (uri: string) => boolean): Forgetting;
}

export interface Forgetting {
  readonly snapshot: Snapshot;
  readonly forgotten: ReadonlySet<string>;
}

export function emptySnapshot(steps: AnalysisSteps): Snapshot {
  const layout = { settings: NO_SNAPSHOT_SETTINGS, roles: NO_ROLES };
  const memory = emptyMemory(steps);
  return makeSnapshot(memory, new LayeredMap(), layout, new GroupIndexes(fileIndexesIn(memory)));
}

export function withFile(snapshot: Snapshot, uri: string, text: string): Snapshot {
  return snapshot.withFiles([{ uri, text }]);
}

export function withoutFile(snapshot: Snapshot, uri: string): Snapshot {
  return snapshot.withFiles([{ uri, deleted: true }]);
}

/** All files whose scopes hold one of these, themselves included: those that edits of them can concern. */
export function concernedFiles(snapshot: Snapshot, uris: Iterable<string>): ReadonlySet<string> {
  const concerned = new Set<string>();
  const groups = new Set<FileGroup>();
  for (const uri of uris) {
    concerned.add(uri);
    for (const group of snapshot.groupsOf(uri)) groups.add(group);
  }
  for (const { members } of groups) for (const member of members) concerned.add(member);
  return concerned;
}

const NO_SNAPSHOT_SETTINGS: SnapshotSettings = { scopes: [], analysisOf: () => NO_SETTINGS };

interface Layout {
  readonly settings: SnapshotSettings;
  readonly roles: FileRoles;
  /** Worked out when first asked for; shared by snapshots whose files have the same addresses. */
  known?: ScopeLayout;
}

function makeSnapshot(
  memory: Memory,
  files: FileMap,
  layout: Layout,
  groups: GroupIndexes,
): Snapshot {
  const tiers = new Map<string, Tiers>();
  const scopes = (): ScopeLayout => {
    if (layout.known) return layout.known;
    layout.known = layOutScopes(files.values(), layout.settings.scopes);
    groups.keepOnly(layout.known);
    return layout.known;
  };
  const groupIndex = (group: FileGroup): GroupIndex => groups.of(group, (uri) => files.get(uri));
  const tiersFor = (file: SourceFile): Tiers => {
    const known = tiers.get(file.uri);
    if (known) return known;
    const own = scopes().groupsOf(file.uri);
    const made = {
      uri: file.uri,
      indexes: [indexFile(memory, file).index, ...own.map((group) => groupIndex(group).index)],
      groups: own.map(({ id }) => id),
    };
    tiers.set(file.uri, made);
    return made;
  };
  const completions = new Map<string, readonly Completion[]>();
  const completionsFor = (uri: string): readonly Completion[] => {
    const known = completions.get(uri);
    if (known) return known;
    const made = scopes()
      .completersOf(uri)
      .flatMap((kustomization) => [kustomization.uri, ...kustomization.patches])
      .flatMap((from) => files.get(from)?.documents ?? [])
      .flatMap(({ kubernetes }) => kubernetes.completions);
    completions.set(uri, made);
    return made;
  };

  /** Of the groups of a file those that asked for something that it says. */
  const filesAsking = (uri: string, file: SourceFile | undefined): readonly string[] => {
    const keys = file ? [...keysChanged(memory, undefined, file)] : [];
    return scopes()
      .groupsOf(uri)
      .flatMap(({ id }) => [...memory.askers.filesAsking(id, keys)]);
  };

  const snapshot: Snapshot = {
    files,
    file: (uri) => files.get(uri),
    locate(document) {
      const file = files.get(memory.homes.get(document) ?? '');
      if (!file) return undefined;
      const index = placesIn(memory, file.stream).get(document.chunk);
      const entry = index === undefined ? undefined : file.stream.entries[index];
      return entry && index !== undefined ? { file, start: entry.start, index } : undefined;
    },
    link(document) {
      const file = files.get(memory.homes.get(document) ?? '');
      if (!file)
        return linkIn(memory, document, NO_TIERS, { settings: NO_SETTINGS, completions: [] });
      return linkIn(memory, document, tiersFor(file), {
        settings: layout.settings.analysisOf(file.uri),
        completions: completionsFor(file.uri),
      });
    },
    groupsOf: (uri) => (files.has(uri) ? scopes().groupsOf(uri) : []),
    readAround: (uri, isLate) =>
      !files.has(uri) ||
      scopes()
        .groupsOf(uri)
        .every((group) => groupIndex(group).read(isLate)),
    concernedBy(uri, before) {
      const file = files.get(uri);
      if (file === before) return [];
      const own = scopes().groupsOf(uri);
      if (saysOfOthers(before) || saysOfOthers(file) || (before && !knowsKeys(memory, before)))
        return own.flatMap(({ members }) => members);
      const keys = [...keysChanged(memory, before, file)];
      return own.flatMap(({ id }) => [...memory.askers.filesAsking(id, keys)]);
    },
    lookedAt(uri) {
      const file = files.get(uri);
      if (file) dropFormerQuestions(memory, file);
    },
    withFiles(changes) {
      const next = new Map<string, SourceFile | undefined>();
      const effects = changes.map((change) =>
        apply(memory, { files, next }, change, readingOf(layout, change.uri)),
      );
      if (!effects.some((effect) => effect !== 'none')) return snapshot;
      for (const [uri, file] of next) if (!file) forgetFile(memory, uri);
      const after = files.with(next);
      const own = groups.next(next, layout.known, (group, changed) => group.with(changed));
      if (!effects.includes('addresses')) return makeSnapshot(memory, after, layout, own);
      const { settings } = layout;
      const addresses = changes.map(({ uri }) => uri);
      if (!addresses.some(saysRoles)) {
        const moved = layoutAfter(layout, files, after, addresses);
        if (moved.known) own.keepOnly(moved.known);
        return makeSnapshot(memory, after, moved, own);
      }
      const afresh = { settings, roles: fileRoles(after.values()) };
      const hasAny = hasRoles(afresh.roles) || hasRoles(layout.roles);
      return makeSnapshot(memory, hasAny ? readAs(memory, after, afresh) : after, afresh, own);
    },
    withSettings(settings) {
      const afresh = { settings, roles: layout.roles };
      const own = groups.next(new Map(), layout.known, (group) => group);
      return makeSnapshot(memory, readAs(memory, files, afresh), afresh, own);
    },
    takeOver: () => groups.takeOver(),
    keptLength: () => memory.read.total,
    forgetting(most, isNeeded) {
      const forgotten = memory.read.beyond(most, isNeeded);
      if (forgotten.size === 0) return { snapshot, forgotten };
      // Who was answered from a file keeps what was read of it.
      for (const uri of forgotten) {
        for (const asking of filesAsking(uri, files.get(uri)))
          if (memory.read.has(asking) && !isNeeded(asking)) forgotten.add(asking);
      }
      const next = new Map<string, SourceFile>();
      for (const uri of forgotten) {
        memory.read.delete(uri);
        const file = files.get(uri);
        if (file) next.set(uri, forgottenFile(memory, file));
      }
      const own = groups.next(next, layout.known, (group, changed) => group.withUnread(changed));
      return { snapshot: makeSnapshot(memory, files.with(next), layout, own), forgotten };
    },
  };
  return snapshot;
}

const NO_TIERS: Tiers = { uri: '', indexes: [], groups: [] };

/** Whether what a file says can change what other files are, or lack. */
function saysOfOthers(file: SourceFile | undefined): boolean {
  return file?.role === 'patch' || file?.role === 'kustomization';
}

/** Where what comes and goes says nothing of other files: worked out from what is known, as far as that goes. */
function layoutAfter(
  { settings, roles, known }: Layout,
  before: FileMap,
  after: FileMap,
  addresses: readonly string[],
): Layout {
  const come = addresses.filter((uri) => after.has(uri) && !before.has(uri));
  const gone = addresses.filter((uri) => before.has(uri) && !after.has(uri));
  const next = known?.after(come, gone);
  return { settings, roles, ...(next && { known: next }) };
}

function readingOf({ settings, roles }: Layout, uri: string): Reading {
  return { custom: settings.analysisOf(uri).customResources, role: roleOf(uri, roles) };
}

/** The files, those made again that are to be read in another way. */
function readAs(memory: Memory, files: FileMap, layout: Layout): FileMap {
  const next = new Map<string, SourceFile>();
  for (const file of files.values()) {
    const wanted = readingOf(layout, file.uri);
    if (!isSameReading(file, wanted))
      next.set(file.uri, makeFile(memory, file.uri, file.stream, wanted));
  }
  return next.size === 0 ? files : files.with(next);
}

/** Puts the change to `files` into `next`; tells whether it can change which files belong together. */
function apply(
  memory: Memory,
  { files, next }: { readonly files: FileMap; readonly next: Map<string, SourceFile | undefined> },
  change: FileChange,
  reading: Reading,
): 'none' | 'text' | 'addresses' {
  const before = next.has(change.uri) ? next.get(change.uri) : files.get(change.uri);
  if ('deleted' in change) {
    next.set(change.uri, undefined);
    return before ? 'addresses' : 'none';
  }
  const stream =
    'stream' in change ? change.stream : memory.steps.readStream(change.text, before?.stream);
  if (before?.stream === stream) return 'none';
  const after = makeFile(memory, change.uri, stream, reading);
  next.set(change.uri, after);
  const index = before && (memory.fileIndexes.get(before) ?? memory.indexesBefore.get(before));
  if (index) memory.indexesBefore.set(after, index);
  return before && reading.role !== 'kustomization' ? 'text' : 'addresses';
}

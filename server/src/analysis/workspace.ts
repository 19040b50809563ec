import type { Completion } from '../kubernetes/model.ts';
import type { Reading } from '../kubernetes/read.ts';
import { unreadStream } from '../yaml/read-stream.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentFacts } from './facts.ts';
import { LayeredMap } from './layered-map.ts';
import type { LinkedDocument } from './linked.ts';
import {
  emptyMemory,
  forgetFiles,
  forgetGroups,
  indexFile,
  indexGroup,
  isSameReading,
  linkIn,
  makeFile,
  placesIn,
} from './memory.ts';
import type { Memory } from './memory.ts';
import type { ResourceIndex } from './resource-index.ts';
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
   * Reads what the documents of a file will be linked with, a file after the other until `isLate`, at least one; tells
   * whether all of it is read.
   */
  readAround(uri: string, isLate: () => boolean): boolean;
  withFiles(changes: readonly FileChange[]): Snapshot;
  withSettings(settings: SnapshotSettings): Snapshot;
  /** Characters of the files whose documents are kept, whichever snapshot they were read for. */
  keptLength(): number;
  /**
   * The snapshot in which nothing is kept of those files that were read first, so that `keptLength` is no more than
   * `most`; files that are needed stay as they are. What is asked of a forgotten file is read anew, and what is linked
   * to it linked anew, as after a change. Gives their addresses, too.
   */
  forgetting(most: number, isNeeded: (uri: string) => boolean): Forgetting;
}

export interface Forgetting {
  readonly snapshot: Snapshot;
  readonly forgotten: ReadonlySet<string>;
}

export function emptySnapshot(steps: AnalysisSteps): Snapshot {
  return makeSnapshot(emptyMemory(steps), new LayeredMap(), {
    settings: NO_SNAPSHOT_SETTINGS,
    roles: NO_ROLES,
  });
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

function makeSnapshot(memory: Memory, files: FileMap, layout: Layout): Snapshot {
  const tiers = new Map<string, readonly ResourceIndex[]>();
  const groups = new Map<string, ResourceIndex>();
  const scopes = (): ScopeLayout => {
    if (layout.known) return layout.known;
    layout.known = layOutScopes(files.values(), layout.settings.scopes);
    forgetGroups(memory, layout.known);
    return layout.known;
  };

  const groupIndex = (group: FileGroup): ResourceIndex => {
    const known = groups.get(group.id);
    if (known) return known;
    const members = group.members.flatMap((uri) => files.get(uri) ?? []);
    const index = indexGroup(memory, group.id, members);
    groups.set(group.id, index);
    return index;
  };
  const indexesFor = (file: SourceFile): readonly ResourceIndex[] => {
    const known = tiers.get(file.uri);
    if (known) return known;
    const made = [indexFile(memory, file), ...scopes().groupsOf(file.uri).map(groupIndex)];
    tiers.set(file.uri, made);
    return made;
  };

  /** By group, how many of its members are read. */
  const readMembers = new Map<FileGroup, number>();
  const readGroup = (group: FileGroup, isLate: () => boolean): boolean => {
    if (groups.has(group.id)) return true;
    const from = readMembers.get(group) ?? 0;
    for (let at = from; at < group.members.length; at++) {
      readMembers.set(group, at + 1);
      const documents = files.get(group.members[at] ?? '')?.documents;
      if (documents && isLate()) return false;
    }
    return true;
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
      if (!file) return linkIn(memory, document, [], { settings: NO_SETTINGS, completions: [] });
      return linkIn(memory, document, indexesFor(file), {
        settings: layout.settings.analysisOf(file.uri),
        completions: completionsFor(file.uri),
      });
    },
    groupsOf: (uri) => (files.has(uri) ? scopes().groupsOf(uri) : []),
    readAround: (uri, isLate) =>
      !files.has(uri) ||
      scopes()
        .groupsOf(uri)
        .every((group) => readGroup(group, isLate)),
    withFiles(changes) {
      const next = new Map<string, SourceFile | undefined>();
      const effects = changes.map((change) =>
        apply(memory, { files, next }, change, readingOf(layout, change.uri)),
      );
      if (!effects.some((effect) => effect !== 'none')) return snapshot;
      const gone = new Set([...next].flatMap(([uri, file]) => (file ? [] : [uri])));
      if (gone.size > 0) forgetFiles(memory, gone);
      const after = files.with(next);
      if (!effects.includes('addresses')) return makeSnapshot(memory, after, layout);
      const { settings } = layout;
      const addresses = changes.map(({ uri }) => uri);
      if (!addresses.some(saysRoles))
        return makeSnapshot(memory, after, layoutAfter(layout, files, after, addresses));
      const afresh = { settings, roles: fileRoles(after.values()) };
      const hasAny = hasRoles(afresh.roles) || hasRoles(layout.roles);
      return makeSnapshot(memory, hasAny ? readAs(memory, after, afresh) : after, afresh);
    },
    withSettings(settings) {
      const afresh = { settings, roles: layout.roles };
      return makeSnapshot(memory, readAs(memory, files, afresh), afresh);
    },
    keptLength: () => memory.read.total,
    forgetting(most, isNeeded) {
      const forgotten = memory.read.beyond(most, isNeeded);
      if (forgotten.size === 0) return { snapshot, forgotten };
      forgetFiles(memory, forgotten);
      const next = new Map<string, SourceFile>();
      for (const uri of forgotten) {
        const file = files.get(uri);
        if (!file) continue;
        const { custom, role, stream, summary } = file;
        // Not the file itself: what the new one is made from, it keeps.
        next.set(uri, makeFile(memory, uri, unreadStream(stream), { custom, role }, summary));
      }
      return { snapshot: makeSnapshot(memory, files.with(next), layout), forgotten };
    },
  };
  return snapshot;
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

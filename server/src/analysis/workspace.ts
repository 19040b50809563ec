import type { CustomResource } from '../kubernetes/custom-resource.ts';
import type { Chunk, StreamEntry, YamlStream } from '../yaml/stream.ts';
import { askScope, sameItems } from './asked-scope.ts';
import type { AskedScope } from './asked-scope.ts';
import type { DocumentFacts } from './facts.ts';
import { isKustomization } from './kustomization.ts';
import { LayeredMap } from './layered-map.ts';
import type { LinkedDocument } from './linked.ts';
import { contributionOf } from './contribution.ts';
import type { Contribution } from './contribution.ts';
import { indexContributions } from './resource-index.ts';
import type { ResourceIndex } from './resource-index.ts';
import type { ScopeIndex } from './scope-index.ts';
import { compareText, layOutScopes } from './scopes.ts';
import type { FileGroup, NamedScope, ScopeLayout } from './scopes.ts';
import { NO_SETTINGS } from './settings.ts';
import type { AnalysisSettings } from './settings.ts';

/** The three steps from a text to an analysis. */
export interface AnalysisSteps {
  readStream(text: string, previous?: YamlStream): YamlStream;
  readFacts(chunk: Chunk, custom: readonly CustomResource[]): DocumentFacts;
  linkDocument(facts: DocumentFacts, scope: ScopeIndex, settings: AnalysisSettings): LinkedDocument;
}

/** What configuration says, beside the files themselves. */
export interface SnapshotSettings {
  readonly scopes: readonly NamedScope[];
  /** The same object for as long as it says the same. */
  readonly analysisOf: (uri: string) => AnalysisSettings;
}

/** A manifest at one moment. */
export interface SourceFile {
  readonly uri: string;
  /** See `YamlStream`: its length is cheaper. */
  readonly text: string;
  readonly stream: YamlStream;
  /** The custom resources that its documents were read with. */
  readonly custom: readonly CustomResource[];
  /** One for each document of the stream, read when first asked for. */
  readonly documents: readonly DocumentFacts[];
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
  withFiles(changes: readonly FileChange[]): Snapshot;
  withSettings(settings: SnapshotSettings): Snapshot;
}

export function emptySnapshot(steps: AnalysisSteps): Snapshot {
  const memory: Memory = {
    steps,
    facts: new WeakMap(),
    homes: new WeakMap(),
    places: new WeakMap(),
    contributions: new WeakMap(),
    fileIndexes: new WeakMap(),
    indexesBefore: new WeakMap(),
    groupIndexes: new Map(),
    linked: new WeakMap(),
  };
  return makeSnapshot(memory, new LayeredMap(), { settings: NO_SNAPSHOT_SETTINGS });
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

interface Memory {
  readonly steps: AnalysisSteps;
  readonly facts: WeakMap<
    Chunk,
    { readonly facts: DocumentFacts; readonly custom: readonly CustomResource[] }
  >;
  readonly homes: WeakMap<DocumentFacts, string>;
  readonly places: WeakMap<YamlStream, ReadonlyMap<Chunk, number>>;
  readonly contributions: WeakMap<DocumentFacts, Contribution>;
  readonly fileIndexes: WeakMap<SourceFile, ResourceIndex>;
  /** For a file whose index is not made yet: that of the file as it was before. */
  readonly indexesBefore: WeakMap<SourceFile, ResourceIndex>;
  /** The latest index of each group and the files that it was made from. */
  readonly groupIndexes: Map<
    string,
    { readonly files: readonly SourceFile[]; readonly index: ResourceIndex }
  >;
  readonly linked: WeakMap<
    DocumentFacts,
    {
      readonly linked: LinkedDocument;
      readonly asked: AskedScope;
      readonly settings: AnalysisSettings;
    }
  >;
}

interface Layout {
  readonly settings: SnapshotSettings;
  /** Worked out when first asked for; shared by snapshots whose files have the same addresses. */
  known?: ScopeLayout;
}

function makeSnapshot(memory: Memory, files: FileMap, layout: Layout): Snapshot {
  const tiers = new Map<string, readonly ResourceIndex[]>();
  const groups = new Map<string, ResourceIndex>();
  const scopes = (): ScopeLayout =>
    (layout.known ??= layOutScopes(files.values(), layout.settings.scopes));

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
      if (!file) return linkIn(memory, document, [], NO_SETTINGS);
      return linkIn(memory, document, indexesFor(file), layout.settings.analysisOf(file.uri));
    },
    groupsOf: (uri) => (files.has(uri) ? scopes().groupsOf(uri) : []),
    withFiles(changes) {
      const next = new Map<string, SourceFile | undefined>();
      const customFor = (uri: string): readonly CustomResource[] =>
        layout.settings.analysisOf(uri).customResources;
      const effects = changes.map((change) =>
        apply(memory, { files, next }, change, customFor(change.uri)),
      );
      if (!effects.some((effect) => effect !== 'none')) return snapshot;
      const sameAddresses = !effects.includes('addresses');
      const after = files.with(next);
      return makeSnapshot(memory, after, sameAddresses ? layout : { settings: layout.settings });
    },
    withSettings(settings) {
      const next = new Map<string, SourceFile>();
      for (const { uri, stream, custom } of files.values()) {
        const wanted = settings.analysisOf(uri).customResources;
        if (!sameItems(custom, wanted)) next.set(uri, makeFile(memory, uri, stream, wanted));
      }
      return makeSnapshot(memory, files.with(next), { settings });
    },
  };
  return snapshot;
}

/** Puts the change to `files` into `next`; tells whether it can change which files belong together. */
function apply(
  memory: Memory,
  { files, next }: { readonly files: FileMap; readonly next: Map<string, SourceFile | undefined> },
  change: FileChange,
  custom: readonly CustomResource[],
): 'none' | 'text' | 'addresses' {
  const before = next.has(change.uri) ? next.get(change.uri) : files.get(change.uri);
  if ('deleted' in change) {
    next.set(change.uri, undefined);
    return before ? 'addresses' : 'none';
  }
  const stream =
    'stream' in change ? change.stream : memory.steps.readStream(change.text, before?.stream);
  if (before?.stream === stream) return 'none';
  const after = makeFile(memory, change.uri, stream, custom);
  next.set(change.uri, after);
  const index = before && (memory.fileIndexes.get(before) ?? memory.indexesBefore.get(before));
  if (index) memory.indexesBefore.set(after, index);
  return before && !isKustomization(change.uri) ? 'text' : 'addresses';
}

function makeFile(
  memory: Memory,
  uri: string,
  stream: YamlStream,
  custom: readonly CustomResource[],
): SourceFile {
  let documents: readonly DocumentFacts[] | undefined;
  return {
    uri,
    get text() {
      return stream.text;
    },
    stream,
    custom,
    get documents() {
      return (documents ??= stream.entries.map((entry) => factsOf(memory, uri, entry, custom)));
    },
  };
}

function factsOf(
  memory: Memory,
  uri: string,
  { chunk }: StreamEntry,
  custom: readonly CustomResource[],
): DocumentFacts {
  const known = memory.facts.get(chunk);
  if (known && sameItems(known.custom, custom)) return known.facts;
  const facts = memory.steps.readFacts(chunk, custom);
  memory.facts.set(chunk, { facts, custom });
  memory.homes.set(facts, uri);
  return facts;
}

function placesIn(memory: Memory, stream: YamlStream): ReadonlyMap<Chunk, number> {
  const known = memory.places.get(stream);
  if (known) return known;
  const places = new Map(stream.entries.map(({ chunk }, index) => [chunk, index]));
  memory.places.set(stream, places);
  return places;
}

function contributionsOf(memory: Memory, file: SourceFile): readonly Contribution[] {
  return file.documents.map((document) => {
    const known = memory.contributions.get(document);
    if (known) return known;
    const contribution = contributionOf(document);
    memory.contributions.set(document, contribution);
    return contribution;
  });
}

function indexFile(memory: Memory, file: SourceFile): ResourceIndex {
  const known = memory.fileIndexes.get(file);
  if (known) return known;
  const index = indexContributions(contributionsOf(memory, file), memory.indexesBefore.get(file));
  memory.indexesBefore.delete(file);
  memory.fileIndexes.set(file, index);
  return index;
}

function indexGroup(memory: Memory, id: string, files: readonly SourceFile[]): ResourceIndex {
  const known = memory.groupIndexes.get(id);
  if (known && sameItems(known.files, files)) return known.index;
  const ordered = [...files].sort((a, b) => compareText(a.uri, b.uri));
  const index = indexContributions(
    ordered.flatMap((file) => contributionsOf(memory, file)),
    known?.index,
  );
  memory.groupIndexes.set(id, { files, index });
  return index;
}

function linkIn(
  memory: Memory,
  document: DocumentFacts,
  indexes: readonly ResourceIndex[],
  settings: AnalysisSettings,
): LinkedDocument {
  const known = memory.linked.get(document);
  if (
    known?.settings === settings &&
    (known.asked.isAt(indexes) || known.asked.moveTo(indexes) === 'same')
  ) {
    return known.linked;
  }
  memory.linked.delete(document);
  const asked = askScope(document.pods, indexes);
  const linked = memory.steps.linkDocument(document, asked.scope, settings);
  memory.linked.set(document, { linked, asked, settings });
  return linked;
}

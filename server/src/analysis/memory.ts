import type { Completion } from '../kubernetes/model.ts';
import type { Reading } from '../kubernetes/read.ts';
import type { Chunk, StreamEntry, YamlStream } from '../yaml/stream.ts';
import { askScope, sameItems } from './asked-scope.ts';
import type { AskedScope } from './asked-scope.ts';
import { contributionOf } from './contribution.ts';
import type { Contribution } from './contribution.ts';
import type { DocumentFacts } from './facts.ts';
import type { LinkedDocument } from './linked.ts';
import { ReadFiles } from './read-files.ts';
import { indexContributions } from './resource-index.ts';
import type { ResourceIndex } from './resource-index.ts';
import { compareText } from './scopes.ts';
import type { ScopeLayout } from './scopes.ts';
import type { AnalysisSettings } from './settings.ts';
import { sourceFile } from './source-file.ts';
import type { FileSummary, SourceFile } from './source-file.ts';
import type { AnalysisSteps, Surroundings } from './steps.ts';

/** What all snapshots of one workspace share: what was computed, by the identity of what it was computed from. */
export interface Memory {
  readonly steps: AnalysisSteps;
  readonly read: ReadFiles;
  readonly facts: WeakMap<Chunk, { readonly facts: DocumentFacts; readonly reading: Reading }>;
  readonly homes: WeakMap<DocumentFacts, string>;
  readonly places: WeakMap<YamlStream, ReadonlyMap<Chunk, number>>;
  readonly contribution: WeakMap<DocumentFacts, Contribution>;
  /** Those of all documents of a file. */
  readonly contributions: WeakMap<SourceFile, readonly Contribution[]>;
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
      readonly completions: readonly Completion[];
    }
  >;
}

export function emptyMemory(steps: AnalysisSteps): Memory {
  return {
    steps,
    read: new ReadFiles(),
    facts: new WeakMap(),
    homes: new WeakMap(),
    places: new WeakMap(),
    contribution: new WeakMap(),
    contributions: new WeakMap(),
    fileIndexes: new WeakMap(),
    indexesBefore: new WeakMap(),
    groupIndexes: new Map(),
    linked: new WeakMap(),
  };
}

/** A file whose documents are read when they are first asked for. */
export function makeFile(
  memory: Memory,
  uri: string,
  stream: YamlStream,
  reading: Reading,
  summary?: FileSummary,
): SourceFile {
  const read = (): readonly DocumentFacts[] => {
    memory.read.add(uri, stream.length);
    return stream.entries.map((entry) => factsOf(memory, uri, entry, reading));
  };
  return sourceFile(uri, stream, reading, read, summary);
}

export function isSameReading(one: Reading, other: Reading): boolean {
  return one.role === other.role && sameItems(one.custom, other.custom);
}

/** The places of a stream's chunks in it. */
export function placesIn(memory: Memory, stream: YamlStream): ReadonlyMap<Chunk, number> {
  const known = memory.places.get(stream);
  if (known) return known;
  const places = new Map(stream.entries.map(({ chunk }, index) => [chunk, index]));
  memory.places.set(stream, places);
  return places;
}

export function indexFile(memory: Memory, file: SourceFile): ResourceIndex {
  const known = memory.fileIndexes.get(file);
  if (known) return known;
  const index = indexContributions(contributionsOf(memory, file), memory.indexesBefore.get(file));
  memory.indexesBefore.delete(file);
  memory.fileIndexes.set(file, index);
  return index;
}

export function indexGroup(
  memory: Memory,
  id: string,
  files: readonly SourceFile[],
): ResourceIndex {
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

/** The index of a group that is no more would hold its files for as long as the server lives. */
export function forgetGroups({ groupIndexes }: Memory, layout: ScopeLayout): void {
  for (const id of groupIndexes.keys()) if (!layout.hasGroup(id)) groupIndexes.delete(id);
}

/** So would the index of a group that they are in: nobody may ever ask for it again. */
export function forgetFiles({ groupIndexes, read }: Memory, uris: ReadonlySet<string>): void {
  for (const uri of uris) read.delete(uri);
  for (const [id, { files }] of groupIndexes)
    if (files.some(({ uri }) => uris.has(uri))) groupIndexes.delete(id);
}

/** Linked anew only where an answer of its scope, or what holds for it, is another. */
export function linkIn(
  memory: Memory,
  document: DocumentFacts,
  indexes: readonly ResourceIndex[],
  { settings, completions }: Omit<Surroundings, 'scope'>,
): LinkedDocument {
  const known = memory.linked.get(document);
  if (
    known?.settings === settings &&
    sameItems(known.completions, completions) &&
    (known.asked.isAt(indexes) || known.asked.moveTo(indexes) === 'same')
  ) {
    return known.linked;
  }
  memory.linked.delete(document);
  const asked = askScope(document.pods, indexes);
  const linked = memory.steps.linkDocument(document, { scope: asked.scope, settings, completions });
  memory.linked.set(document, { linked, asked, settings, completions });
  return linked;
}

function factsOf(
  memory: Memory,
  uri: string,
  { chunk }: StreamEntry,
  reading: Reading,
): DocumentFacts {
  const known = memory.facts.get(chunk);
  if (known && isSameReading(known.reading, reading)) return known.facts;
  const facts = memory.steps.readFacts(chunk, reading);
  memory.facts.set(chunk, { facts, reading });
  memory.homes.set(facts, uri);
  return facts;
}

function contributionsOf(memory: Memory, file: SourceFile): readonly Contribution[] {
  const known = memory.contributions.get(file);
  if (known) return known;
  const contributions = file.documents.map((document) => contributionFor(memory, document));
  memory.contributions.set(file, contributions);
  return contributions;
}

function contributionFor({ contribution }: Memory, document: DocumentFacts): Contribution {
  const known = contribution.get(document);
  if (known) return known;
  const made = contributionOf(document);
  contribution.set(document, made);
  return made;
}

import type { Completion } from '../kubernetes/model.ts';
import type { Reading } from '../kubernetes/read.ts';
import { oneCopy } from '../text/one-copy.ts';
import { unreadStream } from '../yaml/read-stream.ts';
import type { Chunk, StreamEntry, YamlStream } from '../yaml/stream.ts';
import { askScope, sameItems } from './asked-scope.ts';
import type { AskedScope } from './asked-scope.ts';
import { Askers } from './askers.ts';
import type { AskingDocument } from './askers.ts';
import { contributionOf } from './contribution.ts';
import type { Contribution } from './contribution.ts';
import type { DocumentFacts } from './facts.ts';
import { indexContributions } from './file-index.ts';
import type { FileIndex } from './file-index.ts';
import { keysBetween } from './group-index.ts';
import type { FileIndexes, FileKeys } from './group-index.ts';
import type { LinkedDocument } from './linked.ts';
import { ReadFiles } from './read-files.ts';
import type { ResourceIndex } from './resource-index.ts';
import type { AnalysisSettings } from './settings.ts';
import { sourceFile } from './source-file.ts';
import type { FileSummary, ReadDocuments, SourceFile } from './source-file.ts';
import type { AnalysisSteps, Surroundings } from './steps.ts';

/** What all snapshots of one workspace share: what was computed, by the identity of what it was computed from. */
export interface Memory {
  readonly steps: AnalysisSteps;
  readonly read: ReadFiles;
  readonly readDocuments: ReadDocuments;
  readonly facts: WeakMap<Chunk, { readonly facts: DocumentFacts; readonly reading: Reading }>;
  readonly homes: WeakMap<DocumentFacts, string>;
  readonly places: WeakMap<YamlStream, ReadonlyMap<Chunk, number>>;
  readonly contribution: WeakMap<DocumentFacts, Contribution>;
  /** Those of all documents of a file. */
  readonly contributions: WeakMap<SourceFile, readonly Contribution[]>;
  readonly fileIndexes: WeakMap<SourceFile, FileIndex>;
  /** For a file whose index is not made yet: that of the file as it was before. */
  readonly indexesBefore: WeakMap<SourceFile, FileIndex>;
  /** Of forgotten files, the keys of their indexes. */
  readonly keys: WeakMap<SourceFile, readonly string[]>;
  readonly askers: Askers;
  readonly linked: WeakMap<
    DocumentFacts,
    {
      readonly linked: LinkedDocument;
      readonly asked: AskedScope;
      readonly asker: AskingDocument;
      readonly settings: AnalysisSettings;
      readonly completions: readonly Completion[];
    }
  >;
}

export function emptyMemory(steps: AnalysisSteps): Memory {
  const memory: Memory = {
    steps,
    read: new ReadFiles(),
    readDocuments({ uri, stream, reading }) {
      memory.read.add(uri, stream.length);
      return stream.entries.map((entry) => factsOf(memory, uri, entry, reading));
    },
    facts: new WeakMap(),
    homes: new WeakMap(),
    places: new WeakMap(),
    contribution: new WeakMap(),
    contributions: new WeakMap(),
    fileIndexes: new WeakMap(),
    indexesBefore: new WeakMap(),
    keys: new WeakMap(),
    askers: new Askers(),
    linked: new WeakMap(),
  };
  return memory;
}

/** A file whose documents are read when they are first asked for. */
export function makeFile(
  memory: Memory,
  uri: string,
  stream: YamlStream,
  reading: Reading,
  summary?: FileSummary,
): SourceFile {
  return sourceFile({ uri, stream, reading, summary }, memory.readDocuments);
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

export function indexFile(memory: Memory, file: SourceFile): FileIndex {
  const known = memory.fileIndexes.get(file);
  if (known) return known;
  const index = indexContributions(contributionsOf(memory, file), memory.indexesBefore.get(file));
  memory.indexesBefore.delete(file);
  memory.fileIndexes.set(file, index);
  return index;
}

/** Whether the keys of a file can be told without reading it. */
export function knowsKeys({ fileIndexes, keys }: Memory, file: SourceFile): boolean {
  return fileIndexes.has(file) || keys.has(file);
}

/** The keys under which something stands in one of two moments of a file and not, or another, in the other one. */
export function keysChanged(
  memory: Memory,
  before: SourceFile | undefined,
  now: SourceFile | undefined,
): Iterable<string> {
  const keys = before && keysOf(memory, before);
  return keysBetween(
    { mark: keys?.index?.holder.mark, keys: keys ?? [] },
    now && keysOf(memory, now),
  );
}

function keysOf(memory: Memory, file: SourceFile): FileKeys {
  const kept = memory.fileIndexes.has(file) ? undefined : memory.keys.get(file);
  if (kept) {
    return {
      index: undefined,
      has: (key) => kept.includes(key),
      [Symbol.iterator]: () => kept[Symbol.iterator](),
    };
  }
  const { index, has, keys } = indexFile(memory, file);
  return { index, has, [Symbol.iterator]: () => keys()[Symbol.iterator]() };
}

/** As the indexes of groups ask for them. */
export function fileIndexesIn(memory: Memory): FileIndexes {
  return {
    indexOf: (file) => indexFile(memory, file),
    knowsKeys: (file) => knowsKeys(memory, file),
    keysOf: (file) => keysOf(memory, file),
  };
}

/** The file is gone. */
export function forgetFile({ read, askers }: Memory, uri: string): void {
  read.delete(uri);
  askers.keepOnly(uri, new Set());
}

/** A file with the same text, of which nothing is kept but its summary, what others can ask of it and what it asked. */
export function forgottenFile(memory: Memory, file: SourceFile): SourceFile {
  const { uri, custom, role, stream, summary } = file;
  const keys = [...keysOf(memory, file)].map(oneCopy);
  memory.askers.join(uri);
  // Not the file itself: what the new one is made from, it keeps.
  const forgotten = makeFile(memory, uri, unreadStream(stream), { custom, role }, summary);
  memory.keys.set(forgotten, keys);
  return forgotten;
}

/** What the documents of a file are linked with. */
export interface Tiers {
  readonly uri: string;
  /** Of the file itself, then of its groups. */
  readonly indexes: readonly ResourceIndex[];
  /** The ids of the groups. */
  readonly groups: readonly string[];
}

/** Linked anew only where an answer of its scope, or what holds for it, is another. */
export function linkIn(
  memory: Memory,
  document: DocumentFacts,
  { uri, indexes, groups }: Tiers,
  { settings, completions }: Omit<Surroundings, 'scope'>,
): LinkedDocument {
  const { askers } = memory;
  const known = memory.linked.get(document);
  if (known) askers.regroup(known.asker, groups);
  if (
    known?.settings === settings &&
    sameItems(known.completions, completions) &&
    (known.asked.isAt(indexes) || known.asked.moveTo(indexes) === 'same')
  ) {
    return known.linked;
  }
  memory.linked.delete(document);
  const asker = known?.asker ?? { uri, groups, keys: new Set() };
  const asked = askScope(document.pods, indexes, (key) => askers.note(asker, key));
  const linked = memory.steps.linkDocument(document, { scope: asked.scope, settings, completions });
  memory.linked.set(document, { linked, asked, asker, settings, completions });
  return linked;
}

/** Of what a file's documents asked, only what those asked that it holds is of interest from now on. */
export function dropFormerQuestions({ askers, linked }: Memory, file: SourceFile): void {
  if (!askers.has(file.uri)) return;
  askers.keepOnly(file.uri, new Set(file.documents.map((document) => linked.get(document)?.asker)));
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

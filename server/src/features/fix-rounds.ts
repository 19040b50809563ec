import type { DocumentFacts, Place, PlacedEdit } from '../analysis/facts.ts';
import type { Fix, Problem } from '../rules/rule.ts';
import type { TextEdit } from '../text/edit.ts';
import { groupBy } from '../text/group-by.ts';
import { SpanSet } from '../text/span-set.ts';
import { coveredEntries, withNeighbour } from '../yaml/neighbour.ts';
import { entriesOf } from '../yaml/node-tables.ts';
import type { YamlMap, YamlSeq } from '../yaml/node.ts';
import { mergedSpans, shifted, spanOf } from '../text/span.ts';

/** Which fixes are made: those by which nothing else can change, or the others too. */
export type FixKind = 'safe' | 'unsafe';

/** What is wrong now, and what of it may be changed. */
export interface Fixable {
  readonly problems: Iterable<Problem>;
  /** Where a document begins in its file; undefined where the file is not ours to change. */
  readonly place: (document: DocumentFacts) => FilePlace | undefined;
}

export interface FilePlace {
  readonly file: string;
  readonly start: number;
}

/** The fixes that can be made at once. */
export interface FixRound {
  /** By file, in its offsets; no two of them intersect. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** How many problems a fix was chosen for. */
  readonly fixes: number;
}

/**
 * A fix for each problem, as far as they do not get in each other's way: what is left needs another look at the text
 * after them. A fix is made whole or not at all. Those of one document are tried together; only where that shows that
 * some are better not made is another looked for, one by one.
 */
export function chooseFixes({ problems, place }: Fixable, kind: FixKind): FixRound {
  const all = [...problems];
  const first = new Room(place, concernOf);
  const tried = select(all, first, (problem) => pick(problem.candidates(), kind));
  const sound = soundAmong(tried);
  const rejected = new Set(tried.filter((one) => !sound.has(one)).map(({ problem }) => problem));
  const kept = tried.filter((one) => sound.has(one));
  // What is chosen now was not tried with the rest.
  const second = new Room(place, allConcerned);
  for (const one of kept) second.take(one);
  const others = select(
    all.filter((problem) => rejected.has(problem)),
    second,
    (problem) => pick(problem.fixes(), kind),
  );
  const chosen = [...kept, ...others];
  const edits = groupBy(
    chosen.flatMap((one) => one.edits),
    ({ file }) => file,
  );
  return { edits, fixes: chosen.length };
}

interface Chosen {
  readonly problem: Problem;
  readonly fix: Fix;
  readonly edits: readonly FileEdit[];
}

/** The fixes that find room, which they take. */
function select(
  problems: readonly Problem[],
  room: Room,
  fixFor: (problem: Problem) => Fix | undefined,
): readonly Chosen[] {
  const chosen: Chosen[] = [];
  for (const problem of problems) {
    if (!room.hasPlaceFor(problem)) continue;
    const fix = fixFor(problem);
    const one = fix && room.fit(problem, fix);
    if (!one) continue;
    room.take(one);
    chosen.push(one);
  }
  return chosen;
}

/** What is still free to be edited. */
class Room {
  readonly #place: Fixable['place'];
  readonly #concern: ConcernOf;
  readonly #edited = new Map<string, SpanSet>();
  // Two unsafe fixes may cure one conflict from both sides, so what one was made for is left alone in this round.
  readonly #concerned = new Map<DocumentFacts, SpanSet>();
  // How a map or a list loses an entry is another matter where it is the last.
  readonly #removed = new Map<Collection, number>();

  constructor(place: Fixable['place'], concern: ConcernOf) {
    this.#place = place;
    this.#concern = concern;
  }

  /** Whether a fix may have room; known before one is made. */
  hasPlaceFor({ document, span }: Problem): boolean {
    return this.#place(document) !== undefined && this.#isFree({ document, span });
  }

  fit(problem: Problem, fix: Fix): Chosen | undefined {
    if (!this.#concern(problem, fix).every((one) => this.#isFree(one))) return undefined;
    if (!this.#leavesSome(fix)) return undefined;
    const edits = fix.edits.flatMap((edit) => inFile(edit, this.#place) ?? []);
    // Edits that touch may mean to cure the same thing.
    const meets = edits.some(({ file, span }) => this.#edited.get(file)?.meets(span));
    return meets || edits.length < fix.edits.length ? undefined : { problem, fix, edits };
  }

  take({ problem, fix, edits }: Chosen): void {
    for (const { file, span } of edits) setOf(this.#edited, file).add(span);
    for (const [collection, count] of removedBy(fix))
      this.#removed.set(collection, (this.#removed.get(collection) ?? 0) + count);
    if (fix.safe) return;
    for (const [document, places] of groupBy(this.#concern(problem, fix), (one) => one.document)) {
      const set = setOf(this.#concerned, document);
      for (const span of mergedSpans(places.map((one) => one.span))) set.add(span);
    }
  }

  /** Whether each map and list keeps an entry of those that earlier fixes have left in it. */
  #leavesSome(fix: Fix): boolean {
    return [...removedBy(fix)].every(([collection, count]) => {
      const before = this.#removed.get(collection) ?? 0;
      return before === 0 || before + count < entriesOf(collection).length;
    });
  }

  #isFree({ document, span }: Place): boolean {
    return !(this.#concerned.get(document)?.meets(span) ?? false);
  }
}

type Collection = YamlMap | YamlSeq;

/** How many entries of which maps and lists a fix takes out. */
function removedBy({ edits }: Fix): ReadonlyMap<Collection, number> {
  const removed = new Map<Collection, number>();
  for (const { document, span, newText } of edits) {
    const covered = newText.trim() === '' ? coveredEntries(document.yaml, span) : undefined;
    if (!covered) continue;
    const { holder, first, last } = covered;
    removed.set(holder, (removed.get(holder) ?? 0) + last - first + 1);
  }
  return removed;
}

function setOf<K>(sets: Map<K, SpanSet>, key: K): SpanSet {
  const set = sets.get(key) ?? new SpanSet();
  sets.set(key, set);
  return set;
}

/** The places that a fix changes and those that its problem is about. */
type ConcernOf = (problem: Problem, fix: Fix) => readonly Place[];

/**
 * Fixes are tried in their own document: one that is about others too has all of them for itself. What is taken out
 * counts on what stays beside it, as with its last entry a list goes too.
 */
function concernOf(problem: Problem, fix: Fix): readonly Place[] {
  const places = placesOf(problem, fix);
  const isAtHome = places.every(({ document }) => document === problem.document);
  if (!isAtHome) return allConcerned(problem, fix);
  const { yaml } = problem.document;
  return [
    ...places,
    ...fix.edits.map(({ document, span, newText }) => ({
      document,
      span: newText.trim() === '' ? withNeighbour(yaml, span) : span,
    })),
  ];
}

function allConcerned(problem: Problem, fix: Fix): readonly Place[] {
  const documents = new Set(placesOf(problem, fix).map(({ document }) => document));
  return [...documents].map((document) => ({
    document,
    span: spanOf(0, document.chunk.text.length),
  }));
}

function placesOf(problem: Problem, fix: Fix): readonly Place[] {
  return [problem, ...problem.related, ...fix.edits];
}

function soundAmong(chosen: readonly Chosen[]): ReadonlySet<Chosen> {
  const sound = new Set<Chosen>();
  for (const [soundTogether, together] of groupBy(chosen, ({ problem }) => problem.soundTogether)) {
    const fixes = new Set(soundTogether(together.map(({ fix }) => fix)));
    for (const one of together) if (fixes.has(one.fix)) sound.add(one);
  }
  return sound;
}

/** The one that is offered first. */
function pick(fixes: readonly Fix[], kind: FixKind): Fix | undefined {
  const some = fixes.filter(({ edits }) => edits.length > 0);
  return some.find(({ safe }) => safe) ?? (kind === 'unsafe' ? some[0] : undefined);
}

interface FileEdit extends TextEdit {
  readonly file: string;
}

function inFile(
  { document, span, newText }: PlacedEdit,
  place: Fixable['place'],
): FileEdit | undefined {
  const home = place(document);
  return home && { file: home.file, span: shifted(span, home.start), newText };
}

import type { DocumentFacts, Place, PlacedEdit } from '../analysis/facts.ts';
import type { Fix, Problem } from '../rules/rule.ts';
import type { ReadAgain } from '../rules/sound-fixes.ts';
import type { TextEdit } from '../text/edit.ts';
import { groupBy } from '../text/group-by.ts';
import { SpanSet } from '../text/span-set.ts';
import { coveredEntries, withNeighbour } from '../yaml/neighbour.ts';
import { entriesOf } from '../yaml/node-tables.ts';
import type { YamlMap, YamlSeq } from '../yaml/node.ts';
import { makingCost, readingCost } from '../yaml/reading-cost.ts';
import { mergedSpans, shifted, spanOf } from '../text/span.ts';
import type { DocumentPlace, FixBudget } from './fix-budget.ts';

/** Which fixes are made: those by which nothing else can change, or the others too. */
export type FixKind = 'safe' | 'unsafe';

/** What is wrong now, and what of it may be changed. */
export interface Fixable {
  readonly problems: Iterable<Problem>;
  /** Where a document begins in its file; undefined where the file is not ours to change. */
  readonly place: (document: DocumentFacts) => FilePlace | undefined;
  readonly budget: FixBudget;
}

export interface FilePlace extends DocumentPlace {
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
export function chooseFixes({ problems, place, budget }: Fixable, kind: FixKind): FixRound {
  const all = [...problems];
  const readings = readingsOf(place, budget);
  const first = new Room(place, concernOf);
  const tried = select(all, first, (problem) =>
    readings.afford(problem, 'toMake', 1) ? pick(problem.candidates(), kind) : undefined,
  );
  const sound = soundAmong(tried, readings);
  const rejected = new Set(tried.filter((one) => !sound.has(one)).map(({ problem }) => problem));
  const kept = tried.filter((one) => sound.has(one));
  // What is chosen now was not tried with the rest.
  const second = new Room(place, allConcerned);
  for (const one of kept) second.take(one);
  const others = select(
    all.filter((problem) => rejected.has(problem)),
    second,
    (problem) =>
      readings.afford(problem, 'toTry', problem.candidates().length)
        ? pick(problem.fixes(), kind)
        : undefined,
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
  // Whom fixes of other documents count on.
  readonly #reliedOn = new Set<DocumentFacts>();
  // How a map or a list loses an entry is another matter where it is the last.
  readonly #removed = new Map<Collection, number>();

  constructor(place: Fixable['place'], concern: ConcernOf) {
    this.#place = place;
    this.#concern = concern;
  }

  /** Whether a fix may have room; known before one is made. */
  hasPlaceFor(problem: Problem): boolean {
    const { document, related } = problem;
    const isFree = (one: Place): boolean =>
      one.document === document ? this.#isFree(one) : !this.#concerned.has(one.document);
    return this.#place(document) !== undefined && [problem, ...related].every(isFree);
  }

  fit(problem: Problem, fix: Fix): Chosen | undefined {
    const { changed, reliedOn } = this.#concern(problem, fix);
    if (!changed.every((one) => this.#isFree(one))) return undefined;
    if (reliedOn.some((document) => this.#concerned.has(document))) return undefined;
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
    const { changed, reliedOn } = this.#concern(problem, fix);
    for (const document of reliedOn) this.#reliedOn.add(document);
    for (const [document, places] of groupBy(changed, (one) => one.document)) {
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
    if (this.#reliedOn.has(document)) return false;
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

/** What a fix is about. */
interface Concern {
  /** The places that it changes or mends, of which no other fix may be about one. */
  readonly changed: readonly Place[];
  /** Documents that it leaves as they are, and that others may count on too. */
  readonly reliedOn: readonly DocumentFacts[];
}

type ConcernOf = (problem: Problem, fix: Fix) => Concern;

/**
 * Fixes are tried in their own document: one that changes others too has all of them for itself, and what another
 * holds that a problem is about stays as it is. What is taken out counts on what stays beside it, as with its last
 * entry a list goes too.
 */
function concernOf(problem: Problem, fix: Fix): Concern {
  const { document, related } = problem;
  const isAtHome = (one: Place): boolean => one.document === document;
  if (!fix.edits.every(isAtHome)) return allConcerned(problem, fix);
  const changed = [
    problem,
    ...related.filter(isAtHome),
    ...fix.edits.map(({ span, newText }) => ({
      document,
      span: newText.trim() === '' ? withNeighbour(document.yaml, span) : span,
    })),
  ];
  const elsewhere = related.filter((one) => !isAtHome(one));
  return { changed, reliedOn: [...new Set(elsewhere.map((one) => one.document))] };
}

function allConcerned(problem: Problem, fix: Fix): Concern {
  const places: readonly Place[] = [problem, ...problem.related, ...fix.edits];
  const documents = new Set(places.map(({ document }) => document));
  const changed = [...documents].map((document) => ({
    document,
    span: spanOf(0, document.chunk.text.length),
  }));
  return { changed, reliedOn: [] };
}

function soundAmong(chosen: readonly Chosen[], readings: Readings): ReadonlySet<Chosen> {
  const sound = new Set<Chosen>();
  for (const [soundTogether, together] of groupBy(chosen, ({ problem }) => problem.soundTogether)) {
    const [first] = together;
    if (!first || !readings.afford(first.problem, 'toTry', 1)) continue;
    const { fixes, tries } = soundTogether(together.map(({ fix }) => fix));
    readings.count(first.problem, tries - 1);
    const soundOnes = new Set(fixes);
    for (const one of together) if (soundOnes.has(one.fix)) sound.add(one);
  }
  return sound;
}

/** Readings of a problem's document, as its budget has room for them. */
interface Readings {
  readonly afford: (problem: Problem, what: ReadAgain, times: number) => boolean;
  readonly count: (problem: Problem, times: number) => void;
}

function readingsOf(place: Fixable['place'], budget: FixBudget): Readings {
  return {
    afford({ document }, what, times) {
      const home = place(document);
      const cost = what === 'toMake' ? makingCost : readingCost;
      return home !== undefined && budget.affords(home, what, times * cost(document.yaml));
    },
    count({ document }, times) {
      const home = place(document);
      if (home) budget.count(home, times * readingCost(document.yaml));
    },
  };
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

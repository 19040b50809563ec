import type { DocumentFacts, PlacedEdit } from '../analysis/facts.ts';
import type { Fix, Problem } from '../rules/rule.ts';
import type { TextEdit } from '../text/edit.ts';
import { groupBy } from '../text/group-by.ts';
import { SpanSet } from '../text/span-set.ts';
import { shifted } from '../text/span.ts';

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
  /** By file, in its offsets; they neither overlap nor touch. */
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
  const tried = select(all, place, [], (problem) => pick(problem.candidates(), kind));
  const sound = soundAmong(tried);
  const rejected = new Set(tried.filter((one) => !sound.has(one)).map(({ problem }) => problem));
  const kept = tried.filter((one) => sound.has(one));
  const others = select(
    all.filter((problem) => rejected.has(problem)),
    place,
    kept,
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

/** The fixes that fit beside those that are chosen already and beside each other. */
function select(
  problems: readonly Problem[],
  place: Fixable['place'],
  before: readonly Chosen[],
  fixFor: (problem: Problem) => Fix | undefined,
): readonly Chosen[] {
  const room = new Room();
  for (const one of before) room.take(one);
  const chosen: Chosen[] = [];
  for (const problem of problems) {
    if (!place(problem.document) || room.isTaken([problem.document])) continue;
    const fix = fixFor(problem);
    if (!fix) continue;
    const edits = fix.edits.map((edit) => inFile(edit, place));
    if (room.isTaken(documentsOf(problem, fix))) continue;
    if (!edits.every((edit) => edit !== undefined && room.has(edit))) continue;
    const one = { problem, fix, edits: edits.filter((edit) => edit !== undefined) };
    room.take(one);
    chosen.push(one);
  }
  return chosen;
}

/** What is still free to be edited. */
class Room {
  readonly #spans = new Map<string, SpanSet>();
  // Two unsafe fixes may cure one conflict from both sides, so what one was made for is left alone in this round.
  readonly #taken = new Set<DocumentFacts>();

  isTaken(documents: readonly DocumentFacts[]): boolean {
    return documents.some((document) => this.#taken.has(document));
  }

  /** Edits that touch may mean to cure the same thing. */
  has({ file, span }: FileEdit): boolean {
    return !(this.#spans.get(file)?.meets(span) ?? false);
  }

  take({ problem, fix, edits }: Chosen): void {
    for (const { file, span } of edits) {
      const spans = this.#spans.get(file) ?? new SpanSet();
      this.#spans.set(file, spans);
      spans.add(span);
    }
    if (!fix.safe) for (const document of documentsOf(problem, fix)) this.#taken.add(document);
  }
}

function documentsOf(problem: Problem, fix: Fix): readonly DocumentFacts[] {
  return [problem, ...problem.related, ...fix.edits].map(({ document }) => document);
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

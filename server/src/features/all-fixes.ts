import type { LinkedDocument } from '../analysis/linked.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { catalog } from '../rules/catalog.ts';
import type { Problem } from '../rules/rule.ts';
import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { readingCost } from '../yaml/reading-cost.ts';
import { fixBudget } from './fix-budget.ts';
import type { DocumentPlace, FixBudget } from './fix-budget.ts';
import { chooseFixes } from './fix-rounds.ts';
import type { FixKind, FixRound } from './fix-rounds.ts';

/** What is wrong in a snapshot. */
export interface Found {
  readonly snapshot: Snapshot;
  readonly problems: Iterable<Problem>;
}

export interface Fixing<F extends Found> {
  readonly kind: FixKind;
  /** URIs of the files that may be changed. */
  readonly files: ReadonlySet<string>;
  /** What is wrong after changes of files, by URI. */
  readonly check: (changes: ReadonlyMap<string, FileChanges>) => F;
}

/** A round's edits of a file, none of which overlap, and the text that they leave. */
export interface FileChanges {
  readonly edits: readonly TextEdit[];
  readonly text: string;
}

export interface AllFixed<F extends Found> {
  /** What is left. */
  readonly found: F;
  /** How many problems a fix was made for. */
  readonly fixes: number;
  /** URIs of the files in which more may be fixed if it is asked for once more. */
  readonly unfinished: ReadonlySet<string>;
}

/**
 * Makes fixes in rounds, each followed by a check, until none is left: a fix can cure several problems or make another
 * possible. A file that would get a text back that it had before is left as it is.
 */
export function makeAllFixes<F extends Found>(start: F, fixing: Fixing<F>): AllFixed<F> {
  const budget = fixBudget();
  const known = new WeakSet<LinkedDocument>();
  const seen = new Set<string>();
  let found = start;
  let fixes = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const { place, linked } of linkedIn(found.snapshot, fixing.files)) {
      if (round > 0 && !known.has(linked)) budget.count(place, readingCost(linked.facts.yaml));
      known.add(linked);
    }
    const chosen = roundOf(found, fixing, budget);
    const changes = changesOf(found.snapshot, chosen, seen);
    if (changes.size === 0) return { found, fixes, unfinished: budget.unfinished };
    fixes += chosen.fixes;
    found = fixing.check(changes);
  }
  const next = changesOf(found.snapshot, roundOf(found, fixing, budget), seen);
  return { found, fixes, unfinished: new Set([...budget.unfinished, ...next.keys()]) };
}

/** Unsafe fixes that are about the same places, or about several documents, are made one in a round. */
const MOST_ROUNDS = 200;

/** The documents of files; what is linked anew since the last round is checked anew. */
function* linkedIn(
  snapshot: Snapshot,
  files: ReadonlySet<string>,
): Generator<{ readonly place: DocumentPlace; readonly linked: LinkedDocument }> {
  for (const file of files) {
    for (const [index, document] of (snapshot.file(file)?.documents ?? []).entries())
      yield { place: { file, index }, linked: snapshot.link(document) };
  }
}

function roundOf(
  { snapshot, problems }: Found,
  { kind, files }: Pick<Fixing<Found>, 'kind' | 'files'>,
  budget: FixBudget,
): FixRound {
  return chooseFixes(
    {
      problems: [...problems].filter(mayHaveFix),
      place(document) {
        const home = snapshot.locate(document);
        if (!home || !files.has(home.file.uri)) return undefined;
        return { file: home.file.uri, index: home.index, start: home.start };
      },
      budget,
    },
    kind,
  );
}

function changesOf(
  snapshot: Snapshot,
  { edits }: FixRound,
  seen: Set<string>,
): ReadonlyMap<string, FileChanges> {
  const changes = new Map<string, FileChanges>();
  for (const [uri, own] of edits) {
    const before = snapshot.file(uri)?.text ?? '';
    seen.add(`${uri}\n${before}`);
    const text = applyEdits(before, own);
    if (!seen.has(`${uri}\n${text}`)) changes.set(uri, { edits: own, text });
  }
  return changes;
}

/** As far as its rule tells. */
export function mayHaveFix({ rule }: Problem): boolean {
  return FIXING.has(rule);
}

const FIXING: ReadonlySet<string> = new Set(
  catalog.flatMap(({ meta }) => (meta.fix === 'none' ? [] : [meta.id])),
);

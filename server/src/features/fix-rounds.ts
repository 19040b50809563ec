import type { DocumentFacts, PlacedEdit } from '../analysis/facts.ts';
import type { Fix, Problem } from '../rules/rule.ts';
import type { TextEdit } from '../text/edit.ts';
import { intersects, shifted } from '../text/span.ts';

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
 * after them. A fix is made whole or not at all.
 */
export function chooseFixes({ problems, place }: Fixable, kind: FixKind): FixRound {
  const edits = new Map<string, TextEdit[]>();
  // Two unsafe fixes may cure one conflict from both sides, so what one was made for is left alone in this round.
  const taken = new Set<object>();
  let fixes = 0;
  for (const problem of problems) {
    if (!place(problem.document) || taken.has(problem.document)) continue;
    const fix = fixFor(problem, kind);
    if (!fix) continue;
    const documents = [
      problem.document,
      ...problem.related.map(({ document }) => document),
      ...fix.edits.map(({ document }) => document),
    ];
    if (documents.some((document) => taken.has(document))) continue;
    const placed = fix.edits.map((edit) => inFile(edit, place));
    if (!placed.every((edit) => edit !== undefined && fits(edit, edits))) continue;
    for (const edit of placed) {
      if (edit) edits.set(edit.file, [...(edits.get(edit.file) ?? []), edit]);
    }
    fixes++;
    if (!fix.safe) for (const document of documents) taken.add(document);
  }
  return { edits, fixes };
}

/** The one that is offered first. */
function fixFor(problem: Problem, kind: FixKind): Fix | undefined {
  const fixes = problem.fixes().filter(({ edits }) => edits.length > 0);
  return fixes.find(({ safe }) => safe) ?? (kind === 'unsafe' ? fixes[0] : undefined);
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

/** Edits that touch may mean to cure the same thing. */
function fits({ file, span }: FileEdit, edits: FixRound['edits']): boolean {
  return !(edits.get(file) ?? []).some((other) => intersects(other.span, span));
}

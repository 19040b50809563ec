import type { SourceFile } from '../../analysis/source-file.ts';
import { errorsFrom } from '../../rules/error-at.ts';
import type { ErrorAt } from '../../rules/error-at.ts';
import { offsetsBefore } from '../../text/edit.ts';
import type { TextEdit } from '../../text/edit.ts';
import { groupBy } from '../../text/group-by.ts';
import { intersects, shifted, spanOf } from '../../text/span.ts';
import type { Project } from '../project.ts';
import type { Change } from './action.ts';

/**
 * Why a change had better not be made: an error that the manifests which it touches do not have before it, in its own
 * words; undefined where there is none. An error stays the same where only its words change: of three containers on one
 * port, two are left.
 */
export function objectionTo(project: Project, change: Change): string | undefined {
  const after = afterChange(project, change);
  if (!after) return 'The manifest is another by now.';
  for (const [uri, edits] of after.edits) {
    const [fresh] = freshErrors(errorsIn(project, uri), errorsIn(after.project, uri), edits);
    if (fresh) return `After it this would be wrong: ${fresh.message}`;
  }
  return undefined;
}

/** An error and the characters that it points at. */
export interface QuotedError extends ErrorAt {
  readonly quote: string;
}

/**
 * Those of now that are none of the old ones; each old one stands for one of now. What moves takes its errors along: they
 * stand elsewhere, say `Deployment` where they said `Pod`, and point at the same words.
 */
function freshErrors(
  old: readonly QuotedError[],
  now: readonly QuotedError[],
  edits: readonly TextEdit[],
): readonly QuotedError[] {
  const left = new Set(old);
  const withoutEqual = (all: readonly QuotedError[], keyOf: (error: QuotedError) => string) => {
    const known = groupBy([...left], keyOf);
    return all.filter((error) => {
      const one = known.get(keyOf(error))?.shift();
      return one === undefined || !left.delete(one);
    });
  };
  const inOtherWords = withoutEqual(now, ({ rule, message }) => `${rule}: ${message}`);
  const offset = offsetsBefore(edits);
  const elsewhere = inOtherWords.filter((error) => {
    const span = spanOf(offset(error.span.start), offset(error.span.end));
    const known = [...left].find((one) => one.rule === error.rule && intersects(one.span, span));
    return known === undefined || !left.delete(known);
  });
  return withoutEqual(elsewhere, ({ rule, quote }) => `${rule}: ${quote}`);
}

export interface AfterChange {
  readonly project: Project;
  /** By file. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/** The manifests with a change made; undefined where an edit has no place any more. */
export function afterChange(project: Project, { edits }: Change): AfterChange | undefined {
  const byFile = new Map<SourceFile, TextEdit[]>();
  for (const { document, span, newText } of edits) {
    const home = project.snapshot.locate(document);
    if (!home) return undefined;
    const own = byFile.get(home.file) ?? [];
    own.push({ span: shifted(span, home.start), newText });
    byFile.set(home.file, own);
  }
  let now = project;
  for (const [file, own] of byFile) now = now.withEdits(file, own);
  return { project: now, edits: new Map([...byFile].map(([{ uri }, own]) => [uri, own])) };
}

/** The errors of a file, with what each points at. */
export function errorsIn(project: Project, uri: string): readonly QuotedError[] {
  const file = project.snapshot.file(uri);
  if (!file) return [];
  return project
    .problemsOf(file)
    .flatMap((problems, index) => errorsFrom(problems, file.stream.entries[index]?.start ?? 0))
    .map((error) => ({ ...error, quote: file.text.slice(error.span.start, error.span.end) }));
}

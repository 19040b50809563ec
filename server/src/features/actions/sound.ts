import type { SourceFile } from '../../analysis/source-file.ts';
import { errorsFrom, standsWhere } from '../../rules/error-at.ts';
import type { ErrorAt } from '../../rules/error-at.ts';
import type { TextEdit } from '../../text/edit.ts';
import { shifted } from '../../text/span.ts';
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
    const old = errorsIn(project.snapshot.file(uri), project);
    const now = errorsIn(after.project.snapshot.file(uri), after.project);
    const [fresh] = freshErrors(old, now, edits);
    if (fresh) return `After it this would be wrong: ${fresh.message}`;
  }
  return undefined;
}

/** An error and the characters that it points at. */
interface QuotedError extends ErrorAt {
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
  const without = (
    all: readonly QuotedError[],
    isSame: (now: QuotedError, old: QuotedError) => boolean,
  ) =>
    all.filter((error) => {
      const known = [...left].find((one) => one.rule === error.rule && isSame(error, one));
      return known === undefined || !left.delete(known);
    });
  const inOtherWords = without(now, (error, one) => error.message === one.message);
  const elsewhere = without(inOtherWords, (error, one) => standsWhere(one, error, edits));
  return without(elsewhere, (error, one) => error.quote === one.quote);
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

function errorsIn(file: SourceFile | undefined, project: Project): readonly QuotedError[] {
  if (!file) return [];
  return project
    .problemsOf(file)
    .flatMap((problems, index) => errorsFrom(problems, file.stream.entries[index]?.start ?? 0))
    .map((error) => ({ ...error, quote: file.text.slice(error.span.start, error.span.end) }));
}

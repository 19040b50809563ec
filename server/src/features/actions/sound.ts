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
    const [fresh] = freshErrors(errorsIn(project, uri), errorsIn(after.project, uri), edits);
    if (fresh) return `After it this would be wrong: ${fresh.message}`;
  }
  return undefined;
}

/** Those of now that are none of the old ones; each old one stands for one of now. */
function freshErrors(
  old: readonly ErrorAt[],
  now: readonly ErrorAt[],
  edits: readonly TextEdit[],
): readonly ErrorAt[] {
  const left = new Set(old);
  const without = (all: readonly ErrorAt[], isSame: (now: ErrorAt, old: ErrorAt) => boolean) =>
    all.filter((error) => {
      const known = [...left].find((one) => one.rule === error.rule && isSame(error, one));
      return known === undefined || !left.delete(known);
    });
  const inOtherWords = without(now, (error, one) => error.message === one.message);
  return without(inOtherWords, (error, one) => standsWhere(one, error, edits));
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

function errorsIn(project: Project, uri: string): readonly ErrorAt[] {
  const file = project.snapshot.file(uri);
  if (!file) return [];
  return project
    .problemsOf(file)
    .flatMap((problems, index) => errorsFrom(problems, file.stream.entries[index]?.start ?? 0));
}

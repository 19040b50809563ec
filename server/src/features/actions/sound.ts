import type { Problem } from '../../rules/rule.ts';
import type { SourceFile } from '../../analysis/workspace.ts';
import type { TextEdit } from '../../text/edit.ts';
import { shifted } from '../../text/span.ts';
import type { Project } from '../project.ts';
import type { Change } from './action.ts';

/**
 * Why a change had better not be made: an error that the manifests which it touches do not have before it, in its own
 * words; undefined where there is none.
 */
export function objectionTo(project: Project, change: Change): string | undefined {
  const after = afterChange(project, change);
  if (!after) return 'The manifest is another by now.';
  for (const uri of after.uris) {
    const old = new Map<string, number>();
    for (const error of errorsIn(project, uri)) {
      const words = wordsOf(error);
      old.set(words, (old.get(words) ?? 0) + 1);
    }
    for (const error of errorsIn(after.project, uri)) {
      const words = wordsOf(error);
      const left = old.get(words) ?? 0;
      if (left <= 0) return `After it this would be wrong: ${error.message}`;
      old.set(words, left - 1);
    }
  }
  return undefined;
}

export interface AfterChange {
  readonly project: Project;
  readonly uris: Iterable<string>;
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
  return { project: now, uris: [...byFile.keys()].map(({ uri }) => uri) };
}

function errorsIn(project: Project, uri: string): readonly Problem[] {
  const file = project.snapshot.file(uri);
  const problems = file ? project.problemsOf(file).flat() : [];
  return problems.filter(({ severity }) => severity === 'error');
}

/** What an error is known by, wherever it stands. */
function wordsOf({ rule, message }: Problem): string {
  return `${rule} ${message}`;
}

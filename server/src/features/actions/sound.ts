import type { Problem } from '../../rules/rule.ts';
import { applyEdits } from '../../text/edit.ts';
import type { TextEdit } from '../../text/edit.ts';
import { shifted } from '../../text/span.ts';
import type { Project } from '../project.ts';
import type { Change } from './action.ts';

/** Whether the manifests that a change touches are read as well after it, and no error is new in them. */
export function keepsSound(project: Project, change: Change): boolean {
  const after = afterChange(project, change);
  if (!after) return false;
  return [...after.texts.keys()].every((uri) => {
    const old = new Map<string, number>();
    for (const error of errorsIn(project, uri)) old.set(error, (old.get(error) ?? 0) + 1);
    return errorsIn(after.project, uri).every((error) => {
      const left = old.get(error) ?? 0;
      old.set(error, left - 1);
      return left > 0;
    });
  });
}

interface AfterChange {
  readonly project: Project;
  readonly texts: ReadonlyMap<string, string>;
}

/** Undefined where an edit has no place any more. */
function afterChange(project: Project, { edits }: Change): AfterChange | undefined {
  const byFile = new Map<string, TextEdit[]>();
  for (const { document, span, newText } of edits) {
    const home = project.snapshot.locate(document);
    if (!home) return undefined;
    const own = byFile.get(home.file.uri) ?? [];
    own.push({ span: shifted(span, home.start), newText });
    byFile.set(home.file.uri, own);
  }
  const texts = new Map(
    [...byFile].map(([uri, own]) => [uri, applyEdits(project.snapshot.file(uri)?.text ?? '', own)]),
  );
  let now = project;
  for (const [uri, text] of texts) now = now.withText(uri, text);
  return { project: now, texts };
}

function errorsIn(project: Project, uri: string): readonly string[] {
  const file = project.snapshot.file(uri);
  const problems: readonly Problem[] = file ? project.problemsOf(file).flat() : [];
  return problems.flatMap(({ severity, rule, message }) =>
    severity === 'error' ? [`${rule} ${message}`] : [],
  );
}

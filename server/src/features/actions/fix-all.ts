import type { PlacedEdit } from '../../analysis/facts.ts';
import type { SourceFile } from '../../analysis/source-file.ts';
import type { TextEdit } from '../../text/edit.ts';
import { editsOf, rewritten, unchanged } from '../../text/rewrite.ts';
import { makeAllFixes, mayHaveFix } from '../all-fixes.ts';
import type { Found } from '../all-fixes.ts';
import type { Problem } from '../../rules/rule.ts';
import type { Project } from '../project.ts';
import type { Action, ActionFamily } from './action.ts';
import { problemsAt } from './problems-at.ts';

/** All safe fixes of a file at once: asked for as such, as on save, or beside one of them. */
export const fixAll: ActionFamily = {
  name: 'fix-all',
  kinds: ['source.fixAll.podspace'],
  offer: ({ project, file }) =>
    isLarge(file)
      ? unlooked('source.fixAll.podspace', project, file, fixable(project, file))
      : looked('source.fixAll.podspace', fixedFile(project, file), 1),
};

/** Beside a safe fix, if there are more of them in the file. */
export const fixAllBesideFix: ActionFamily = {
  name: 'fix-all-beside',
  kinds: ['quickfix'],
  offer(place) {
    const { project, file, asked } = place;
    const here = problemsAt(place);
    if (!asked || !here.some(hasSafeFix)) return [];
    if (!isLarge(file)) return looked('quickfix', fixedFile(project, file), 2);
    const others = fixable(project, file).filter((problem) => !here.includes(problem));
    return unlooked('quickfix', project, file, others);
  },
};

/** Characters of a file in which all fixes are made to say how many there are, before anybody wants them. */
const MOST_LOOKED = 20_000;

function isLarge({ stream }: SourceFile): boolean {
  return stream.length > MOST_LOOKED;
}

/** The problems that may have a fix, as far as their rules tell. */
function fixable(project: Project, file: SourceFile): readonly Problem[] {
  return project.problemsOf(file).flat().filter(mayHaveFix);
}

interface FixedFile {
  readonly fixes: number;
  /** Whether more may be left than is tried at once. */
  readonly extent: 'all' | 'some';
  readonly edits: readonly PlacedEdit[];
}

/** Makes the safe fixes of a file until none is left; fixes that need another file are not made. */
function fixedFile(project: Project, file: SourceFile): FixedFile {
  const { uri } = file;
  let now = project;
  let rewrite = unchanged(file.text);
  const { fixes, unfinished } = makeAllFixes(foundIn(project, uri), {
    kind: 'safe',
    files: new Set([uri]),
    check(changes) {
      for (const { edits, text } of changes.values()) {
        rewrite = rewritten(rewrite, edits);
        now = now.withText(uri, text);
      }
      return foundIn(now, uri);
    },
  });
  return {
    fixes,
    extent: unfinished.size === 0 ? 'all' : 'some',
    edits: placed(file, editsOf(rewrite, file.text.length)),
  };
}

function foundIn(project: Project, uri: string): Found {
  const { snapshot } = project;
  const file = snapshot.file(uri);
  return { snapshot, problems: file ? project.problemsOf(file).flat() : [] };
}

/** Edits in offsets of the file, each in the document that it lies in; one that lies in several is cut. */
function placed(file: SourceFile, edits: readonly TextEdit[]): readonly PlacedEdit[] {
  return file.documents.flatMap((document, index) => {
    const start = file.stream.entries[index]?.start ?? 0;
    const end = file.stream.entries[index + 1]?.start ?? Number.MAX_SAFE_INTEGER;
    return edits.flatMap(({ span, newText }): readonly PlacedEdit[] => {
      const begins = start <= span.start && span.start < end;
      const from = Math.max(span.start, start);
      const to = Math.min(span.end, end);
      if (!begins && from >= to) return [];
      const own = { start: from - start, end: to - start };
      return [{ document, span: own, newText: begins ? newText : '' }];
    });
  });
}

function looked(
  kind: Action['kind'],
  { edits, fixes, extent }: FixedFile,
  least: number,
): readonly Action[] {
  if (fixes < least || edits.length === 0) return [];
  const which = extent === 'all' ? 'all' : 'the first';
  return [action(kind, `Make ${which} safe fixes in this file (${fixes})`, () => edits)];
}

/** Which fixes there are is found out only when somebody wants them. */
function unlooked(
  kind: Action['kind'],
  project: Project,
  file: SourceFile,
  problems: readonly Problem[],
): readonly Action[] {
  if (problems.length === 0) return [];
  return [action(kind, 'Make the safe fixes in this file', () => fixedFile(project, file).edits)];
}

function action(kind: Action['kind'], title: string, edits: () => readonly PlacedEdit[]): Action {
  return {
    id: 'fix-all',
    title,
    kind,
    problems: [],
    preferred: false,
    createsFile: false,
    change: () => ({ edits: edits() }),
  };
}

/** What may be safe is tried only if it is. */
function hasSafeFix({ candidates, fixes }: Problem): boolean {
  return [candidates, fixes].every((some) => some().some(({ safe }) => safe));
}

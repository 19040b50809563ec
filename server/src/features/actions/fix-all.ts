import type { PlacedEdit } from '../../analysis/facts.ts';
import type { SourceFile } from '../../analysis/workspace.ts';
import { applyEdits } from '../../text/edit.ts';
import type { TextEdit } from '../../text/edit.ts';
import { editsOf, rewritten, unchanged } from '../../text/rewrite.ts';
import { chooseFixes } from '../fix-rounds.ts';
import type { FixRound } from '../fix-rounds.ts';
import type { Project } from '../project.ts';
import type { Action, ActionFamily } from './action.ts';
import { problemsAt } from './problems-at.ts';

/** All safe fixes of a file at once: asked for as such, as on save, or beside one of them. */
export const fixAll: ActionFamily = {
  name: 'fix-all',
  kinds: ['source.fixAll.podspace'],
  offer: ({ project, file }) => asAction('source.fixAll.podspace', fixedFile(project, file)),
};

/** Beside a safe fix, if there are more of them in the file. */
export const fixAllBesideFix: ActionFamily = {
  name: 'fix-all-beside',
  kinds: ['quickfix'],
  offer(place) {
    if (!place.asked || !problemsAt(place).some(hasSafeFix)) return [];
    const fixed = fixedFile(place.project, place.file);
    return fixed.fixes > 1 ? asAction('quickfix', fixed) : [];
  },
};

interface FixedFile {
  readonly fixes: number;
  readonly edits: readonly PlacedEdit[];
}

/** A fix can make another one possible, but not for ever. */
const MOST_ROUNDS = 20;
/** Characters of the longest document that all rounds together read. */
const MOST_READ = 2_000_000;

/** Makes the safe fixes of a file, in rounds, until none is left; fixes that need another file are not made. */
function fixedFile(project: Project, file: SourceFile): FixedFile {
  const seen = new Set([file.text]);
  let rewrite = unchanged(file.text);
  let fixes = 0;
  let now = project;
  const longest = file.documents.reduce((most, { chunk }) => Math.max(most, chunk.text.length), 1);
  const rounds = Math.max(1, Math.min(MOST_ROUNDS, Math.floor(MOST_READ / longest)));
  for (let round = 0; round < rounds; round++) {
    const chosen = roundIn(now, file.uri);
    const edits = chosen.edits.get(file.uri) ?? [];
    const text = applyEdits(now.snapshot.file(file.uri)?.text ?? '', edits);
    if (seen.has(text)) break;
    seen.add(text);
    rewrite = rewritten(rewrite, edits);
    fixes += chosen.fixes;
    now = now.withText(file.uri, text);
  }
  return { fixes, edits: placed(file, editsOf(rewrite, file.text.length)) };
}

function roundIn(project: Project, uri: string): FixRound {
  const file = project.snapshot.file(uri);
  return chooseFixes(
    {
      problems: file ? project.problemsOf(file).flat() : [],
      place(document) {
        const home = project.snapshot.locate(document);
        return home?.file === file && home ? { file: uri, start: home.start } : undefined;
      },
    },
    'safe',
  );
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

function asAction(kind: Action['kind'], { edits, fixes }: FixedFile): readonly Action[] {
  if (edits.length === 0) return [];
  return [
    {
      id: 'fix-all',
      title: `Make all safe fixes in this file (${fixes})`,
      kind,
      problems: [],
      preferred: false,
      createsFile: false,
      change: () => ({ edits }),
    },
  ];
}

function hasSafeFix({ fixes }: { readonly fixes: () => readonly { readonly safe: boolean }[] }) {
  return fixes().some(({ safe }) => safe);
}

import { parseAllDocuments } from 'yaml';
import type { DocumentFacts, PlacedEdit } from '../../server/src/analysis/facts.ts';
import { concernedFiles } from '../../server/src/analysis/workspace.ts';
import type { Project } from '../../server/src/features/project.ts';
import { errorsIn } from '../../server/src/features/actions/sound.ts';
import { errorsByPlace } from '../../server/src/rules/error-at.ts';
import type { Problem } from '../../server/src/rules/rule.ts';
import { applyEdits } from '../../server/src/text/edit.ts';
import type { TextEdit } from '../../server/src/text/edit.ts';
import { covers, shifted } from '../../server/src/text/span.ts';

/** What a change that is offered does, and should not do. */
export interface ChangeFault {
  readonly uri: string;
  readonly line: number;
  /** The rule or the family of actions that offers it. */
  readonly origin: string;
  readonly title: string;
  readonly fault: string;
}

export interface TriedChanges {
  readonly tried: number;
  /** Those of which the author is told why they are not made. */
  readonly refused: readonly ChangeFault[];
  readonly faults: readonly ChangeFault[];
}

/** A change that was made, and what is wrong with the texts that came of it. */
export interface Applied {
  readonly before: Project;
  readonly after: Project;
  readonly edits: EditsByFile;
  readonly faults: readonly string[];
}

export type EditsByFile = ReadonlyMap<string, readonly TextEdit[]>;

/** Makes a change, and looks whether its texts are read as before. */
export function applied(before: Project, placed: readonly PlacedEdit[]): Applied {
  const edits = editsByFile(before, placed);
  let after = before;
  const faults: string[] = [];
  for (const [uri, own] of edits) {
    const old = textOf(before, uri);
    const text = applyEdits(old, own);
    after = after.withText(uri, text);
    faults.push(...faultsOfText(old, text));
  }
  for (const uri of edits.keys()) faults.push(...readingFaults(before, after, uri));
  return { before, after, edits, faults };
}

/** Line ends of another kind than the file's, and what the `yaml` package does not read any more. */
function faultsOfText(before: string, after: string): readonly string[] {
  const faults: string[] = [];
  const crlf = (text: string): number => text.split('\r\n').length - 1;
  const lf = (text: string): number => text.split('\n').length - 1 - crlf(text);
  if (lf(before) === 0 && crlf(before) > 0 && lf(after) > 0) faults.push('it mixes line ends');
  if (crlf(before) === 0 && crlf(after) > 0) faults.push('it mixes line ends');
  if (before.length < LONGEST_FOR_YAML && yamlErrors(before) === 0 && yamlErrors(after) > 0)
    faults.push('the yaml package does not read it any more');
  return faults;
}

/** It takes minutes for what is long. */
const LONGEST_FOR_YAML = 200_000;

function yamlErrors(text: string): number {
  const read = parseAllDocuments(text, { uniqueKeys: false });
  return 'empty' in read ? 0 : read.reduce((sum, { errors }) => sum + errors.length, 0);
}

function readingFaults(before: Project, after: Project, uri: string): readonly string[] {
  const count = (project: Project): number =>
    documentsOf(project, uri).reduce((sum, { yaml }) => sum + yaml.faults.length, 0);
  const faults: string[] = [];
  if (count(after) > count(before)) faults.push('it is not read any more');
  return faults;
}

/** An edit takes out a whole line, and puts in the same again: what it leaves alone it should not touch. */
export function rewrittenLines({ before, edits }: Applied): readonly string[] {
  return eachEdit(before, edits).flatMap(({ old, newText }) => {
    const added = new Set(wholeLines(newText));
    const same = wholeLines(old).filter((line) => added.has(line));
    return same.length > 0 ? [`it writes a line anew: ${same[0] ?? ''}`] : [];
  });
}

/** The same of the first and last lines of an edit alone: between them, what moves to the right can meet its like. */
export function rewrittenEnds({ before, edits }: Applied): readonly string[] {
  return eachEdit(before, edits).flatMap(({ old, newText }) => {
    const [olds, news] = [wholeLines(old), wholeLines(newText)];
    const same = [0, -1].map((end) => olds.at(end)).filter((line, n) => line === news.at(-n));
    return same.flatMap((line) => (line === undefined ? [] : [`it writes a line anew: ${line}`]));
  });
}

function eachEdit(
  project: Project,
  edits: EditsByFile,
): readonly { readonly old: string; readonly newText: string }[] {
  return [...edits].flatMap(([uri, own]) =>
    own.map(({ span, newText }) => ({
      old: textOf(project, uri).slice(span.start, span.end),
      newText,
    })),
  );
}

/** Those with both their ends. */
function wholeLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .slice(1, -1)
    .filter((line) => line.trim() !== '');
}

/** The comments of all files that a change touches; perhaps without those inside of what it takes out. */
export function commentsIn(
  project: Project,
  changed: EditsByFile,
  which: 'all' | 'beside what is taken out',
): readonly string[] {
  return [...changed].flatMap(([uri, edits]) =>
    documentsOf(project, uri).flatMap((document) => {
      const start = project.snapshot.locate(document)?.start ?? 0;
      const removed = edits.filter(({ newText }) => which !== 'all' && newText.trim() === '');
      return document.yaml.comments
        .filter(({ span }) => !removed.some((edit) => covers(edit.span, shifted(span, start))))
        .map(({ text }) => text);
    }),
  );
}

/** Which of the comments are gone. */
export function lostComments(
  { after, edits }: Applied,
  kept: readonly string[],
): readonly string[] {
  const left = new Map<string, number>();
  for (const text of commentsIn(after, edits, 'all')) left.set(text, (left.get(text) ?? 0) + 1);
  return kept.flatMap((text) => {
    const times = left.get(text) ?? 0;
    left.set(text, times - 1);
    return times > 0 ? [] : [`it loses the comment: ${text}`];
  });
}

/** An error of the same rule in the same place, or about the same words, is the same, though it may name others now. */
export function newErrors({ before, after, edits }: Applied): readonly string[] {
  return [...concernedFiles(after.snapshot, edits.keys())].flatMap((uri) => {
    const old = errorsIn(before, uri);
    const stoodThere = errorsByPlace(old)(edits.get(uri) ?? []);
    return errorsIn(after, uri).flatMap((error) => {
      const known = old.some(
        (one) =>
          one.rule === error.rule && (one.message === error.message || one.quote === error.quote),
      );
      return known || stoodThere(error)
        ? []
        : [`there is a new error: ${error.rule}: ${error.message}`];
    });
  });
}

function editsByFile({ snapshot }: Project, edits: readonly PlacedEdit[]): EditsByFile {
  const byFile = new Map<string, TextEdit[]>();
  for (const { document, span, newText } of edits) {
    const home = snapshot.locate(document);
    if (!home) throw new Error('an edit has no place');
    const own = byFile.get(home.file.uri) ?? [];
    own.push({ span: shifted(span, home.start), newText });
    byFile.set(home.file.uri, own);
  }
  return byFile;
}

export function problemsIn(project: Project, uri: string): readonly Problem[] {
  const file = project.snapshot.file(uri);
  return file ? project.problemsOf(file).flat() : [];
}

function documentsOf({ snapshot }: Project, uri: string): readonly DocumentFacts[] {
  return snapshot.file(uri)?.documents ?? [];
}

function textOf({ snapshot }: Project, uri: string): string {
  return snapshot.file(uri)?.text ?? '';
}

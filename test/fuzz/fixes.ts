import { parseAllDocuments } from 'yaml';
import type { DocumentFacts, PlacedEdit } from '../../server/src/analysis/facts.ts';
import { concernedFiles } from '../../server/src/analysis/workspace.ts';
import type { Project } from '../../server/src/features/project.ts';
import type { Fix, Problem } from '../../server/src/rules/rule.ts';
import { applyEdits, offsetBefore } from '../../server/src/text/edit.ts';
import type { TextEdit } from '../../server/src/text/edit.ts';
import { covers, intersects, shifted, spanOf } from '../../server/src/text/span.ts';
import type { Span } from '../../server/src/text/span.ts';

/** What a fix does that it should not do. */
export interface FixFault {
  readonly uri: string;
  readonly line: number;
  readonly rule: string;
  readonly title: string;
  readonly fault: string;
}

export interface TriedFixes {
  readonly tried: number;
  readonly faults: readonly FixFault[];
}

/**
 * Makes every fix that is offered in a file, each by itself, and looks at what comes of it: the text is read as well as
 * before, by us and by the `yaml` package; the problem is gone, and with it the fix; no error is new in all files that
 * belong together; every comment is kept; and no line is written anew that stays as it was.
 */
export function tryFixesOf(project: Project, uri: string): TriedFixes {
  const file = project.snapshot.file(uri);
  if (!file) return { tried: 0, faults: [] };
  let tried = 0;
  const faults: FixFault[] = [];
  for (const problem of project.problemsOf(file).flat()) {
    for (const fix of problem.fixes()) {
      tried++;
      for (const fault of faultsOf(project, problem, fix)) {
        const at = (project.snapshot.locate(problem.document)?.start ?? 0) + problem.span.start;
        const line = file.text.slice(0, at).split('\n').length;
        faults.push({ uri, line, rule: problem.rule, title: fix.title, fault });
      }
    }
  }
  return { tried, faults };
}

function faultsOf(project: Project, problem: Problem, fix: Fix): readonly string[] {
  const byFile = editsByFile(project, fix.edits);
  let after = project;
  const faults: string[] = [];
  for (const [uri, edits] of byFile) {
    const before = textOf(project, uri);
    const text = applyEdits(before, edits);
    after = after.withText(uri, text);
    faults.push(...faultsOfText(before, text), ...rewrittenLines(before, edits));
  }
  for (const uri of byFile.keys()) faults.push(...readingFaults(project, after, uri));
  faults.push(...lostComments(project, after, problem, byFile));
  faults.push(...newErrors(project, after, byFile));
  const left = leftOf(project, after, problem, byFile);
  if (left) faults.push(`there is still: ${left.message}`);
  if (left?.fixes().some(({ title }) => title === fix.title)) faults.push('it is offered again');
  return faults;
}

/** Line ends of another kind than the file's, and what the `yaml` package does not read any more. */
function faultsOfText(before: string, after: string): readonly string[] {
  const faults: string[] = [];
  const crlf = (text: string): number => text.split('\r\n').length - 1;
  const lf = (text: string): number => text.split('\n').length - 1 - crlf(text);
  if (lf(before) === 0 && crlf(before) > 0 && lf(after) > 0) faults.push('it mixes line ends');
  if (crlf(before) === 0 && crlf(after) > 0) faults.push('it mixes line ends');
  if (before.length < LONGEST_FOR_YAML && yamlErrors(after) > yamlErrors(before))
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
function rewrittenLines(before: string, edits: readonly TextEdit[]): readonly string[] {
  return edits.flatMap(({ span, newText }) => {
    const added = new Set(wholeLines(newText));
    const same = wholeLines(before.slice(span.start, span.end)).filter((line) => added.has(line));
    return same.length > 0 ? [`it writes a line anew: ${same[0] ?? ''}`] : [];
  });
}

/** Those with both their ends. */
function wholeLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .slice(1, -1)
    .filter((line) => line.trim() !== '');
}

/** Comments that are gone, but for those inside of what the fix takes out. */
function lostComments(
  before: Project,
  after: Project,
  { rule }: Problem,
  changed: ReadonlyMap<string, readonly TextEdit[]>,
): readonly string[] {
  const kept = [...changed].flatMap(([uri, edits]) =>
    documentsOf(before, uri).flatMap((document) => {
      const start = before.snapshot.locate(document)?.start ?? 0;
      const removed = edits.filter(({ newText }) => newText.trim() === '');
      return document.yaml.comments
        .filter(({ span }) => !removed.some((edit) => covers(edit.span, shifted(span, start))))
        .map(({ text }) => text);
    }),
  );
  const left = new Map<string, number>();
  for (const uri of changed.keys())
    for (const { yaml } of documentsOf(after, uri))
      for (const { text } of yaml.comments) left.set(text, (left.get(text) ?? 0) + 1);
  return kept.flatMap((text) => {
    const times = left.get(text) ?? 0;
    left.set(text, times - 1);
    // Such a comment is what is to be mended.
    if (rule === 'unused-suppression' && text.startsWith('podspace-ignore')) return [];
    return times > 0 ? [] : [`it loses the comment: ${text}`];
  });
}

/** An error of the same rule in the same place is the same, though it may name others now. */
function newErrors(
  before: Project,
  after: Project,
  changed: ReadonlyMap<string, readonly TextEdit[]>,
): readonly string[] {
  return [...concernedFiles(after.snapshot, changed.keys())].flatMap((uri) => {
    const edits = changed.get(uri) ?? [];
    const old = errorsIn(before, uri);
    return errorsIn(after, uri).flatMap(({ rule, message, span }) => {
      const was = spanOf(offsetBefore(span.start, edits), offsetBefore(span.end, edits));
      const known = old.some(
        (error) =>
          error.rule === rule && (error.message === message || intersects(error.span, was)),
      );
      return known ? [] : [`there is a new error: ${rule}: ${message}`];
    });
  });
}

interface ErrorAt {
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
}

function errorsIn(project: Project, uri: string): readonly ErrorAt[] {
  return problemsIn(project, uri).flatMap(({ severity, rule, message, span, document }) => {
    const start = project.snapshot.locate(document)?.start ?? 0;
    return severity === 'error' ? [{ rule, message, span: shifted(span, start) }] : [];
  });
}

/** A problem of the same rule where the problem was. */
function leftOf(
  before: Project,
  after: Project,
  problem: Problem,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): Problem | undefined {
  const home = before.snapshot.locate(problem.document);
  if (!home) return undefined;
  const span = shifted(problem.span, home.start);
  let { start, end } = span;
  for (const edit of edits.get(home.file.uri) ?? []) {
    const growth = edit.newText.length - (edit.span.end - edit.span.start);
    if (edit.span.end <= span.start) start += growth;
    if (edit.span.start < span.end || edit.span.end <= span.start) end += growth;
  }
  return problemsIn(after, home.file.uri).find((other) => {
    if (other.rule !== problem.rule) return false;
    const at = shifted(other.span, after.snapshot.locate(other.document)?.start ?? 0);
    return at.start < Math.max(start, end) && at.end > start;
  });
}

function editsByFile(
  { snapshot }: Project,
  edits: readonly PlacedEdit[],
): ReadonlyMap<string, readonly TextEdit[]> {
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

function problemsIn(project: Project, uri: string): readonly Problem[] {
  const file = project.snapshot.file(uri);
  return file ? project.problemsOf(file).flat() : [];
}

function documentsOf({ snapshot }: Project, uri: string): readonly DocumentFacts[] {
  return snapshot.file(uri)?.documents ?? [];
}

function textOf({ snapshot }: Project, uri: string): string {
  return snapshot.file(uri)?.text ?? '';
}

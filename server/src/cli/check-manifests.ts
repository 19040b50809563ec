import { relative } from 'node:path';
import { readFacts } from '../analysis/document-facts.ts';
import type { DocumentFacts } from '../analysis/facts.ts';
import { linkDocument } from '../analysis/link.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import { NO_SETTINGS } from '../analysis/settings.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import { emptySnapshot } from '../analysis/workspace.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import type { Verdict } from '../kubernetes/model.ts';
import type { Configuration } from '../rules/configuration.ts';
import { matchesGlob } from '../rules/glob.ts';
import type { Problem } from '../rules/rule.ts';
import { checkDocument, checkFile } from '../rules/run.ts';
import type { OnFailure } from '../rules/run.ts';
import { compareText } from '../text/compare-text.ts';
import { lazily } from '../text/lazily.ts';
import { indexLines } from '../text/line-index.ts';
import { EqualTexts, readStream } from '../yaml/read-stream.ts';
import type { ConfigurationFile, ConfigurationFor } from './configuration-files.ts';
import type { FoundManifest } from './find-manifests.ts';
import { namedScopes } from './named-scopes.ts';
import { seenFrom, uriOf } from './places.ts';
import type { Home } from './places.ts';
import { renderedSource } from './rendered-source.ts';

/** What checking came to, ready to print. */
export interface Checked {
  /** How many files were checked; those that were skipped are not among them. */
  readonly files: number;
  /** Ordered by file, place and rule. */
  readonly problems: readonly FoundProblem[];
  readonly skipped: readonly SkippedFile[];
  /** Where a document stands. */
  home(document: DocumentFacts): Home;
}

export interface CheckedManifests extends Checked {
  /** All manifests that were read. */
  readonly snapshot: Snapshot;
}

export interface FoundProblem {
  readonly problem: Problem;
  readonly home: Home;
}

export interface SkippedFile {
  readonly file: string;
  readonly reason: 'template' | 'patch' | 'not-kubernetes' | 'too-large' | 'binary' | 'unreadable';
}

/** Checks manifests once. */
export function checkManifests(
  found: readonly FoundManifest[],
  configurationFor: (path: string) => ConfigurationFor,
  onFailure?: OnFailure,
): CheckedManifests {
  return manifestChecker({ configurationFor, ...(onFailure && { onFailure }) })(found);
}

/** Checks manifests; when the same ones come again, only what has changed in between is read and checked. */
export type ManifestChecker = (found: readonly FoundManifest[]) => CheckedManifests;

export interface CheckerOptions {
  readonly configurationFor: (path: string) => ConfigurationFor;
  readonly onFailure?: OnFailure;
  /** Told after each file. */
  readonly onProgress?: (done: number, total: number) => void;
}

export function manifestChecker(options: CheckerOptions): ManifestChecker {
  const analysisOf = analysisMemory();
  const known: KnownProblems = new WeakMap();
  let equalTexts = new EqualTexts();
  let before = emptySnapshot({
    readStream: (text, previous) => readStream(text, previous, equalTexts),
    readFacts,
    linkDocument,
  });
  return (found) => {
    equalTexts = new EqualTexts();
    const { manifests, skipped } = sortOut(found, options);
    const snapshot = snapshotOf(before, manifests, analysisOf);
    before = snapshot;
    return checkSnapshot(snapshot, { manifests, skipped }, known, options);
  };
}

/** The problems of a document, for as long as nothing that it is linked to changes. */
type KnownProblems = WeakMap<LinkedDocument, readonly Problem[]>;

function sortOut(found: readonly FoundManifest[], { configurationFor }: CheckerOptions): SortedOut {
  const skipped: SkippedFile[] = [];
  const manifests: Manifest[] = [];
  for (const { path, content, neighbour } of found) {
    const settings = configurationFor(path);
    if (isIgnored(path, settings)) continue;
    if (content.type === 'text')
      manifests.push({ path, uri: uriOf(path), text: content.text, neighbour, settings });
    else if (!neighbour) skipped.push({ file: shownPath(path), reason: content.reason });
  }
  return { manifests, skipped };
}

function checkSnapshot(
  snapshot: Snapshot,
  { manifests, skipped }: SortedOut,
  known: KnownProblems,
  { onFailure, onProgress }: CheckerOptions,
): CheckedManifests {
  const homes = new Map<DocumentFacts, () => HomesOfFile>();
  const problems: Problem[] = [];
  let files = 0;
  for (const [done, { path, uri, neighbour, settings }] of manifests.entries()) {
    onProgress?.(done, manifests.length);
    const source = snapshot.file(uri);
    if (!source) continue;
    const homesOfFile = lazily(() => homesIn(path, source));
    for (const document of source.documents) homes.set(document, homesOfFile);
    if (neighbour) continue;
    const reason = whySkipped(source.documents);
    if (reason === undefined) files++;
    else skipped.push({ file: shownPath(path), reason });
    const { configuration } = settings;
    const checked = source.documents.map((facts) => {
      const linked = snapshot.link(facts);
      const found = known.get(linked) ?? checkDocument(linked, configuration, onFailure);
      known.set(linked, found);
      return { facts, problems: found };
    });
    // Handed over one by one: there can be more than a call has room for.
    for (const problem of checkFile(checked, configuration).flat()) problems.push(problem);
  }
  const home = (document: DocumentFacts): Home => {
    const place = homes.get(document)?.().get(document);
    if (!place) throw new Error('a problem lies in a document that was not read');
    return place;
  };
  return {
    snapshot,
    files,
    problems: problems
      .map((problem) => ({ problem, home: home(problem.document) }))
      .sort(byFileAndPlace),
    skipped: skipped.sort((a, b) => compareText(a.file, b.file)),
    home,
  };
}

interface SortedOut {
  readonly manifests: readonly Manifest[];
  readonly skipped: SkippedFile[];
}

interface Manifest {
  readonly path: string;
  readonly uri: string;
  readonly text: string;
  readonly neighbour: boolean;
  readonly settings: ConfigurationFor;
}

type AnalysisOf = (file: ConfigurationFile | undefined, from: Configuration) => AnalysisSettings;

/** One object for each configuration file: by its identity what is linked is found again. */
function analysisMemory(): AnalysisOf {
  const settings = new Map<ConfigurationFile | undefined, AnalysisSettings>();
  return (file, configuration) => {
    const known = settings.get(file) ?? configuration;
    settings.set(file, known);
    return known;
  };
}

/** All manifests at once: which of them are applied together is the snapshot's to tell. */
function snapshotOf(
  before: Snapshot,
  manifests: readonly Manifest[],
  analysisOf: AnalysisOf,
): Snapshot {
  const byUri = new Map(manifests.map(({ uri, settings }) => [uri, settings]));
  const files = new Set(manifests.flatMap(({ settings }) => settings.file ?? []));
  return before
    .withSettings({
      scopes: [...files].flatMap(namedScopes),
      analysisOf: (uri) => {
        const settings = byUri.get(uri);
        return settings ? analysisOf(settings.file, settings.configuration) : NO_SETTINGS;
      },
    })
    .withFiles(manifests.map(({ uri, text }) => ({ uri, text })));
}

type HomesOfFile = ReadonlyMap<DocumentFacts, Home>;

function homesIn(path: string, { text, stream, documents }: SourceFile): HomesOfFile {
  const file = shownPath(path);
  const lines = indexLines(text);
  return new Map(
    documents.map((document, index) => {
      const start = stream.entries[index]?.start ?? 0;
      const source = renderedSource(document.chunk.text);
      return [document, { file, index, start, text, lines, source }];
    }),
  );
}

/** Why no document of a file was checked; undefined if one was. */
function whySkipped(documents: readonly DocumentFacts[]): SkippedFile['reason'] | undefined {
  const verdicts = new Set<Verdict>(documents.map(({ kubernetes }) => kubernetes.verdict));
  if (verdicts.has('kubernetes')) return undefined;
  if (verdicts.has('template')) return 'template';
  return verdicts.has('patch') ? 'patch' : 'not-kubernetes';
}

/** Whether configuration leaves the file out. */
export function isIgnored(path: string, { file, configuration }: ConfigurationFor): boolean {
  if (!file || path === '-') return false;
  const inFolder = relative(file.folder, path).replaceAll('\\', '/');
  return configuration.ignore.some((pattern) => matchesGlob(pattern, inFolder));
}

function shownPath(path: string): string {
  return seenFrom(process.cwd(), path);
}

function byFileAndPlace(a: FoundProblem, b: FoundProblem): number {
  return (
    compareText(a.home.file, b.home.file) ||
    a.home.start + a.problem.span.start - (b.home.start + b.problem.span.start) ||
    compareText(a.problem.rule, b.problem.rule)
  );
}

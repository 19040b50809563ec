import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import { sameItems } from '../analysis/asked-scope.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { Project } from '../features/project.ts';
import type { ProblemCounts } from '../features/tree-item.ts';
import type { Problem } from '../rules/rule.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Failures } from './failures.ts';
import type { Manifests } from './manifests.ts';
import { RelatedFiles } from './related-files.ts';
import type { Disposable, Timers } from './runtime.ts';

/** Keys that follow each other more closely than this are one burst, and so long after its last one it is answered. */
const BURST = 100;
/** How long files that nobody is typing in may hold up everything else. */
const SLICE = 8;

export interface PublisherParts {
  readonly manifests: Manifests;
  readonly timers: Timers;
  readonly failures: Failures;
  readonly context: () => DiagnosticContext;
  readonly send: (uri: string, version: number | undefined, diagnostics: Diagnostic[]) => void;
  /** What a file holds, or its problems, may be other than before; of a closed one it may be forgotten next. */
  readonly published: (uri: string, state: 'open' | 'closed') => void;
  /** All files are as the client knows them. */
  readonly settled: () => void;
}

/**
 * Sends problems out. Each edit of an open document is answered once, with the document's version: at once after a
 * pause, and at a burst's end for all of it. The other files follow in slices, those only whose problems changed.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  readonly #published = new Map<string, Found>();
  /** Open documents whose latest edit is not answered yet. */
  readonly #edited = new Set<string>();
  readonly #others = new Set<string>();
  readonly #related = new RelatedFiles();
  /** Files whose problems are known, and nothing else of them. */
  readonly #forgotten = new Set<string>();
  #lastEdit = -Infinity;
  #burst: Disposable | undefined;
  #slice: Disposable | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** Answers an edit: now, or at the end of the burst that it is part of. */
  edited(uri: string): void {
    const { timers } = this.#parts;
    const now = timers.now();
    const inBurst = now - this.#lastEdit < BURST;
    this.#lastEdit = now;
    this.#edited.add(uri);
    this.#burst?.dispose();
    this.#burst = undefined;
    if (inBurst) this.#burst = timers.after(BURST, () => this.#answer());
    else this.#answer();
  }

  /** Answers an opened document at once. */
  opened(uri: string): void {
    this.#edited.add(uri);
    this.#answer();
  }

  /** Sends out soon what has changed in files that nobody is typing in. */
  refresh(): void {
    if (!this.#burst) this.#slice ??= this.#parts.timers.after(0, () => this.#publishSlice());
  }

  /** Has those files looked at, bit by bit, of which nothing is known yet but perhaps their problems. */
  lookAhead(): ReadonlySet<string> {
    for (const uri of this.#parts.manifests.takeTouched()) this.#others.add(uri);
    const unknown = [...this.#others].filter((uri) => !this.#published.get(uri)?.sources);
    for (const uri of this.#forgotten) this.#others.add(uri);
    if (this.#others.size > 0) this.refresh();
    return new Set([...unknown, ...this.#forgotten]);
  }

  /** How many problems of a file the client knows. */
  countsOf(uri: string): ProblemCounts {
    const diagnostics = this.#published.get(uri)?.diagnostics ?? [];
    const count = (wanted: DiagnosticSeverity): number =>
      diagnostics.filter(({ severity }) => severity === wanted).length;
    return {
      errors: count(DiagnosticSeverity.Error),
      warnings: count(DiagnosticSeverity.Warning),
      others: count(DiagnosticSeverity.Information),
    };
  }

  /** Whether all files are as the client knows them. */
  get isCalm(): boolean {
    return !this.#burst && !this.#slice;
  }

  /** Ends when it is. */
  calm(): Promise<void> {
    if (this.isCalm) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  dispose(): void {
    this.#burst?.dispose();
    this.#slice?.dispose();
  }

  #answer(): void {
    this.#burst = undefined;
    const context = this.#parts.context();
    // What is answered here is not looked at a second time with the others.
    for (const uri of this.#parts.manifests.takeTouched()) this.#others.add(uri);
    for (const uri of this.#edited) {
      this.#others.delete(uri);
      this.#publish(uri, context, 'always');
    }
    this.#edited.clear();
    this.refresh();
  }

  #publishSlice(): void {
    this.#slice = undefined;
    if (this.#burst) return;
    const { timers, manifests, settled } = this.#parts;
    const context = this.#parts.context();
    for (const uri of manifests.takeTouched()) this.#others.add(uri);
    const end = timers.now() + SLICE;
    const isLate = (): boolean => timers.now() > end;
    for (const uri of this.#others) {
      if (isLate() || !this.#readAround(uri, isLate)) {
        this.#makeRoom();
        this.refresh();
        return;
      }
      this.#others.delete(uri);
      this.#publish(uri, context, 'changed');
    }
    this.#makeRoom();
    settled();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** What a file is linked with can be thousands of files, more than one slice can read. */
  #readAround(uri: string, isLate: () => boolean): boolean {
    const { manifests, failures } = this.#parts;
    const read = (): boolean => manifests.snapshot.readAround(uri, isLate);
    return failures.guard(`checking ${uri}`, read, true);
  }

  #makeRoom(): void {
    const { manifests } = this.#parts;
    for (const uri of manifests.makeRoom(this.#others)) {
      this.#forgotten.add(uri);
      const known = this.#published.get(uri);
      // What they were made from would keep all of it.
      if (known) this.#published.set(uri, { ...known, sources: undefined });
    }
  }

  #publish(uri: string, context: DiagnosticContext, when: 'always' | 'changed'): void {
    const { manifests, failures, published, send } = this.#parts;
    this.#forgotten.delete(uri);
    const open = manifests.openDocument(uri);
    const known = this.#published.get(uri);
    const found = failures.guard(
      `checking ${uri}`,
      () => checked(context, uri, when === 'changed' ? known : undefined),
      NOTHING_FOUND,
    );
    this.#lookAtConcerned(uri);
    if (found === 'same') return;
    this.#related.set(uri, found.related);
    published(uri, open ? 'open' : 'closed');
    if (found.diagnostics.length === 0 && !open) this.#published.delete(uri);
    else this.#published.set(uri, found);
    if (when === 'changed' && isSame(found.diagnostics, known?.diagnostics ?? [])) return;
    send(manifests.clientUri(uri), open?.version, found.diagnostics);
  }

  /** The file has been looked at: what its edits can concern is to be looked at next. */
  #lookAtConcerned(uri: string): void {
    const { manifests, failures } = this.#parts;
    const concerned = failures.guard(`comparing ${uri}`, () => manifests.lookedAt(uri), undefined);
    if (!concerned) return;
    concerned.delete(uri);
    for (const other of concerned) this.#others.add(other);
    for (const other of this.#related.pointingInto(uri)) this.#others.add(other);
  }
}

interface Found {
  /** What the diagnostics were made from: while these are the same, they are too. */
  readonly sources: readonly unknown[] | undefined;
  /** The files that they point into: when lines move there, the related places do too. */
  readonly related: readonly string[];
  readonly diagnostics: Diagnostic[];
}

const NOTHING_FOUND: Found = { sources: undefined, related: [], diagnostics: [] };

function isSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}

function checked(
  context: DiagnosticContext,
  uri: string,
  known: Found | undefined,
): Found | 'same' {
  const file = context.project.snapshot.file(uri);
  if (!file) return NOTHING_FOUND;
  const problems = context.project.problemsOf(file);
  const related = relatedFiles(context.project, problems);
  const sources = [file, ...problems, ...related];
  if (known?.sources && sameItems(known.sources, sources)) return 'same';
  return {
    sources,
    related: related.flatMap((other) => other?.uri ?? []),
    diagnostics: diagnosticsOf(context, file),
  };
}

function relatedFiles(
  project: Project,
  problems: readonly (readonly Problem[])[],
): readonly (SourceFile | undefined)[] {
  return problems.flatMap((list) =>
    list.flatMap(({ related }) =>
      related.map(({ document }) => project.snapshot.locate(document)?.file),
    ),
  );
}

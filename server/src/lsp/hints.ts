import type {
  ClientCapabilities,
  CodeLens,
  CodeLensParams,
  Command,
  Connection,
  InlayHint,
  InlayHintParams,
  Position,
  Range,
} from 'vscode-languageserver';
import { sameItems } from '../analysis/asked-scope.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import { codeLenses } from '../features/code-lenses.ts';
import type { CodeLens as Lens } from '../features/code-lenses.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import type { InlayHint as Hint } from '../features/inlay-hints.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Failures } from './failures.ts';
import { toLocations } from './place.ts';
import type { PeekParams } from './protocol.ts';
import type { HintSettings } from './settings.ts';
import { normalUri } from './uri.ts';

export interface HintParts {
  readonly connection: Connection;
  readonly failures: Failures;
  readonly capabilities: ClientCapabilities;
  /** The client's own commands. */
  readonly commands: ReadonlySet<string>;
  readonly context: () => DiagnosticContext;
  readonly settingsOf: (uri: string) => HintSettings;
}

/** A file that was asked about. */
interface Asked {
  readonly context: DiagnosticContext;
  readonly file: SourceFile;
}

/**
 * Inlay hints and code lenses of one client. It asks anew after each edit of a file that it shows; where the words are
 * others by an edit of another file, it is told to.
 */
export class Hints {
  readonly #parts: HintParts;
  /** By file, what the last answer was made of. */
  readonly #answered = new Map<string, readonly LinkedDocument[]>();

  constructor(parts: HintParts) {
    this.#parts = parts;
  }

  inlayHints({ textDocument, range }: InlayHintParams): InlayHint[] {
    const asked = this.#ask(textDocument.uri);
    if (!asked) return [];
    const { context, file } = asked;
    const kinds = this.#parts.settingsOf(file.uri).inlayHints;
    const from = context.converter.placeAt(file, range.start).index;
    const to = context.converter.placeAt(file, range.end).index;
    return file.documents
      .slice(from, to + 1)
      .flatMap((document) => inlayHints(context.project.snapshot.link(document)))
      .filter(({ kind }) => kinds.has(kind))
      .map((hint) => toInlayHint(asked, hint))
      .filter(({ position }) => holds(range, position));
  }

  codeLenses({ textDocument }: CodeLensParams): CodeLens[] {
    const asked = this.#ask(textDocument.uri);
    if (!asked || !this.#parts.settingsOf(asked.file.uri).codeLens) return [];
    const { context, file } = asked;
    const problems = context.project.problemsOf(file);
    return file.documents.flatMap((document, index) => {
      if (document.pods.length === 0) return [];
      const { pods } = context.project.snapshot.link(document);
      return pods.flatMap((pod) =>
        codeLenses(pod, problems[index] ?? []).map((lens): CodeLens => {
          const range = context.converter.rangeIn(file, index, lens.at);
          return { range, command: this.#command(asked, range, lens) };
        }),
      );
    });
  }

  /** Everything is checked: the client asks again if what it shows is made of something that is no more. */
  settled(): void {
    if (this.#answered.size === 0) return;
    const context = this.#parts.context();
    const isOld = [...this.#answered].some(([uri, made]) => {
      const file = context.project.snapshot.file(uri);
      return !file || !sameItems(made, linksOf(context, file));
    });
    if (isOld) this.askAgain();
  }

  /** What is shown may not be right any more. */
  askAgain(): void {
    if (this.#answered.size === 0) return;
    this.#answered.clear();
    const { connection, failures, capabilities } = this.#parts;
    const { inlayHint, codeLens } = capabilities.workspace ?? {};
    if (inlayHint?.refreshSupport)
      failures.detach('asking for hints', connection.languages.inlayHint.refresh());
    if (codeLens?.refreshSupport)
      failures.detach('asking for lenses', connection.sendRequest('workspace/codeLens/refresh'));
  }

  closed(uri: string): void {
    this.#answered.delete(normalUri(uri));
  }

  #ask(uri: string): Asked | undefined {
    const context = this.#parts.context();
    const file = context.project.snapshot.file(normalUri(uri));
    if (!file) return undefined;
    this.#answered.set(file.uri, linksOf(context, file));
    return { context, file };
  }

  /** A client that has no command of ours shows the words alone. */
  #command({ context, file }: Asked, range: Range, { type, title, places }: Lens): Command {
    const name = type === 'map' ? 'podspace.showPodMap' : 'podspace.peek';
    if (!this.#parts.commands.has(name)) return { title, command: '' };
    const uri = context.clientUri(file.uri);
    const params: PeekParams = {
      uri,
      position: range.start,
      locations: toLocations(context, places),
    };
    return {
      title,
      command: name,
      arguments: type === 'map' ? [{ uri, position: range.start }] : [params],
    };
  }
}

/** What the words over and in a file's pods are made of; a document without a pod or Service has none. */
function linksOf({ project }: DiagnosticContext, file: SourceFile): readonly LinkedDocument[] {
  return file.documents
    .filter(({ kubernetes }) => kubernetes.resources.length > 0)
    .map((document) => project.snapshot.link(document));
}

function toInlayHint({ context, file }: Asked, hint: Hint): InlayHint {
  const index = file.documents.indexOf(hint.document);
  const span = { start: hint.offset, end: hint.offset };
  return {
    position: context.converter.rangeIn(file, index, span).start,
    label: hint.parts.map(({ text, target }) => {
      const [location] = target ? toLocations(context, [target]) : [];
      return { value: text, ...(location && { location }) };
    }),
    tooltip: hint.tooltip,
    paddingLeft: true,
  };
}

function holds({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

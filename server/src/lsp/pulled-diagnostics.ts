import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type {
  ClientCapabilities,
  Connection,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnosticsOf } from './diagnostics.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Failures } from './failures.ts';
import { normalUri } from './uri.ts';

/**
 * Whether a client asks for problems and takes none unasked. One that can do both is sent them: only so do those of
 * closed files reach it.
 */
export function pullsDiagnostics({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.diagnostic !== undefined && textDocument.publishDiagnostics === undefined;
}

export const NO_PROBLEMS: DocumentDiagnosticReport = {
  kind: DocumentDiagnosticReportKind.Full,
  items: [],
};

/** What a client has asked for, and whether it should ask again. */
export class PulledDiagnostics {
  readonly #connection: Connection;
  readonly #failures: Failures;
  readonly #canRefresh: boolean;
  /** By file, what the client was last told. */
  readonly #told = new Map<string, string>();
  readonly #changed = new Map<string, string>();

  constructor(connection: Connection, failures: Failures, { workspace }: ClientCapabilities) {
    this.#connection = connection;
    this.#failures = failures;
    this.#canRefresh = workspace?.diagnostics?.refreshSupport ?? false;
  }

  answer(
    context: DiagnosticContext,
    { textDocument, previousResultId }: DocumentDiagnosticParams,
  ): DocumentDiagnosticReport {
    const uri = normalUri(textDocument.uri);
    const file = context.project.snapshot.file(uri);
    const items = file ? diagnosticsOf(context, file) : [];
    const resultId = digest(items);
    this.#told.set(uri, resultId);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** What would have been sent to another client. */
  changed(uri: string, diagnostics: readonly Diagnostic[]): void {
    this.#changed.set(normalUri(uri), digest(diagnostics));
  }

  closed(uri: string): void {
    this.#told.delete(normalUri(uri));
  }

  /** Everything is checked: if a file that was asked about is no longer as the client knows it, it should ask again. */
  settled(): void {
    const isOld = [...this.#changed].some(
      ([uri, now]) => this.#told.has(uri) && this.#told.get(uri) !== now,
    );
    this.#changed.clear();
    if (!isOld || !this.#canRefresh) return;
    this.#failures.detach(
      'asking the client to ask again',
      this.#connection.sendRequest('workspace/diagnostic/refresh'),
    );
  }
}

/** Short, and different for different problems. */
function digest(diagnostics: readonly Diagnostic[]): string {
  const text = JSON.stringify(diagnostics);
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${text.length}-${(hash >>> 0).toString(36)}`;
}

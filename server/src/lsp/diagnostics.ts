import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { ClientCapabilities, Diagnostic } from 'vscode-languageserver';
import type { SourceFile } from '../analysis/source-file.ts';
import type { Project } from '../features/project.ts';
import type { Problem } from '../rules/rule.ts';
import type { Converter } from './convert.ts';

/** Where the page about a rule is. */
const RULE_PAGES = 'https://github.com/podspace/podspace/blob/main/docs/rules.md';

function rulePage(rule: string): string {
  return `${RULE_PAGES}#${rule}`;
}

/** What the client says that it can show. */
export interface DiagnosticSupport {
  readonly related: boolean;
  readonly tags: boolean;
  readonly codeDescription: boolean;
}

export function diagnosticSupport(capabilities: ClientCapabilities): DiagnosticSupport {
  const { publishDiagnostics, diagnostic } = capabilities.textDocument ?? {};
  const published = publishDiagnostics ?? diagnostic;
  return {
    related: published?.relatedInformation ?? false,
    tags: published?.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary) ?? false,
    codeDescription: published?.codeDescriptionSupport ?? false,
  };
}

export interface DiagnosticContext {
  readonly project: Project;
  readonly converter: Converter;
  readonly support: DiagnosticSupport;
  /** An address as the client spells it. */
  readonly clientUri: (uri: string) => string;
}

/** All problems of a file, in its order. */
export function diagnosticsOf(context: DiagnosticContext, file: SourceFile): Diagnostic[] {
  return context.project
    .problemsOf(file)
    .flatMap((list, index) => list.map((problem) => toDiagnostic(context, file, index, problem)));
}

/** A problem of the document at `index` of the file, as the client wants it. */
export function toDiagnostic(
  { project, converter, support, clientUri }: DiagnosticContext,
  file: SourceFile,
  index: number,
  problem: Problem,
): Diagnostic {
  const related = problem.related.flatMap(({ document, span, message }) => {
    const home = project.snapshot.locate(document);
    if (!home) return [];
    const range = converter.rangeIn(home.file, home.index, span);
    return [{ location: { uri: clientUri(home.file.uri), range }, message }];
  });
  return {
    range: converter.rangeIn(file, index, problem.span),
    severity: SEVERITIES[problem.severity],
    source: 'podspace',
    code: problem.rule,
    ...(support.codeDescription && { codeDescription: { href: rulePage(problem.rule) } }),
    message: problem.message,
    ...(support.tags &&
      problem.rule.startsWith('unused-') && { tags: [DiagnosticTag.Unnecessary] }),
    ...(support.related && related.length > 0 && { relatedInformation: related }),
  };
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

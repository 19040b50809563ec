import type { Hover, HoverParams, MarkupKind } from 'vscode-languageserver';
import { hover } from '../features/hover.ts';
import type { HoverFact } from '../features/hover.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { markupText } from './markup.ts';
import { normalUri } from './uri.ts';

/** What is known of the place under the pointer. */
export function hoverAt(
  session: {
    diagnosticContext(): DiagnosticContext;
    readonly support: { readonly hover: MarkupKind };
  },
  { textDocument, position }: HoverParams,
): Hover | null {
  const context = session.diagnosticContext();
  const { project, converter } = context;
  const file = project.snapshot.file(normalUri(textDocument.uri));
  if (!file) return null;
  const { index, offset } = converter.placeAt(file, position);
  const document = file.documents[index];
  const found = document && hover(project.snapshot.link(document), offset);
  if (!found) return null;
  const facts = found.facts.map((fact) => `- ${factText(context, fact)}`).join('\n');
  const documentation = project.leavesSchema(file.uri, document) ? '' : found.documentation;
  if (facts === '' && documentation === '') return null;
  const value = [facts, documentation].filter((part) => part !== '').join('\n\n---\n\n');
  return {
    contents: markupText(session.support.hover, value),
    range: converter.rangeIn(file, index, found.span),
  };
}

/** The sentence, its evidence as links, how sure it is, and what to do about it. */
function factText(context: DiagnosticContext, fact: HoverFact): string {
  const links = fact.evidence.flatMap(({ document, span, words }) => {
    const home = context.project.snapshot.locate(document);
    if (!home) return [];
    const { start } = context.converter.rangeIn(home.file, home.index, span);
    const uri = context.clientUri(home.file.uri);
    const text = words.replace(/[[\]\\`*_]/g, '\\$&');
    return [`[${text}, line ${start.line + 1}](${uri}#L${start.line + 1},${start.character + 1})`];
  });
  const asides = [...new Set(links), ...(fact.certainty ? [fact.certainty] : [])].join('; ');
  return [fact.text, asides === '' ? '' : `*(${asides})*`, fact.correction ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

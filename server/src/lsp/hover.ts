import type { Hover, HoverParams } from 'vscode-languageserver';
import { configurationHover } from '../features/configuration-hover.ts';
import { isConfigurationFile } from '../features/configurations.ts';
import { hover } from '../features/hover.ts';
import { DESCRIBE_IMAGE } from '../features/describe-image.ts';
import { code } from '../features/hover/fact.ts';
import type { HoverCorrection, HoverEvidence, HoverFact } from '../features/hover/fact.ts';
import { shownPathFrom } from '../features/shown-path.ts';
import type { ClientSupport } from './client-support.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { markupText } from './markup.ts';
import type { PositionParams } from './protocol.ts';
import { normalUri } from './uri.ts';

/** What is known of the place under the pointer. */
export function hoverAt(
  session: {
    diagnosticContext(): DiagnosticContext;
    readonly support: Pick<ClientSupport, 'hover' | 'commands'>;
  },
  { textDocument, position }: HoverParams,
): Hover | null {
  const context = session.diagnosticContext();
  const { project, converter } = context;
  const file = project.snapshot.file(normalUri(textDocument.uri));
  if (!file) return null;
  const { index, offset } = converter.placeAt(file, position);
  const document = file.documents[index];
  if (!document) return null;
  const found = isConfigurationFile(file.uri)
    ? configurationHover(document.yaml, offset)
    : hover(project.snapshot.link(document), offset);
  if (!found) return null;
  const writer: Writer = { context, uri: file.uri, commands: session.support.commands };
  const facts = found.facts.map((fact) => factLines(writer, fact, '')).join('\n');
  const documentation = project.leavesSchema(file.uri, document) ? '' : found.documentation;
  if (facts === '' && documentation === '') return null;
  const value = [facts, documentation].filter((part) => part !== '').join('\n\n---\n\n');
  return {
    contents: markupText(session.support.hover, value),
    range: converter.rangeIn(file, index, found.span),
  };
}

interface Writer {
  readonly context: DiagnosticContext;
  /** The file that is looked at. */
  readonly uri: string;
  readonly commands: ReadonlySet<string>;
}

function factLines(writer: Writer, fact: HoverFact, indent: string): string {
  const line = `${indent}- ${factText(writer, fact)}`;
  return [line, ...(fact.items ?? []).map((item) => factLines(writer, item, `${indent}  `))].join(
    '\n',
  );
}

/** The sentence, its evidence as links, how sure it is, and what to do about it. */
function factText(writer: Writer, { text, evidence, certainty, correction }: HoverFact): string {
  const links = evidence.flatMap((place) => evidenceLink(writer, place));
  const asides = [...(certainty ? [certainty] : []), ...new Set(links)].join('; ');
  const aside = asides === '' ? '' : ` *(${asides})*`;
  // What leads in a list comes last.
  const sentence = text.endsWith(':') ? `${text.slice(0, -1)}${aside}:` : `${text}${aside}`;
  return correction ? `${sentence} ${correctionText(writer, correction)}` : sentence;
}

function evidenceLink(writer: Writer, evidence: HoverEvidence): readonly string[] {
  const { context } = writer;
  const { document, span, words } = evidence;
  const home = context.project.snapshot.locate(document);
  if (!home) return [];
  const { start } = context.converter.rangeIn(home.file, home.index, span);
  const uri = context.clientUri(home.file.uri);
  const line = `line ${start.line + 1}`;
  const where =
    home.file.uri === writer.uri
      ? line
      : `${line} of ${shownPathFrom(context.project, writer.uri, home.file.uri)}`;
  const label = [words, where].filter((part) => part !== '').join(', ');
  return [
    `[${label.replace(/[[\]\\`*_]/g, '\\$&')}](${uri}#L${start.line + 1},${start.character + 1})`,
  ];
}

/** A link, for clients that have the command; else what to do by hand. */
function correctionText({ context, commands }: Writer, correction: HoverCorrection): string {
  const { type, container } = correction;
  if (type === 'port')
    return `If that is wrong, declare the port under \`ports\` of ${code(container)}.`;
  const does = type === 'files' ? 'reads and writes' : 'listens on';
  const home = type === 'image' && context.project.snapshot.locate(correction.document);
  if (!home || !commands.has(DESCRIBE_IMAGE))
    return `If that is wrong, say in \`.podspace.yaml\` what the image of ${code(container)} ${does}.`;
  const { start } = context.converter.rangeIn(home.file, home.index, correction.span);
  const place: PositionParams = { uri: context.clientUri(home.file.uri), position: start };
  const query = encodeURIComponent(JSON.stringify([place])).replace(/[()]/g, encodedBracket);
  return `[Say what this image listens on](command:${DESCRIBE_IMAGE}?${query})`;
}

function encodedBracket(bracket: string): string {
  return bracket === '(' ? '%28' : '%29';
}

import {
  CompletionItemKind,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver';
import type {
  CompletionItem,
  CompletionParams,
  InitializeParams,
  MarkupKind,
} from 'vscode-languageserver';
import { completion } from '../features/completion.ts';
import { configurationCompletion } from '../features/configuration-completion.ts';
import { isConfigurationFile } from '../features/configurations.ts';
import { withoutStops } from '../features/completion-item.ts';
import type { CompletionItem as OfferedItem } from '../features/completion-item.ts';
import { surroundingsOf } from '../features/surroundings.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { markupOf, markupText } from './markup.ts';
import { normalUri } from './uri.ts';
import { lastLineOf } from '../text/last-line.ts';

/** What the client can take of a completion. */
export interface CompletionSupport {
  readonly snippets: boolean;
  readonly insertTextMode: boolean;
  /** How documentation is written. */
  readonly markup: MarkupKind;
  /** It has a command that opens the suggestions again. */
  readonly retrigger: boolean;
}

export function completionSupport({
  capabilities,
  clientInfo,
}: InitializeParams): CompletionSupport {
  const item = capabilities.textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport ?? false,
    insertTextMode: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) ?? false,
    markup: markupOf(item?.documentationFormat),
    retrigger: /\bcode\b|codium|theia/i.test(clientInfo?.name ?? ''),
  };
}

const KINDS: Readonly<Record<OfferedItem['kind'], CompletionItemKind>> = {
  field: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
};

/** What can be written at the cursor. */
export function completionsAt(
  session: {
    diagnosticContext(): DiagnosticContext;
    readonly support: { readonly completion: CompletionSupport };
  },
  { textDocument, position, context: asked }: CompletionParams,
): CompletionItem[] {
  const { project, converter } = session.diagnosticContext();
  const file = project.snapshot.file(normalUri(textDocument.uri));
  if (!file) return [];
  const { index, offset } = converter.placeAt(file, position);
  const document = file.documents[index];
  if (!document) return [];
  const { text } = document.chunk;
  const typed = lastLineOf(text.slice(0, offset));
  // A blank that only indents the line asks for nothing.
  if (asked?.triggerKind === CompletionTriggerKind.TriggerCharacter && typed.trim() === '')
    return [];
  const { snippets, insertTextMode, markup, retrigger } = session.support.completion;
  const items = isConfigurationFile(file.uri)
    ? configurationCompletion(text, offset)
    : completion(
        project.snapshot.link(document),
        surroundingsOf(project.snapshot, file.uri),
        offset,
      );
  const left = project.leavesSchema(file.uri, document);
  const own = left ? items.filter(({ kind }) => kind === 'name') : items;
  return own.map((item) => ({
    label: item.label,
    kind: KINDS[item.kind],
    detail: item.detail,
    ...(item.documentation !== '' && {
      documentation: markupText(markup, item.documentation),
    }),
    filterText: item.filterText,
    sortText: item.sortText,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(insertTextMode && { insertTextMode: InsertTextMode.asIs }),
    textEdit: {
      range: converter.rangeIn(file, index, item.span),
      newText: snippets ? item.snippet : withoutStops(item.snippet),
    },
    ...(retrigger &&
      item.retrigger && {
        command: { title: 'Suggest', command: 'editor.action.triggerSuggest' },
      }),
  }));
}

import type { Span } from '../text/span.ts';

/** What can be written at a place, as plain data; spans count from the document's start. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'name' | 'snippet';
  /** Beside the label: the type, or where a name comes from. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is replaced; on one line, and the cursor in it. */
  readonly span: Span;
  /** A snippet with `$1`, `${1:name}` and `$0`; every other `$`, `}` and `\` is escaped. */
  readonly snippet: string;
  /** What the typed text is compared with. */
  readonly filterText: string;
  readonly sortText: string;
  /** Values can be listed at once after it is accepted. */
  readonly retrigger: boolean;
}

/** A snippet that stands for the text itself. */
export function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The text of a snippet, for clients that know none, and where its first tab stop is. */
export function withoutStops(snippet: string): string {
  return snippet
    .replace(
      /\$\{\d+:((?:[^}\\]|\\.)*)\}|\$\{\d+\}|(?<!\\)\$\d+/g,
      (_, text: string | undefined) => text ?? '',
    )
    .replace(/\\([\\$}])/g, '$1');
}

import { MarkupKind } from 'vscode-languageserver';
import type { MarkupContent } from 'vscode-languageserver';

/** The first of the formats that a client names, in the order of its preference, that we write; else plain text. */
export function markupOf(formats: readonly string[] | undefined): MarkupKind {
  return formats?.find(isMarkup) ?? MarkupKind.PlainText;
}

/** Our Markdown in the format that a client wants. */
export function markupText(kind: MarkupKind, markdown: string): MarkupContent {
  return {
    kind,
    value: kind === MarkupKind.Markdown ? withoutImages(markdown) : plainText(markdown),
  };
}

/** Markdown that loads nothing: we show no images, and a name in a manifest may be written like one. */
export function withoutImages(markdown: string): string {
  return markdown.replaceAll('![', '!\\[');
}

function isMarkup(format: string): format is MarkupKind {
  return format === MarkupKind.Markdown || format === MarkupKind.PlainText;
}

/** Without marks, links as their words. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^```.*\n?/gm, '')
    .replace(/^---$/gm, '')
    .replace(/^#+ /gm, '')
    .replace(/\[((?:[^[\]\\]|\\.)*)\]\([^()\s]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(^|[\s(])[*_]([^*_\n]+)[*_](?=$|[\s).,;:])/gm, '$1$2')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/\\([[\]\\`*_])/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

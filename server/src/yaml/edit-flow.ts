import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/edit.ts';
import type { YamlDocument } from './document.ts';
import { indentOfLine, lookBeside } from './layout.ts';
import { entriesOf } from './node-tables.ts';
import type { YamlMap, YamlSeq } from './node.ts';
import { renderInline, renderKey, renderLines } from './render.ts';
import type { Look, YamlData } from './render.ts';

type Edits = readonly TextEdit[] | undefined;

/** Puts an entry before the one that has this index now; a key makes it a pair. */
export function insertInFlow(
  document: YamlDocument,
  collection: YamlMap | YamlSeq,
  index: number,
  key: string | undefined,
  data: YamlData,
): Edits {
  const { text } = document;
  const { start, end } = collection.span;
  if (!isClosed(text, collection)) return undefined;
  const look = lookBeside(document, collection);
  const entries = entriesOf(collection);
  const [first] = entries;
  if (!first) {
    if (text.slice(start + 1, end - 1).trim() !== '') return undefined;
    return [
      { span: collection.span, newText: renderFilled(document, collection, key, data, look) },
    ];
  }
  const indent = lineIndent(text, start, first.start);
  const entry = renderEntry(key, data, indent, look);
  const separator = indent === undefined ? ', ' : `,${look.lineBreak}${indent}`;
  const before = entries[index - 1];
  if (before) return [{ span: { start: before.end, end: before.end }, newText: separator + entry }];
  if (text.slice(start + 1, first.start).trim() !== '') return undefined;
  return [{ span: { start: first.start, end: first.start }, newText: entry + separator }];
}

/** Takes an entry out, and the comma that goes with it. */
export function removeFromFlow(
  document: YamlDocument,
  collection: YamlMap | YamlSeq,
  entry: Span,
): Edits {
  const { text } = document;
  if (!isClosed(text, collection)) return undefined;
  const entries = entriesOf(collection);
  const index = entries.indexOf(entry);
  if (index < 0) return undefined;
  const before = entries[index - 1];
  const after = entries[index + 1];
  const from = before?.end ?? collection.span.start + 1;
  if (!/^[\s,]*$/.test(text.slice(from, entry.start))) return undefined;
  if (after) {
    if (!/^[\s,]*$/.test(text.slice(entry.end, after.start))) return undefined;
    return [{ span: { start: entry.start, end: after.start }, newText: '' }];
  }
  if (before) return [{ span: { start: before.end, end: entry.end }, newText: '' }];
  const rest = text.slice(entry.end, collection.span.end - 1);
  if (!/^[\s,]*$/.test(rest)) return undefined;
  return [{ span: { start: from, end: collection.span.end - 1 }, newText: '' }];
}

function isClosed(text: string, { kind, span }: YamlMap | YamlSeq): boolean {
  const [open, close] = kind === 'map' ? '{}' : '[]';
  return span.end - span.start > 1 && text[span.start] === open && text[span.end - 1] === close;
}

/** What indents the first entry, if it stands on a line of its own. */
function lineIndent(text: string, start: number, first: number): string | undefined {
  return /[\r\n]([ \t]*)$/.exec(text.slice(start + 1, first))?.[1];
}

function renderEntry(
  key: string | undefined,
  data: YamlData,
  indent: string | undefined,
  look: Look,
): string {
  const value = indent === undefined ? renderInline(data, look) : renderLines(data, indent, look);
  return key === undefined ? value : `${renderKey(key, look)}: ${value}`;
}

/** An empty collection gets lines in a document that is printed as JSON is. */
function renderFilled(
  document: YamlDocument,
  collection: YamlMap | YamlSeq,
  key: string | undefined,
  data: YamlData,
  look: Look,
): string {
  const filled: YamlData = key === undefined ? [data] : { [key]: data };
  if (!look.json || !/[\r\n]/.test(document.text.trim())) return renderInline(filled, look);
  const indent = ' '.repeat(indentOfLine(document.text, collection.span.start));
  return renderLines(filled, indent, look);
}

import type { TextEdit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import {
  columnOf,
  endOfText,
  indentOfLine,
  lineBefore,
  lineEndOf,
  lineStartOf,
  lookBeside,
  nextLineOf,
} from './layout.ts';
import type { Holder } from './layout.ts';
import { entriesOf } from './node-tables.ts';
import type { YamlMap, YamlNode, YamlPair, YamlSeq } from './node.ts';
import {
  renderAfterColon,
  renderAfterDash,
  renderInline,
  renderKey,
  renderLines,
} from './render.ts';
import type { YamlData } from './render.ts';

type Edits = readonly TextEdit[] | undefined;

/** Puts a pair on a line of its own, before the pair that has this index now. */
export function insertPairLine(
  document: YamlDocument,
  map: YamlMap,
  index: number,
  key: string,
  data: YamlData,
): Edits {
  const look = lookBeside(document, map);
  const column = columnOf(document.text, map.span.start);
  const line = `${renderKey(key, look)}:${renderAfterColon(data, column, look)}`;
  return insertLine(document, map, index, line, look.lineBreak);
}

/** Puts an item on a line of its own, before the item that has this index now. */
export function insertItemLine(
  document: YamlDocument,
  seq: YamlSeq,
  index: number,
  data: YamlData,
): Edits {
  const look = lookBeside(document, seq);
  const column = columnOf(document.text, seq.span.start);
  const line = `- ${renderAfterDash(data, column + 2, look)}`;
  return insertLine(document, seq, index, line, look.lineBreak);
}

function insertLine(
  document: YamlDocument,
  collection: YamlMap | YamlSeq,
  index: number,
  line: string,
  lineBreak: string,
): Edits {
  const { text } = document;
  const { start } = collection.span;
  const indent = ' '.repeat(columnOf(text, start));
  const before = lineBefore(text, start);
  if (!isIndentation(before)) return undefined;
  // A map that holds only a merge has no entry to stand before.
  if (index > 0 || entriesOf(collection).length === 0) {
    const at = lineEndOf(text, endOfEntry(text, collection, index - 1));
    return [{ span: { start: at, end: at }, newText: lineBreak + indent + line }];
  }
  if (before.trim() !== '')
    return [{ span: { start, end: start }, newText: line + lineBreak + indent }];
  const at = aboveComments(text, start, indent);
  return [{ span: { start: at, end: at }, newText: indent + line + lineBreak }];
}

/** Gives a value to a key that has none. */
export function fillPair(
  document: YamlDocument,
  map: YamlMap,
  pair: YamlPair,
  data: YamlData,
): Edits {
  const { text } = document;
  const { end } = pair.span;
  if (text.charAt(end - 1) !== ':' || end === pair.key.span.end) return undefined;
  const look = lookBeside(document, map);
  if (map.flow) return [{ span: { start: end, end }, newText: ` ${renderInline(data, look)}` }];
  if (!/^[ \t]*(?:#.*)?$/.test(text.slice(end, lineEndOf(text, end)))) return undefined;
  const value = renderAfterColon(data, columnOf(text, pair.span.start), look);
  const at = value.startsWith(' ') ? end : lineEndOf(text, end);
  return [{ span: { start: at, end: at }, newText: value }];
}

/** Puts other data in the place of a node. */
export function replaceHeld(
  document: YamlDocument,
  holder: Holder,
  node: YamlNode,
  data: YamlData,
): Edits {
  switch (holder.kind) {
    case 'root': {
      if (node.kind === 'scalar') return undefined;
      const look = lookBeside(document, node);
      const isBlock = !node.flow || !look.json;
      const newText = isBlock ? renderAfterDash(data, 0, look) : renderLines(data, '', look);
      return [{ span: { start: node.span.start, end: endOfText(document.text, node) }, newText }];
    }
    case 'pair':
      if (holder.map.flow) return replaceInFlow(document, holder.map, node, data);
      return replaceAfterColon(document, holder.map, holder.pair, node, data);
    case 'item': {
      if (holder.seq.flow) return replaceInFlow(document, holder.seq, node, data);
      const { text } = document;
      const from = holder.item.span.start + 1;
      if (text.slice(from, node.span.start).trim() !== '') return undefined;
      const column = columnOf(text, holder.item.span.start) + 2;
      const newText = ` ${renderAfterDash(data, column, lookBeside(document, holder.seq))}`;
      return [{ span: { start: from, end: endOfText(text, node) }, newText }];
    }
  }
}

function replaceInFlow(
  document: YamlDocument,
  collection: YamlMap | YamlSeq,
  node: YamlNode,
  data: YamlData,
): Edits {
  const { text } = document;
  const look = lookBeside(document, collection);
  const isOnLines = /[\r\n]/.test(text.slice(collection.span.start, collection.span.end));
  const indent = ' '.repeat(indentOfLine(text, node.span.start));
  const newText =
    look.json && isOnLines ? renderLines(data, indent, look) : renderInline(data, look);
  return [{ span: node.span, newText }];
}

function replaceAfterColon(
  document: YamlDocument,
  map: YamlMap,
  pair: YamlPair,
  node: YamlNode,
  data: YamlData,
): Edits {
  const { text } = document;
  const colonEnd = text.indexOf(':', pair.key.span.end) + 1;
  const gap = text.slice(colonEnd, node.span.start);
  // An anchor or a tag would be lost.
  if (gap.replace(/#[^\r\n]*/g, '').trim() !== '') return undefined;
  const end = endOfText(text, node);
  const value = renderAfterColon(data, columnOf(text, pair.span.start), lookBeside(document, map));
  const isInline = value.startsWith(' ');
  if (/^[ \t]*#/.test(gap)) {
    const below = { start: lineEndOf(text, colonEnd), end };
    if (!isInline) return [{ span: below, newText: value }];
    return [
      { span: { start: colonEnd, end: colonEnd }, newText: value },
      { span: below, newText: '' },
    ];
  }
  const lineEnd = lineEndOf(text, end);
  const whole = { start: colonEnd, end };
  if (isInline || text.slice(end, lineEnd).trim() === '') return [{ span: whole, newText: value }];
  return [
    { span: whole, newText: '' },
    { span: { start: lineEnd, end: lineEnd }, newText: value },
  ];
}

/** Takes the lines of an entry out; it must not be the only one. */
export function removeLines(
  document: YamlDocument,
  collection: YamlMap | YamlSeq,
  index: number,
): Edits {
  const { text } = document;
  const entries = entriesOf(collection);
  const entry = entries[index];
  if (!entry) return undefined;
  const before = lineBefore(text, entry.start);
  if (!isIndentation(before)) return undefined;
  const end = endOfEntry(text, collection, index);
  if (before.trim() !== '') return removeBesideDash(text, entry, entries[index + 1], end);
  const start = lineStartOf(text, entry.start);
  const next = nextLineOf(text, end);
  if (next > lineEndOf(text, end) || start === 0)
    return [{ span: { start, end: next }, newText: '' }];
  const lineBreak = text.startsWith('\r\n', start - 2) ? 2 : 1;
  return [{ span: { start: start - lineBreak, end: next }, newText: '' }];
}

/** The first entry stands on the line of a dash, which has to stay. */
function removeBesideDash(text: string, entry: Span, next: Span | undefined, end: number): Edits {
  if (!next) return undefined;
  const lineEnd = lineEndOf(text, end);
  if (text.slice(lineEnd, next.start).trim() === '')
    return [{ span: { start: entry.start, end: next.start }, newText: '' }];
  const dashEnd = entry.start - (/(?<! ) *$/.exec(text.slice(0, entry.start))?.[0].length ?? 0);
  return [{ span: { start: dashEnd, end: lineEnd }, newText: '' }];
}

function endOfEntry(text: string, collection: YamlMap | YamlSeq, index: number): number {
  const entries = collection.kind === 'map' ? collection.pairs : collection.items;
  const entry = entries[index];
  const isLast = index >= entriesOf(collection).length - 1;
  const end = entry?.value ? endOfText(text, entry.value) : (entry?.span.end ?? 0);
  // A merge may stand after the last pair of its own.
  return isLast && hasMerge(collection) ? Math.max(end, collection.span.end) : end;
}

function hasMerge(collection: YamlMap | YamlSeq): boolean {
  return collection.kind === 'map' && collection.pairs.some((pair) => pair.key.aliased);
}

function isIndentation(before: string): boolean {
  return /^ *(?:- +)*$/.test(before);
}

/** The line's start, or that of the comments right above it which stand in the same column. */
function aboveComments(text: string, at: number, indent: string): number {
  let start = lineStartOf(text, at);
  while (start > 0) {
    const above = lineStartOf(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
    if (!text.startsWith(`${indent}#`, above)) break;
    start = above;
  }
  return start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
}

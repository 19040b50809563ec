import type { Span } from '../text/span.ts';
import { spanOf } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import { columnOf, endOfText, lineBefore, lineBreakOf, lineStartOf, nextLineOf } from './layout.ts';
import type { YamlItem, YamlNode, YamlPair } from './node.ts';
import { renderAfterColon, renderAfterDash, renderKey } from './render.ts';
import type { Look, YamlData } from './render.ts';

/**
 * An item as it would stand with its dash at `column`: its own lines, with the comments in and right above it, where
 * it has lines of its own; else written anew. Ends with a line break. Undefined behind an alias.
 */
export function liftItem(
  document: YamlDocument,
  item: YamlItem,
  column: number,
  look: Look,
): string | undefined {
  const lines = linesOfItem(document, item);
  if (lines) return shifted(document, lines, columnOf(document.text, item.span.start), column);
  const data = item.value && dataOf(item.value);
  if (data === undefined) return undefined;
  return `${' '.repeat(column)}- ${renderAfterDash(data, column + 2, look)}${look.lineBreak}`;
}

/** The same for a pair whose key would stand at `column`. */
export function liftPair(
  document: YamlDocument,
  pair: YamlPair,
  column: number,
  look: Look,
): string | undefined {
  const lines = linesOfPair(document, pair);
  if (lines) return shifted(document, lines, columnOf(document.text, pair.span.start), column);
  if (pair.key.aliased) return undefined;
  const data = pair.value && dataOf(pair.value);
  if (data === undefined) return undefined;
  const key = renderKey(pair.key.text, look);
  return `${' '.repeat(column)}${key}:${renderAfterColon(data, column, look)}${look.lineBreak}`;
}

/** The whole lines of an item, with the comments right above it; undefined where it shares a line. */
export function linesOfItem({ text }: YamlDocument, item: YamlItem): Span | undefined {
  const { value, span } = item;
  if (!value || value.aliased || lineBefore(text, span.start).trim() !== '') return undefined;
  if (text[span.start] !== '-' || !hasOwnLines(text, value)) return undefined;
  return spanOf(
    withCommentsAbove(text, lineStartOf(text, span.start), span.start),
    nextLineOf(text, endOfText(text, value)),
  );
}

/** The whole lines of a pair; undefined where it shares a line. */
export function linesOfPair({ text }: YamlDocument, { key, value }: YamlPair): Span | undefined {
  if (!value || value.aliased || key.aliased) return undefined;
  const { start } = key.span;
  if (lineBefore(text, start).trim() !== '' || !hasOwnLines(text, value)) return undefined;
  return spanOf(lineStartOf(text, start), nextLineOf(text, endOfText(text, value)));
}

/** What a node holds, as data; undefined where a part of it comes through an alias. */
function dataOf(node: YamlNode): YamlData | undefined {
  if (node.aliased) return undefined;
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'seq': {
      const items = node.items.map(({ value }) => (value ? dataOf(value) : null));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'map': {
      const pairs = node.pairs.map(
        ({ key, value }) => [key.text, value ? dataOf(value) : null] as const,
      );
      const isWhole = pairs.every(([, value]) => value !== undefined);
      return isWhole ? Object.fromEntries(pairs) : undefined;
    }
  }
}

/** Comments that stand right above the dash, at its column, speak of the item. */
function withCommentsAbove(text: string, lineStart: number, dash: number): number {
  const column = columnOf(text, dash);
  let start = lineStart;
  while (start > 0) {
    const above = lineStartOf(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
    const line = text.slice(above, start);
    if (line.search(/\S/) !== column || line[column] !== '#') break;
    start = above;
  }
  return start;
}

/** Whether nothing but a comment follows on the last line. */
function hasOwnLines(text: string, value: YamlNode): boolean {
  const end = endOfText(text, value);
  return /^[ \t]*(?:#.*)?$/.test(text.slice(end, nextLineOf(text, end)).trimEnd());
}

/** Whole lines, moved sideways; undefined where one stands too far left for that. */
function shifted(
  { text }: YamlDocument,
  lines: Span,
  from: number,
  to: number,
): string | undefined {
  const own = text.slice(lines.start, lines.end);
  const ended = /[\r\n]$/.test(own) ? own : own + lineBreakOf(text);
  if (to >= from) return ended.replace(/^(?=[^\r\n])/gm, ' '.repeat(to - from));
  const by = from - to;
  const isFree = ended
    .split(/\r\n?|\n/)
    .every((line) => line.trim() === '' || line.search(/[^ ]/) >= by);
  return isFree ? ended.replace(/^ +/gm, (blanks) => blanks.slice(by)) : undefined;
}

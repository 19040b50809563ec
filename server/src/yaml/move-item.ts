import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import type { YamlDocument } from './document.ts';
import { columnOf, endOfText, lineBefore, lineBreakOf, lineStartOf, nextLineOf } from './layout.ts';
import { linesOfItem } from './lift.ts';
import { pairOf } from './node.ts';
import type { YamlItem, YamlMap, YamlNode, YamlSeq } from './node.ts';
import { parseDocument } from './parse.ts';

/** An item on its way from one list of a map to another list of the same map. */
export interface Move {
  /** The map that holds both lists. */
  readonly owner: YamlMap;
  readonly from: string;
  readonly to: string;
  /** The item's index in `from`. */
  readonly index: number;
  /** Where it goes in `to`; at the end if there are not so many. */
  readonly toIndex: number;
  /** A line to add to the item, after its pair of this key. */
  readonly line: { readonly after: string; readonly text: string };
}

/**
 * Moves an item with its very characters, comments inside it included; the list `to` is made, before `from`, if it is
 * not there. Undefined where that takes more than moving lines: flow style, aliases, lists with other indentation, or
 * a list that would be left empty.
 */
export function moveItem(document: YamlDocument, move: Move): readonly TextEdit[] | undefined {
  const { text } = document;
  const source = pairOf(move.owner, move.from);
  const from = source && listOf(source.value);
  const item = from?.items[move.index];
  if (!from || !item || from.items.length < 2) return undefined;
  const taken = linesOfItem(document, item);
  const own = taken && withLine(document, item, taken, move.line);
  if (!taken || own === undefined) return undefined;
  const target = pairOf(move.owner, move.to);
  const insertion = target
    ? intoList(document, target.value, move.toIndex, columnOf(text, item.span.start))
    : {
        at: lineStartOf(text, source.span.start),
        head: `${lineBefore(text, source.span.start)}${move.to}:${lineBreakOf(text)}`,
      };
  if (!insertion || (!target && lineBefore(text, source.span.start).trim() !== ''))
    return undefined;
  const edits = [
    { span: taken, newText: '' },
    { span: { start: insertion.at, end: insertion.at }, newText: insertion.head + own },
  ];
  const after = parseDocument(applyEdits(text, edits));
  return after.faults.length <= document.faults.length ? edits : undefined;
}

type Lines = TextEdit['span'];

function listOf(value: YamlNode | undefined): YamlSeq | undefined {
  return value?.kind === 'seq' && !value.flow && !value.aliased ? value : undefined;
}

function withLine(
  { text }: YamlDocument,
  { value }: YamlItem,
  lines: Lines,
  line: Move['line'],
): string | undefined {
  if (value?.kind !== 'map' || value.flow) return undefined;
  const pair = pairOf(value, line.after);
  if (!pair?.value) return undefined;
  const own = text.slice(lines.start, lines.end);
  const ended = /[\r\n]$/.test(own) ? own : own + lineBreakOf(text);
  const next = nextLineOf(text, endOfText(text, pair.value)) - lines.start;
  const at = next < own.length ? next : ended.length;
  const indent = ' '.repeat(columnOf(text, pair.span.start));
  return `${ended.slice(0, at)}${indent}${line.text}${lineBreakOf(text)}${ended.slice(at)}`;
}

function intoList(
  document: YamlDocument,
  value: YamlNode | undefined,
  index: number,
  column: number,
): { readonly at: number; readonly head: string } | undefined {
  const list = listOf(value);
  const [first] = list?.items ?? [];
  if (!list || !first || columnOf(document.text, first.span.start) !== column) return undefined;
  const next = list.items[index];
  const last = list.items.at(-1);
  const lines = next ? linesOfItem(document, next) : last && linesOfItem(document, last);
  if (!lines) return undefined;
  return { at: next ? lines.start : lines.end, head: '' };
}

import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { spanOf } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import { removePair } from './edit.ts';
import { columnOf, lineBreakOf, lookBeside } from './layout.ts';
import { liftItem, linesOfItem } from './lift.ts';
import { itemStartingAt, valueOf } from './node.ts';
import type { YamlMap, YamlSeq } from './node.ts';
import { parseDocument } from './parse.ts';

/** An item that goes to the end of another list of the same map, and loses a pair on the way. */
export interface MoveOut {
  /** The map that holds both lists. */
  readonly owner: YamlMap;
  readonly from: string;
  readonly to: string;
  /** The item's value. */
  readonly value: YamlMap;
  /** The key of the pair that it loses. */
  readonly without: string;
}

/**
 * Moves an item with its own lines and the comments in them; a list that would be left empty goes too. Undefined where
 * that takes more than moving lines.
 */
export function moveItemOut(
  document: YamlDocument,
  { owner, from, to, value, without }: MoveOut,
): readonly TextEdit[] | undefined {
  const { text } = document;
  const source = blockList(owner, from);
  const last = blockList(owner, to)?.items.at(-1);
  const item = source?.items.find((one) => one.value === value);
  const target = last && linesOfItem(document, last);
  const lines = item && linesOfItem(document, item);
  const reduced = removePair(document, value, without);
  if (!source || !target || !lines || !reduced) return undefined;
  const isAlone = source.items.length === 1;
  const taken = isAlone ? removePair(document, owner, from) : [{ span: lines, newText: '' }];
  const own = parseDocument(applyEdits(text, reduced));
  const moved = itemStartingAt(own.root, value.span.start);
  const lineBreak = lineBreakOf(text);
  const lifted =
    moved && liftItem(own, moved, columnOf(text, last.span.start), lookBeside(document, owner));
  if (!taken || lifted === undefined) return undefined;
  const isEnded = target.end === 0 || /[\r\n]/.test(text.charAt(target.end - 1));
  const newText = isEnded ? lifted : lineBreak + lifted.replace(/\r?\n$/, '');
  const edits = [...taken, { span: spanOf(target.end, target.end), newText }];
  const after = parseDocument(applyEdits(text, edits));
  return after.faults.length <= document.faults.length ? edits : undefined;
}

function blockList(owner: YamlMap, key: string): YamlSeq | undefined {
  const value = valueOf(owner, key);
  return value?.kind === 'seq' && !value.flow && !value.aliased ? value : undefined;
}

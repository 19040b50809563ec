import type { YamlComment } from './document.ts';
import { composePlain, composeQuoted } from './compose-scalar.ts';
import { MapBuilder } from './map-builder.ts';
import type { YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { readInline } from './ordinary-inline.ts';
import {
  goDeeper,
  goToContent,
  isLineEnd,
  isRestEmpty,
  leaveLine,
  ordinaryText,
  SPACE,
  TAB,
} from './ordinary-text.ts';
import type { OrdinaryText } from './ordinary-text.ts';
import { NO_PROPS } from './reading.ts';

/** A document without a fault. */
export interface OrdinaryDocument {
  readonly root: YamlNode | undefined;
  readonly comments: readonly YamlComment[];
}

/**
 * Reads a document that is written as nearly all manifests are: maps and lists in block style, plain and quoted values,
 * block scalars, lists and maps in brackets. It goes through the characters once and makes no tokens, which
 * takes a fraction of the time. Undefined wherever anything else stands, be it right or wrong: then the text is for
 * `parse.ts` to read, and what is read here is what it would read there. It ends as
 * soon as there are more entries than are read.
 */
export function readOrdinary(text: string): OrdinaryDocument | 'too-many-entries' | undefined {
  const it = ordinaryText(text);
  goToContent(it, 0);
  if (it.column === 0 && MARK.test(text.slice(it.at, it.at + 4))) leaveLine(it, it.at + 3);
  const root = it.column >= 0 && !it.failed ? readRoot(it) : undefined;
  if (it.reading.entries < 0) return 'too-many-entries';
  if (it.failed || it.column >= 0 || it.reading.faults.length > 0) return undefined;
  return { root, comments: it.comments };
}

const MARK = /^---(?:[ \r\n]|$)/;

function readRoot(it: OrdinaryText): YamlNode | undefined {
  const root = readBlock(it, -1);
  // Text alone is for the other reader.
  if (root?.kind === 'scalar') it.failed = true;
  return root;
}

/** The node that begins at the place reached, inside of what stands at the column `parent`. */
function readBlock(it: OrdinaryText, parent: number): YamlNode | undefined {
  if (!goDeeper(it)) return undefined;
  const node = readAny(it, parent);
  it.depth--;
  return node;
}

function readAny(it: OrdinaryText, parent: number): YamlNode | undefined {
  if (isDash(it.text, it.at)) return readSeq(it);
  const key = readKey(it);
  return key ? readMap(it, key) : readInline(it, parent);
}

function readMap(it: OrdinaryText, first: Key): YamlMap {
  const { column } = it;
  const builder = new MapBuilder(it.reading);
  for (let key: Key | undefined = first; key; key = nextKey(it, column)) {
    const value = readValue(it, key.colon + 1, column);
    const { start } = key.node.span;
    const end = value?.span.end ?? key.colon + 1;
    builder.add({ key: key.node, value, span: { start, end } });
  }
  const pairs = builder.finish();
  const span = { start: first.node.span.start, end: builder.end ?? first.colon };
  return { kind: 'map', span, aliased: false, flow: false, pairs };
}

/** The next key of a map whose keys stand at `column`; undefined at its end. */
function nextKey(it: OrdinaryText, column: number): Key | undefined {
  if (it.failed || it.reading.entries < 0 || it.column < column) return undefined;
  const key = it.column === column ? readKey(it) : undefined;
  if (!key) it.failed = true;
  return key;
}

/** What stands after the colon of a key at `column`; a list may begin below the key, at its column. */
function readValue(it: OrdinaryText, from: number, column: number): YamlNode | undefined {
  if (!isRestEmpty(it.text, from)) return inlineFrom(it, from, column);
  leaveLine(it, from);
  if (it.failed) return undefined;
  if (it.column > column) return readBlock(it, column);
  return it.column === column && isDash(it.text, it.at) ? readSeq(it) : undefined;
}

function inlineFrom(it: OrdinaryText, from: number, column: number): YamlNode | undefined {
  let at = from;
  while (it.text.charCodeAt(at) === SPACE) at++;
  it.at = at;
  // A list cannot begin on the line of its key.
  if (isDash(it.text, at)) it.failed = true;
  return it.failed ? undefined : readInline(it, column);
}

function readSeq(it: OrdinaryText): YamlSeq {
  const { column, at: start } = it;
  const items: YamlItem[] = [];
  while (it.column === column && isDash(it.text, it.at) && !it.failed && it.reading.entries >= 0) {
    const dash = it.at;
    const value = readItem(it, column);
    items.push({ value, span: { start: dash, end: value?.span.end ?? dash + 1 } });
    it.reading.entries--;
    if (it.column > column) it.failed = true;
  }
  const span = { start, end: items.at(-1)?.span.end ?? start + 1 };
  return { kind: 'seq', span, aliased: false, flow: false, items };
}

/** What stands behind a dash at `column`, on its line or below. */
function readItem(it: OrdinaryText, column: number): YamlNode | undefined {
  const dash = it.at;
  if (isRestEmpty(it.text, dash + 1)) {
    leaveLine(it, dash + 1);
    return it.column > column && !it.failed ? readBlock(it, column) : undefined;
  }
  let at = dash + 1;
  while (it.text.charCodeAt(at) === SPACE) at++;
  it.at = at;
  it.column = column + at - dash;
  return readBlock(it, column);
}

/** A key with the offset of its colon. */
interface Key {
  readonly node: YamlScalar;
  readonly colon: number;
}

const PLAIN_KEY = /[\w./$(][^\r\n\t:#"'`{}[\],&*!|>%@?]*:(?=[ \r\n]|$)/y;
const QUOTED_KEY = /(?:"[^"\\\r\n]*"|'[^'\r\n]*'):(?=[ \r\n]|$)/y;
const LONGEST_KEY = 1000;

/** The key that begins at the place reached; undefined if none does. */
function readKey(it: OrdinaryText): Key | undefined {
  const { text, at } = it;
  const first = text.charCodeAt(at);
  const isQuoted = first === DOUBLE || first === SINGLE;
  const pattern = isQuoted ? QUOTED_KEY : PLAIN_KEY;
  pattern.lastIndex = at;
  if (!pattern.test(text)) return undefined;
  const colon = pattern.lastIndex - 1;
  if (colon - at > LONGEST_KEY) it.failed = true;
  let end = colon;
  while (text.charCodeAt(end - 1) === SPACE) end--;
  const span = { start: at, end };
  const node = isQuoted
    ? composeQuoted(it.reading, span, first === DOUBLE ? 'double' : 'single', NO_PROPS)
    : composePlain(it.reading, span, NO_PROPS);
  return { node, colon };
}

const DASH = 45;
const DOUBLE = 34;
const SINGLE = 39;

/** Whether a list item begins here; a tab after the dash is for the other reader. */
function isDash(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== DASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === TAB || isLineEnd(next);
}

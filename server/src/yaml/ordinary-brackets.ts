import { composePlain } from './compose-scalar.ts';
import { MapBuilder } from './map-builder.ts';
import type { YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { readQuoted } from './ordinary-inline.ts';
import { goDeeper, isLineEnd, NEWLINE, nextLine, RETURN, skipSpaces } from './ordinary-text.ts';
import type { OrdinaryText } from './ordinary-text.ts';
import { NO_PROPS } from './reading.ts';

/** A list in brackets or a map in braces; its lines are indented deeper than `parent`, but for the one that closes the outermost. */
export function readBrackets(
  it: OrdinaryText,
  start: number,
  parent: number,
  level: 'outermost' | 'nested' = 'outermost',
): YamlMap | YamlSeq | undefined {
  if (!goDeeper(it)) return undefined;
  const place = { it, parent, level };
  const node = it.text.charAt(start) === '[' ? readList(place, start) : readBraces(place, start);
  it.depth--;
  return it.failed ? undefined : node;
}

interface Place {
  readonly it: OrdinaryText;
  readonly parent: number;
  readonly level: 'outermost' | 'nested';
}

function readList(place: Place, start: number): YamlSeq {
  const { it } = place;
  const items: YamlItem[] = [];
  const end = readEntries(place, start, ']', (at) => {
    const value = readFlowValue(place, at);
    if (!value) return undefined;
    items.push({ value, span: value.span });
    it.reading.entries--;
    return value.span.end;
  });
  return { kind: 'seq', span: { start, end }, aliased: false, flow: true, items };
}

function readBraces(place: Place, start: number): YamlMap {
  const { it } = place;
  const builder = new MapBuilder(it.reading);
  const end = readEntries(place, start, '}', (at) => {
    const key = readFlowScalar(place, at);
    if (!key || !it.text.startsWith(': ', key.span.end)) return undefined;
    const value = readFlowValue(place, skipSpaces(it.text, key.span.end + 1));
    if (!value) return undefined;
    builder.add({ key, value, span: { start: key.span.start, end: value.span.end } });
    return value.span.end;
  });
  const pairs = builder.finish();
  return { kind: 'map', span: { start, end }, aliased: false, flow: true, pairs };
}

/**
 * Reads entries between commas, of which one may follow the last entry; the offset after the closing bracket. `read`
 * gives the offset after an entry.
 */
function readEntries(
  place: Place,
  start: number,
  close: ']' | '}',
  read: (at: number) => number | undefined,
): number {
  const { it } = place;
  let at = skipGap(place, start + 1, close);
  while (it.text.charAt(at) !== close) {
    const end = read(at);
    if (end === undefined || it.failed || it.reading.entries < 0) {
      it.failed = true;
      return at;
    }
    at = skipGap(place, end, close);
    if (it.text.charAt(at) !== ',') break;
    at = skipGap(place, at + 1, close);
  }
  if (it.text.charAt(at) === close) return at + 1;
  it.failed = true;
  return at;
}

/** Past blanks and line breaks. */
function skipGap({ it, parent, level }: Place, from: number, close: string): number {
  const { text } = it;
  let at = skipSpaces(text, from);
  while (text.charCodeAt(at) === NEWLINE || text.charCodeAt(at) === RETURN) {
    const start = nextLine(text, at);
    at = skipSpaces(text, start);
    const mayEnd = level === 'outermost' && text.charAt(at) === close;
    const least = mayEnd ? parent : parent + 1;
    if (at - start < least && !isLineEnd(text.charCodeAt(at))) it.failed = true;
  }
  return at;
}

function readFlowValue(place: Place, at: number): YamlNode | undefined {
  const first = place.it.text.charAt(at);
  return first === '[' || first === '{'
    ? readBrackets(place.it, at, place.parent, 'nested')
    : readFlowScalar(place, at);
}

/** Words of characters that mean nothing between brackets, and colons within them. */
const FLOW_PLAIN =
  /(?:[\w./$()+=~]|-(?=[\w./$-]))(?:[\w./$()+=~@-]|:(?=[\w./]))*(?: +[\w./$()+=~@-](?:[\w./$()+=~@-]|:(?=[\w./]))*)*/y;

function readFlowScalar({ it, parent }: Place, at: number): YamlScalar | undefined {
  const first = it.text.charAt(at);
  if (first === '"' || first === "'") return readQuoted(it, at, parent);
  FLOW_PLAIN.lastIndex = at;
  if (!FLOW_PLAIN.test(it.text)) return undefined;
  // Plain text that goes on in the next line is for the other reader.
  const end = FLOW_PLAIN.lastIndex;
  if (isLineEnd(it.text.charCodeAt(skipSpaces(it.text, end)))) return undefined;
  return composePlain(it.reading, { start: at, end }, NO_PROPS);
}

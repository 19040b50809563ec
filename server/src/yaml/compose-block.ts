import type { CST } from 'yaml';
import type { Span } from '../text/span.ts';
import { checkKeyLength, composeKey } from './compose-key.ts';
import { composePlain } from './compose-scalar.ts';
import { MapBuilder } from './map-builder.ts';
import type { YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { addFault, NO_PROPS, readProps, spanOfToken, startOf } from './reading.ts';
import type { Props, Reading } from './reading.ts';
import { firstKeyOf } from './node.ts';

/** Reads any node; handed in because nodes hold nodes. */
export type ComposeValue = (
  reading: Reading,
  token: CST.Token | null | undefined,
  props: Props,
  context: 'block' | 'flow',
) => YamlNode | undefined;

export function composeBlockMap(
  reading: Reading,
  token: CST.BlockMap,
  compose: ComposeValue,
): YamlMap {
  const builder = new MapBuilder(reading);
  const place = { reading, builder, compose, indent: token.indent };
  token.items.forEach((item, index) => {
    // What follows on the line of a broken value is no pair.
    const isDebris = !hasColon(item) && token.items[index - 1]?.value?.type === 'error';
    if (!isDebris) composePair(place, item);
  });
  return finishMap(builder, startOf(reading, token));
}

export function composeBlockSeq(
  reading: Reading,
  token: CST.BlockSequence,
  compose: ComposeValue,
): YamlSeq {
  const items: YamlItem[] = [];
  for (const item of token.items) {
    const dash = item.start.find((part) => part.type === 'seq-item-ind');
    const props = readProps(reading, item.start);
    if (dash) {
      const start = startOf(reading, dash);
      const value = compose(reading, item.value, props, 'block');
      items.push({ value, span: { start, end: value?.span.end ?? start + 1 } });
    } else if (item.value) addStray(reading, items, compose(reading, item.value, props, 'block'));
  }
  const start = startOf(reading, token);
  return {
    kind: 'seq',
    span: { start, end: items.at(-1)?.span.end ?? start + 1 },
    aliased: false,
    flow: false,
    items,
  };
}

/** Where a pair goes that is being read. */
interface Place {
  readonly reading: Reading;
  readonly builder: MapBuilder;
  readonly compose: ComposeValue;
  /** The column of the map's keys, as the token parser counts. */
  readonly indent: number;
}

type MapItem = CST.BlockMap['items'][number];

function composePair(place: Place, item: MapItem): void {
  const { reading, builder, compose } = place;
  const props = readProps(reading, item.start);
  if (!item.sep) {
    checkNoProps(reading, item);
    return;
  }
  const { key, sep } = item;
  const colon = sep.find((part) => part.type === 'map-value-ind');
  const valueProps = readProps(reading, sep);
  if (key?.type === 'error') {
    compose(reading, key, props, 'block');
    return;
  }
  if (key && 'indent' in key && key.indent !== place.indent && !item.explicitKey)
    addBadIndent(reading, key);
  const named = key && colon ? lastLineOfKey(place, key) : undefined;
  let keyNode = named ?? composeKey(reading, key, props, 'block', compose);
  if (!keyNode) {
    if (colon && !key)
      addFault(
        reading,
        'syntax',
        spanOfToken(reading, colon),
        'A key is missing before the colon.',
      );
    compose(reading, item.value, valueProps, 'block');
    return;
  }
  if (!colon) {
    if (!item.explicitKey) addMissingColon(reading, keyNode.span);
    const value = compose(reading, item.value, valueProps, 'block');
    const end = value?.span.end ?? keyNode.span.end;
    builder.add({ key: keyNode, value, span: { start: keyNode.span.start, end } });
    return;
  }
  const stray = sep.find((part) => !MAY_STAND_BESIDE_COLON.has(part.type));
  if (stray) addStrayText(reading, stray);
  if (!item.explicitKey) checkKeyLength(reading, keyNode, startOf(reading, colon));
  const colonAt = startOf(reading, colon);
  const colonEnd = colonAt + 1;
  // The text was mended: what is read as the colon is the key's last character.
  if (reading.text.charAt(colonAt) !== ':') {
    keyNode = composePlain(reading, { start: keyNode.span.start, end: colonEnd }, NO_PROPS);
    addMissingColon(reading, keyNode.span);
  }
  const nested =
    item.value?.type === 'block-map' && !item.explicitKey && !hasNewline(sep)
      ? item.value
      : undefined;
  const value = nested
    ? composeNested(place, nested)
    : compose(reading, item.value, valueProps, 'block');
  const end = value?.span.end ?? colonEnd;
  builder.add({ key: keyNode, value, span: { start: keyNode.span.start, end } });
  if (nested) composeBelow(place, nested);
}

/**
 * A map that begins on the line of its own key, `a: b: c`. Where all stands on the line it was probably meant as text;
 * where lines are nested below, as a map.
 */
function composeNested(place: Place, nested: CST.BlockMap): YamlNode | undefined {
  const { reading, compose } = place;
  const first = nested.items[0];
  const key = first?.key;
  const colon = first?.sep?.find((part) => part.type === 'map-value-ind');
  if (!key || !colon || first.explicitKey) {
    const span = spanOfToken(reading, { offset: nested.offset, source: '' });
    addFault(reading, 'syntax', span, 'A map cannot begin on the line of its key.');
    return undefined;
  }
  const lines = linesOf(reading, key);
  if (lines.length > 1 && lines[0]) return composePlain(reading, lines[0], NO_PROPS);
  addFault(
    reading,
    'syntax',
    spanOfToken(reading, colon),
    'A plain value cannot contain ": "; put it in quotes, or begin the map on a line of its own.',
  );
  if (hasNewline(first.sep) && first.value) {
    const builder = new MapBuilder(reading);
    composePair({ reading, builder, compose, indent: nested.indent }, first);
    return finishMap(builder, startOf(reading, key));
  }
  const start = startOf(reading, key);
  const line = reading.text.slice(start).split(/[\r\n]/, 1)[0] ?? '';
  const text = line.replace(/[ \t]#.*$/, '').trimEnd();
  return composePlain(reading, { start, end: start + text.length }, NO_PROPS);
}

/** The pairs that stand on lines of their own after a map on its key's line; they belong to the map around it. */
function composeBelow(place: Place, nested: CST.BlockMap): void {
  const [first, ...rest] = nested.items;
  const key = first?.key;
  if (key && linesOf(place.reading, key).length > 1) {
    const { reading, compose, builder } = place;
    const keyNode = lastLineOfKey({ ...place, builder: new MapBuilder(reading) }, key, 'indented');
    const colon = first.sep.find((part) => part.type === 'map-value-ind');
    if (keyNode && colon) {
      const value = compose(reading, first.value, readProps(reading, first.sep), 'block');
      const end = value?.span.end ?? startOf(reading, colon) + 1;
      builder.add({ key: keyNode, value, span: { start: keyNode.span.start, end } });
    }
  }
  for (const item of rest) composePair(place, item);
}

/**
 * A plain key over several lines is a colon that was forgotten, or lines indented too deep: the last line is the key,
 * those before are keys without a colon.
 */
function lastLineOfKey(
  place: Place,
  key: CST.Token,
  fault: 'colon' | 'indented' = 'colon',
): YamlScalar | undefined {
  if (key.type !== 'scalar' || !/[\r\n]/.test(key.source)) return undefined;
  const { reading, builder } = place;
  const lines = linesOf(reading, key);
  const last = lines.pop();
  if (!last || lines.length === 0) return undefined;
  if (fault === 'indented') {
    const message = 'This key is indented deeper than the keys before it.';
    addFault(reading, 'syntax', last, message);
    return composePlain(reading, last, NO_PROPS);
  }
  const isParent = columnOf(reading, last) > columnOf(reading, lines[0] ?? last);
  for (const line of lines) {
    addMissingColon(reading, line);
    if (
      line === lines.at(-1) &&
      line.end - line.start > 1 &&
      (isParent || reading.text.startsWith('- ', last.start))
    )
      reading.repairs.push({ kind: 'colon', at: line.end - 1 });
    builder.add({ key: composePlain(reading, line, NO_PROPS), value: undefined, span: line });
  }
  return composePlain(reading, last, NO_PROPS);
}

function columnOf(reading: Reading, { start }: Span): number {
  let at = start;
  while (at > 0 && !/[\r\n]/.test(reading.text.charAt(at - 1))) at--;
  return start - at;
}

/** The lines of a plain scalar, without blanks around them; none for other tokens. */
function linesOf(reading: Reading, token: CST.Token): Span[] {
  if (token.type !== 'scalar') return [];
  let at = startOf(reading, token);
  return token.source.split(/\r\n|\r|\n/).flatMap((line) => {
    const start = at + line.length - line.trimStart().length;
    const end = start + line.trim().length;
    at += line.length;
    at += reading.text.startsWith('\r\n', at) ? 2 : 1;
    return start < end ? [{ start, end }] : [];
  });
}

const MAY_STAND_BESIDE_COLON = new Set<CST.SourceToken['type']>([
  'space',
  'newline',
  'comment',
  'anchor',
  'tag',
  'map-value-ind',
]);

function addStrayText(reading: Reading, token: CST.SourceToken): void {
  const message = 'Nothing but a colon can follow a key.';
  addFault(reading, 'syntax', spanOfToken(reading, token), message);
}

/** An anchor, a tag or a question mark that no key follows. */
function checkNoProps(reading: Reading, item: MapItem): void {
  const mark = item.start.find(({ type }) => ['anchor', 'tag', 'explicit-key-ind'].includes(type));
  if (mark) addFault(reading, 'syntax', spanOfToken(reading, mark), 'A key is missing after this.');
}

/** A value among list items that has no dash, being indented wrongly: most likely it belongs to the item before. */
function addStray(reading: Reading, items: YamlItem[], value: YamlNode | undefined): void {
  if (!value) return;
  const at = value.kind === 'map' ? firstKeyOf(value) : value.span;
  addFault(
    reading,
    'syntax',
    at,
    'This is neither indented like the list item above, nor a list item of its own.',
  );
  const item = items.pop();
  if (item?.value?.kind !== 'map' || value.kind !== 'map') {
    if (item) items.push(item);
    return;
  }
  const builder = new MapBuilder(reading);
  for (const pair of [...item.value.pairs, ...value.pairs]) builder.add(pair);
  const span = { start: item.value.span.start, end: value.span.end };
  const merged: YamlMap = { ...item.value, span, pairs: builder.finish() };
  items.push({ value: merged, span: { start: item.span.start, end: value.span.end } });
}

function finishMap(builder: MapBuilder, at: number): YamlMap {
  const pairs = builder.finish();
  const span = { start: builder.start ?? at, end: builder.end ?? at };
  return { kind: 'map', span, aliased: false, flow: false, pairs };
}

function addMissingColon(reading: Reading, span: Span): void {
  addFault(reading, 'syntax', span, 'A colon is missing after this key.');
}

function addBadIndent(reading: Reading, key: CST.Token): void {
  const source = 'source' in key ? (key.source.split(/[\r\n]/, 1)[0] ?? '') : '';
  const span = spanOfToken(reading, { offset: key.offset, source });
  addFault(reading, 'syntax', span, 'This key is not indented like the other keys of its map.');
}

function hasColon(item: MapItem): boolean {
  return item.sep?.some((token) => token.type === 'map-value-ind') ?? false;
}

function hasNewline(tokens: readonly CST.SourceToken[] | undefined): boolean {
  return tokens?.some((token) => token.type === 'newline') ?? false;
}

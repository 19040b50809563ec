import type { CST } from 'yaml';
import type { Span } from '../text/span.ts';
import type { ComposeValue } from './compose-block.ts';
import { checkKeyLength, composeKey } from './compose-key.ts';
import { MapBuilder } from './map-builder.ts';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlSeq } from './node.ts';
import { addFault, checkTrailing, NO_PROPS, readProps, spanOfToken, startOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** Reads a map in braces or a list in brackets. */
export function composeFlowCollection(
  reading: Reading,
  token: CST.FlowCollection,
  compose: ComposeValue,
): YamlMap | YamlSeq {
  const span = spanOfCollection(reading, token);
  checkCommas(reading, token);
  reading.brackets++;
  const node =
    token.start.type === 'flow-map-start'
      ? composeFlowMap(reading, token, span, compose)
      : composeFlowSeq(reading, token, span, compose);
  reading.brackets--;
  checkTrailing(reading, token.end.slice(1));
  return node;
}

function composeFlowMap(
  reading: Reading,
  token: CST.FlowCollection,
  span: Span,
  compose: ComposeValue,
): YamlMap {
  const builder = new MapBuilder(reading);
  for (const item of token.items) {
    const pair = composePair(reading, item, compose);
    if (pair) builder.add(pair);
  }
  return { kind: 'map', span, aliased: false, flow: true, pairs: builder.finish() };
}

function composeFlowSeq(
  reading: Reading,
  token: CST.FlowCollection,
  span: Span,
  compose: ComposeValue,
): YamlSeq {
  const items: YamlItem[] = [];
  for (const item of token.items) {
    const value =
      item.sep === undefined
        ? compose(reading, item.value, readProps(reading, item.start), 'flow')
        : composeSinglePair(reading, item, compose);
    if (value) items.push({ value, span: value.span });
  }
  return { kind: 'seq', span, aliased: false, flow: true, items };
}

/** A pair among the items of a list, `[a: 1]`, is a map of its own. */
function composeSinglePair(
  reading: Reading,
  item: CST.CollectionItem,
  compose: ComposeValue,
): YamlNode | undefined {
  const pair = composePair(reading, item, compose);
  if (!pair) return undefined;
  const builder = new MapBuilder(reading);
  builder.add(pair);
  return { kind: 'map', span: pair.span, aliased: false, flow: true, pairs: builder.finish() };
}

function composePair(
  reading: Reading,
  item: CST.CollectionItem,
  compose: ComposeValue,
): YamlPair | undefined {
  const props = readProps(reading, item.start);
  const sep = item.sep ?? [];
  const valueProps = sep.length > 0 ? readProps(reading, sep) : NO_PROPS;
  if (!item.key && !item.value && sep.length === 0) return undefined;
  const colon = sep.find((part) => part.type === 'map-value-ind');
  if (item.key && item.value && !colon) addMissingComma(reading, item.value);
  const key = composeKey(reading, item.key, props, 'flow', compose);
  const value = compose(reading, item.value, valueProps, 'flow');
  if (!key) {
    if (colon && !item.key)
      addFault(
        reading,
        'syntax',
        spanOfToken(reading, colon),
        'A key is missing before the colon.',
      );
    return undefined;
  }
  if (colon) checkKeyLength(reading, key, startOf(reading, colon));
  const colonEnd = colon ? startOf(reading, colon) + 1 : key.span.end;
  return { key, value, span: { start: key.span.start, end: value?.span.end ?? colonEnd } };
}

function spanOfCollection(reading: Reading, token: CST.FlowCollection): Span {
  const start = startOf(reading, token);
  const close = token.end[0];
  const isMap = token.start.type === 'flow-map-start';
  const wanted = isMap ? '}' : ']';
  if (close) {
    const span = spanOfToken(reading, close);
    if (close.source !== wanted)
      addFault(reading, 'syntax', span, `Expected ${wanted} here instead of ${close.source}.`);
    return { start, end: span.end };
  }
  addFault(reading, 'syntax', { start, end: start + 1 }, `The closing ${wanted} is missing.`);
  reading.repairs.push({ kind: 'flow', at: start });
  return { start, end: Math.max(start + 1, lastEnd(reading, token)) };
}

/** Where the last thing inside an unclosed collection ends. */
function lastEnd(reading: Reading, token: CST.FlowCollection): number {
  const last = token.items.findLast((item) => item.key ?? item.value ?? item.start.length > 0);
  if (!last) return startOf(reading, token) + 1;
  const node = last.value ?? last.key;
  if (node?.type === 'flow-collection') {
    const close = node.end[0];
    return close ? spanOfToken(reading, close).end : lastEnd(reading, node);
  }
  if (node && 'source' in node) return spanOfToken(reading, node).end;
  const mark = [...last.start, ...(last.sep ?? [])].findLast(
    (part) => part.type === 'comma' || part.type === 'map-value-ind',
  );
  return mark ? spanOfToken(reading, mark).end : startOf(reading, token) + 1;
}

function checkCommas(reading: Reading, token: CST.FlowCollection): void {
  token.items.forEach((item, index) => {
    const commas = item.start.filter((part) => part.type === 'comma');
    const isEmpty = !item.key && !item.value && !item.sep;
    const node = item.key ?? item.value;
    if (index > 0 && commas.length === 0 && node) addMissingComma(reading, node);
    const allowed = index > 0 ? 1 : 0;
    const extra = commas[allowed];
    if (extra)
      addFault(
        reading,
        'syntax',
        spanOfToken(reading, extra),
        'A value is missing before this comma.',
      );
    else if (isEmpty && index > 0 && index < token.items.length - 1 && commas.length > 0) {
      const comma = commas[0];
      if (comma)
        addFault(
          reading,
          'syntax',
          spanOfToken(reading, comma),
          'A value is missing after this comma.',
        );
    }
  });
}

function addMissingComma(reading: Reading, node: CST.Token): void {
  const source = 'source' in node ? node.source : '';
  const span = spanOfToken(reading, { offset: node.offset, source });
  addFault(reading, 'syntax', span, 'A comma is missing before this.');
}

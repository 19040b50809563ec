import type { CST } from 'yaml';
import type { Span } from '../text/span.ts';
import {
  afterBlankLines,
  decodeBlockScalar,
  decodeFlowScalar,
  readBlockHeader,
  TextSink,
} from './decode-scalar.ts';
import type { BlockHeader } from './decode-scalar.ts';
import type { ScalarStyle, YamlScalar } from './node.ts';
import { addFault, checkTrailing, startOf, TAB } from './reading.ts';
import type { Props, Reading } from './reading.ts';
import { resolvePlain } from './resolve-scalar.ts';

/** Reads a plain or quoted scalar. */
export function composeFlowScalar(
  reading: Reading,
  token: CST.FlowScalar,
  props: Props,
  inFlow: boolean,
): YamlScalar {
  checkTrailing(reading, token.end);
  const start = startOf(reading, token);
  const end = start + token.source.length;
  switch (token.type) {
    case 'single-quoted-scalar':
      return composeQuoted(reading, { start, end }, 'single', props);
    case 'double-quoted-scalar':
      return composeQuoted(reading, { start, end }, 'double', props);
    default: {
      const quote = reading.text.charAt(start);
      // A quote that is never closed was masked, so that only its line is taken.
      if (quote === '"') return composeUnclosed(reading, { start, end }, 'double', props);
      if (quote === "'") return composeUnclosed(reading, { start, end }, 'single', props);
      checkPlain(reading, { start, end }, inFlow);
      return composePlain(reading, { start, end }, props);
    }
  }
}

/** A value that is nothing but a tag: text without a character, or what the tag makes of it. */
export function composeEmpty(reading: Reading, at: number, props: Props): YamlScalar {
  return scalar(reading, { start: at, end: at }, 'plain', '', props);
}

/** Reads the characters of a span as a plain scalar. */
export function composePlain(reading: Reading, span: Span, props: Props): YamlScalar {
  return scalar(reading, span, 'plain', decode(reading, span, 'plain'), props);
}

/** Reads `|` or `>`, its header and its lines. */
export function composeBlockScalar(
  reading: Reading,
  token: CST.BlockScalar,
  props: Props,
): YamlScalar {
  const start = startOf(reading, token);
  const header = readBlockHeader(reading.text, start);
  let contentStart = header.end;
  for (const prop of token.props) {
    if (!('source' in prop)) continue;
    contentStart = Math.min(startOf(reading, prop) + prop.source.length, reading.text.length);
    const isHeader = prop.type === 'block-scalar-header';
    if (isHeader ? contentStart > header.end : !['space', 'comment', 'newline'].includes(prop.type))
      addFault(
        reading,
        'syntax',
        { start: isHeader ? header.end : startOf(reading, prop), end: contentStart },
        'After "|" or ">" only a digit, "+", "-" and a comment can stand on the line.',
      );
  }
  // The token leaves out the blank lines after it, which can be text all the same.
  const contentEnd = Math.max(
    Math.min(contentStart + token.source.length, reading.text.length),
    afterBlankLines(
      reading.text,
      contentStart + token.source.replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '').length,
    ),
  );
  const indent = header.indicator === 0 ? 0 : Math.max(token.indent, 0) + header.indicator;
  return decodeBlock(reading, { start, contentStart, contentEnd, header, indent }, props);
}

/** Where a block scalar and its lines stand. */
export interface BlockPlace {
  readonly start: number;
  /** The first character after the header's line. */
  readonly contentStart: number;
  /** After the last line with text, and the blank lines behind it. */
  readonly contentEnd: number;
  readonly header: BlockHeader & { readonly end: number };
  /** 0 where the first line decides. */
  readonly indent: number;
}

export function decodeBlock(
  reading: Reading,
  { start, contentStart, contentEnd, header, indent }: BlockPlace,
  props: Props,
): YamlScalar {
  const sink = new TextSink(reading.text);
  const readTo = decodeBlockScalar(reading.text, contentStart, contentEnd, header, indent, sink);
  const end = withoutTrailingBlank(reading.text, contentEnd, Math.min(contentStart, contentEnd));
  const isTab = readTo < contentEnd && reading.text.charCodeAt(readTo) === 9;
  if (isTab || readTo < end) {
    addFault(
      reading,
      isTab ? 'tab-indentation' : 'syntax',
      { start: readTo, end: isTab ? readTo + 1 : lineEnd(reading.text, readTo) },
      isTab ? TAB : 'This line is indented less than the text that it belongs to.',
    );
  }
  const span = { start, end: Math.max(end, header.end) };
  const style = header.folded ? 'folded' : 'literal';
  return scalar(reading, span, style, sink.text, props);
}

/** Reads what stands between quotes, the quotes included in the span. */
export function composeQuoted(
  reading: Reading,
  span: Span,
  style: 'single' | 'double',
  props: Props,
): YamlScalar {
  const quote = style === 'single' ? "'" : '"';
  const isClosed = span.end - span.start > 1 && reading.text[span.end - 1] === quote;
  if (!isClosed) {
    reading.repairs.push({ kind: 'quote', at: span.start });
    return composeUnclosed(reading, span, style, props);
  }
  const content = { start: span.start + 1, end: span.end - 1 };
  return scalar(reading, span, style, decode(reading, content, style), props);
}

function composeUnclosed(
  reading: Reading,
  span: Span,
  style: 'single' | 'double',
  props: Props,
): YamlScalar {
  const open = { start: span.start, end: lineEnd(reading.text, span.start) };
  const quote = style === 'single' ? 'single quote' : 'double quote';
  addFault(reading, 'syntax', open, `The closing ${quote} is missing.`);
  const content = { start: span.start + 1, end: span.end };
  return scalar(reading, span, style, decode(reading, content, style), props);
}

function decode(
  reading: Reading,
  { start, end }: Span,
  style: 'plain' | 'single' | 'double',
): string {
  const source = reading.text.slice(start, end);
  if (!NEEDS_DECODING[style].test(source)) return source;
  const sink = new TextSink(reading.text);
  const bad = decodeFlowScalar(reading.text, start, end, style, sink);
  if (bad) {
    const escape = reading.text.slice(bad.start, bad.end);
    addFault(
      reading,
      'syntax',
      bad,
      `YAML does not know the escape ${escape}; write \\\\ for a backslash, or use single quotes.`,
    );
  }
  return sink.text;
}

const NEEDS_DECODING = { plain: /[\r\n]/, single: /['\r\n]/, double: /[\\\r\n]/ } as const;

function scalar(
  reading: Reading,
  span: Span,
  style: ScalarStyle,
  text: string,
  props: Props,
): YamlScalar {
  const value = props.tag
    ? resolveTagged(reading, props.tag, text, span, style)
    : style === 'plain'
      ? resolvePlain(text)
      : text;
  return { kind: 'scalar', span, aliased: false, style, value, text };
}

const TAGGED_TYPES = new Map([
  ['!!bool', 'boolean'],
  ['!!int', 'number'],
  ['!!float', 'number'],
  ['!!null', 'object'],
]);

/** A tag of another kind than YAML's own leaves a string, as go.yaml.in/yaml/v2 does. */
function resolveTagged(
  reading: Reading,
  tag: CST.SourceToken,
  text: string,
  span: Span,
  style: ScalarStyle,
): YamlScalar['value'] {
  const name = tag.source.replace(/^!<tag:yaml\.org,2002:(.*)>$/, '!!$1');
  const wanted = TAGGED_TYPES.get(name);
  if (wanted === undefined) return text;
  const value = text === '' && style !== 'plain' ? text : resolvePlain(text);
  if (typeof value === wanted && (name !== '!!int' || Number.isInteger(value))) return value;
  addFault(reading, 'syntax', span, `The tag ${name} does not fit this value.`);
  return value;
}

/** Characters that no plain scalar can begin with, and one that ends it inside brackets for kubectl's parser. */
function checkPlain(reading: Reading, span: Span, inFlow: boolean): void {
  const first = reading.text.charAt(span.start);
  if (span.start < span.end && (inFlow ? '@`%|>,:' : '@`%|>,').includes(first))
    addFault(
      reading,
      'syntax',
      { start: span.start, end: span.start + 1 },
      `A plain value cannot begin with ${first}; put it in quotes.`,
    );
  if (!inFlow) return;
  const question = reading.text.slice(span.start, span.end).indexOf('?');
  if (question < 0) return;
  const at = span.start + question;
  addFault(
    reading,
    'syntax',
    { start: at, end: at + 1 },
    'Between brackets a plain value cannot contain "?"; put it in quotes.',
  );
}

function lineEnd(text: string, from: number): number {
  const found = text.slice(from).search(/[\r\n]/);
  return found < 0 ? text.length : from + found;
}

function withoutTrailingBlank(text: string, from: number, floor: number): number {
  let end = from;
  while (end > floor && ' \t\r\n'.includes(text.charAt(end - 1))) end--;
  return end;
}

/** A value for what stands where a key should, so that the rest can be read: the characters themselves. */
export function verbatimScalar(reading: Reading, span: Span): YamlScalar {
  const text = decode(reading, span, 'plain');
  return { kind: 'scalar', span, aliased: false, style: 'plain', value: text, text };
}

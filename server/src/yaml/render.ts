import { isStringWhenPlain } from './resolve-scalar.ts';

/** Plain data to be written as YAML; an undefined value of a key is left out. */
export type YamlData =
  | string
  | number
  | boolean
  | null
  | readonly YamlData[]
  | { readonly [key: string]: YamlData | undefined };

/** How new text is to look, learned from the text around it. */
export interface Look {
  readonly lineBreak: string;
  /** By how many columns a map stands deeper than its key. */
  readonly step: number;
  /** By how many columns the dashes of a list stand deeper than its key: 0 or more. */
  readonly dashStep: number;
  /** How strings are written. `needed`: plain, and with double quotes where that would be read as something else. */
  readonly quotes: 'needed' | 'single' | 'double';
  /** Keys are quoted as well, and what is nested in brackets gets lines of its own. */
  readonly json: boolean;
}

/** A whole document in block style, with a line break at its end. */
export function renderDocument(data: YamlData, lineBreak: string): string {
  const look: Look = { lineBreak, step: 2, dashStep: 2, quotes: 'needed', json: false };
  return renderAfterDash(data, 0, look) + lineBreak;
}

/** What follows the colon of a key in block style that stands at `column`: begins with a blank or a line break. */
export function renderAfterColon(data: YamlData, column: number, look: Look): string {
  if (isBlockText(data, look)) return ` ${renderLiteral(data, column + look.step, look)}`;
  if (isList(data) && data.length > 0)
    return look.lineBreak + renderItems(data, column + look.dashStep, look);
  if (isFilledMap(data)) return look.lineBreak + renderPairs(data, column + look.step, look);
  return ` ${renderInline(data, look)}`;
}

/** What follows the dash of an item in block style; the item's own text begins at `column`. */
export function renderAfterDash(data: YamlData, column: number, look: Look): string {
  if (isBlockText(data, look)) return renderLiteral(data, column, look);
  if (isList(data) && data.length > 0) return renderItems(data, column, look).trimStart();
  if (isFilledMap(data)) return renderPairs(data, column, look).trimStart();
  return renderInline(data, look);
}

/** A key, quoted where it has to be. */
export function renderKey(key: string, look: Look): string {
  return renderString(key, look.json ? look : { ...look, quotes: 'needed' }, 'flow');
}

/** In brackets on one line, or a scalar. */
export function renderInline(data: YamlData, look: Look): string {
  if (isList(data)) return `[${data.map((item) => renderInline(item, look)).join(', ')}]`;
  if (isMap(data)) {
    const pairs = pairsOf(data).map(
      ([key, value]) => `${renderKey(key, look)}: ${renderInline(value, look)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  return renderScalar(data, look, 'flow');
}

/** In brackets with a line for each entry, as JSON is printed; the closing bracket stands at `indent`. */
export function renderLines(data: YamlData, indent: string, look: Look): string {
  const inner = indent + ' '.repeat(look.step);
  const entries = isList(data)
    ? data.map((item) => renderLines(item, inner, look))
    : isMap(data)
      ? pairsOf(data).map(
          ([key, value]) => `${renderKey(key, look)}: ${renderLines(value, inner, look)}`,
        )
      : [];
  if (entries.length === 0) return renderInline(data, look);
  const body = entries.map((entry) => look.lineBreak + inner + entry).join(',');
  const end = look.lineBreak + indent;
  return isList(data) ? `[${body}${end}]` : `{${body}${end}}`;
}

/** Where a scalar is to stand: between brackets more characters have a meaning. */
export type ScalarContext = 'block' | 'flow';

function renderScalar(
  value: string | number | boolean | null,
  look: Look,
  context: ScalarContext,
): string {
  return typeof value === 'string' ? renderString(value, look, context) : String(value);
}

export function renderString(text: string, look: Look, context: ScalarContext): string {
  if (look.quotes === 'single' && isPrintableLine(text)) return quoteSingle(text);
  if (look.quotes === 'needed' && isPlain(text, context) && !isNumberElsewhere(text)) return text;
  if (look.quotes === 'needed' && /["\\]/.test(text) && isPrintableLine(text))
    return quoteSingle(text);
  return quoteDouble(text);
}

/** Whether the text, written plain, is read as this very string. */
export function isPlain(text: string, context: ScalarContext): boolean {
  return isPlainText(text, context) && isStringWhenPlain(text) && text !== '<<';
}

/** Whether the text, written plain, is read as these characters, be it a string or a number. */
export function isPlainText(text: string, context: ScalarContext): boolean {
  if (!isPrintableLine(text) || text !== text.trim() || text === '') return false;
  if (/^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:[ \t]|$)|---|\.\.\.)/.test(text)) return false;
  if (/:(?:[ \t]|$)|[ \t]#/.test(text)) return false;
  return context === 'block' || !/[,[\]{}?]|^[-:]$|:[,[\]{}]/.test(text);
}

export function quoteSingle(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quoteDouble(text: string): string {
  return JSON.stringify(text).replace(NEEDS_ESCAPE, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

/** JSON allows these as they are, YAML does not. */
const NEEDS_ESCAPE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

// eslint-disable-next-line no-control-regex -- these are what must not be there
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

function isPrintableLine(text: string): boolean {
  return !text.includes('\n') && !UNPRINTABLE.test(text);
}

/** YAML 1.1 has numbers to base 60, which some tools still read. */
function isNumberElsewhere(text: string): boolean {
  return /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
}

/** Text of several lines that a literal block scalar can hold without an indentation indicator. */
function isBlockText(data: YamlData, look: Look): data is string {
  if (typeof data !== 'string' || look.json) return false;
  return (
    /^[^\s][^]*\n[^]/.test(`${data}\n`) &&
    data.slice(data.indexOf('\n')).trim() !== '' &&
    !UNPRINTABLE.test(data)
  );
}

function renderLiteral(text: string, column: number, look: Look): string {
  const chomp = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  const indent = ' '.repeat(column);
  const body = lines.map((line) => look.lineBreak + (line === '' ? '' : indent + line));
  return `|${chomp}${body.join('')}`;
}

function renderItems(items: readonly YamlData[], column: number, look: Look): string {
  const indent = ' '.repeat(column);
  return items
    .map((item) => `${indent}- ${renderAfterDash(item, column + 2, look)}`)
    .join(look.lineBreak);
}

function renderPairs(map: YamlMapData, column: number, look: Look): string {
  const indent = ' '.repeat(column);
  return pairsOf(map)
    .map(
      ([key, value]) => `${indent}${renderKey(key, look)}:${renderAfterColon(value, column, look)}`,
    )
    .join(look.lineBreak);
}

type YamlMapData = Readonly<Record<string, YamlData | undefined>>;

function isList(data: YamlData): data is readonly YamlData[] {
  return Array.isArray(data);
}

function isMap(data: YamlData): data is YamlMapData {
  return typeof data === 'object' && data !== null && !isList(data);
}

function isFilledMap(data: YamlData): data is YamlMapData {
  return isMap(data) && pairsOf(data).length > 0;
}

function pairsOf(map: YamlMapData): readonly (readonly [string, YamlData])[] {
  return Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
}

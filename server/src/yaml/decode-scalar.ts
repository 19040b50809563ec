/**
 * Undoes quotes, escapes, folding and indentation, as go.yaml.in/yaml/v2 does (scannerc.go). Every decoder tells its
 * sink, in order, which characters of the source became which characters of the value.
 */
export interface ScalarSink {
  /** The source's characters from `from` to `to` stand in the value as they are. */
  copy(from: number, to: number): void;
  /** `text` stands in the value for the source's characters from `from` to `to`. */
  put(text: string, from: number, to: number): void;
}

/** Collects the value alone. */
export class TextSink implements ScalarSink {
  text = '';
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  copy(from: number, to: number): void {
    this.text += this.#source.slice(from, to);
  }

  put(text: string): void {
    this.text += text;
  }
}

/**
 * Decodes a plain or quoted scalar between `start` and `end`, quotes left out. Returns the span of the first escape
 * that YAML does not know, which then stands for itself.
 */
export function decodeFlowScalar(
  source: string,
  start: number,
  end: number,
  style: 'plain' | 'single' | 'double',
  sink: ScalarSink,
): { readonly start: number; readonly end: number } | undefined {
  const special = SPECIAL[style];
  let badEscape: { start: number; end: number } | undefined;
  let at = start;
  while (at < end) {
    special.lastIndex = at;
    const found = special.exec(source)?.index ?? end;
    if (found >= end) break;
    const code = source.charCodeAt(found);
    if (code === APOSTROPHE) {
      sink.copy(at, found);
      sink.put("'", found, found + 2);
      at = found + 2;
    } else if (code === BACKSLASH) {
      sink.copy(at, found);
      const escape = readEscape(source, found, end);
      if (escape.text === undefined) {
        badEscape ??= { start: found, end: escape.end };
        sink.copy(found, escape.end);
      } else sink.put(escape.text, found, escape.end);
      at = escape.end;
    } else {
      const contentEnd = withoutBlanksBefore(source, found, at);
      sink.copy(at, contentEnd);
      const { breaks, next } = skipBlankLines(source, found, end);
      sink.put(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), contentEnd, next);
      at = next;
    }
  }
  if (at < end) sink.copy(at, end);
  return badEscape;
}

export interface BlockHeader {
  readonly folded: boolean;
  readonly chomp: 'strip' | 'clip' | 'keep';
  /** The indentation indicator; 0 where the first line decides. */
  readonly indicator: number;
}

const HEADER = /([|>])(?:([1-9])([-+])?|([-+])([1-9])?)?/y;

/** Reads the header of a block scalar, `|` or `>` and what follows it. */
export function readBlockHeader(source: string, at: number): BlockHeader & { end: number } {
  HEADER.lastIndex = at;
  const match = HEADER.exec(source);
  const chomp = match?.[3] ?? match?.[4];
  return {
    folded: match?.[1] === '>',
    chomp: chomp === '-' ? 'strip' : chomp === '+' ? 'keep' : 'clip',
    indicator: Number(match?.[2] ?? match?.[5] ?? 0),
    end: match ? HEADER.lastIndex : at + 1,
  };
}

/**
 * Decodes the lines of a block scalar from `start`, the first character after the header's line, to `end`. An `indent`
 * of 0 is found from the lines. Returns where the reading stopped: before `end` if a line is indented too little.
 */
export function decodeBlockScalar(
  source: string,
  start: number,
  end: number,
  header: BlockHeader,
  indent: number,
  sink: ScalarSink,
): number {
  const lines = new BlockLines(source, end, indent);
  let breaks = lines.skipBreaks(start);
  let lineBreak: Break | undefined;
  let wasBlank = false;
  while (lines.atContent) {
    const first = source.charCodeAt(lines.at);
    const isBlank = first === SPACE || first === TAB;
    const folds = header.folded && lineBreak && !wasBlank && !isBlank;
    if (folds && lineBreak && breaks.length === 0) sink.put(' ', lineBreak.from, lineBreak.to);
    if (!folds && lineBreak) sink.put('\n', lineBreak.from, lineBreak.to);
    for (const { from, to } of breaks) sink.put('\n', from, to);
    wasBlank = isBlank;
    const lineEnd = findBreak(source, lines.at, end);
    sink.copy(lines.at, lineEnd);
    lineBreak = lineEnd < end ? { from: lineEnd, to: afterBreak(source, lineEnd) } : undefined;
    breaks = lines.skipBreaks(lineBreak?.to ?? end);
  }
  if (header.chomp !== 'strip' && lineBreak) sink.put('\n', lineBreak.from, lineBreak.to);
  if (header.chomp === 'keep') for (const { from, to } of breaks) sink.put('\n', from, to);
  return lines.at;
}

/** Past the rest of the line at `from`, if it is blank, and past all lines after it that hold only blanks. */
export function afterBlankLines(source: string, from: number): number {
  BLANK_LINES.lastIndex = from;
  return BLANK_LINES.test(source) ? BLANK_LINES.lastIndex : from;
}

const BLANK_LINES = /(?:[ \t]*(?:\r\n?|\n))+(?:[ \t]+$)?|[ \t]+$/y;

interface Break {
  readonly from: number;
  readonly to: number;
}

/** Goes from one line with content to the next. */
class BlockLines {
  at = 0;
  atContent = false;
  readonly #source: string;
  readonly #end: number;
  #indent: number;

  constructor(source: string, end: number, indent: number) {
    this.#source = source;
    this.#end = end;
    this.#indent = indent;
  }

  /** Skips indentation and empty lines; the line breaks that were skipped. */
  skipBreaks(from: number): readonly Break[] {
    const breaks: Break[] = [];
    let widest = 0;
    let at = from;
    for (;;) {
      const lineStart = at;
      while (
        at < this.#end &&
        this.#source.charCodeAt(at) === SPACE &&
        (this.#indent === 0 || at - lineStart < this.#indent)
      )
        at++;
      widest = Math.max(widest, at - lineStart);
      if (at >= this.#end || !isBreak(this.#source.charCodeAt(at))) {
        this.#indent ||= Math.max(widest, 1);
        this.at = at;
        this.atContent = at < this.#end && at - lineStart === this.#indent;
        return breaks;
      }
      const next = afterBreak(this.#source, at);
      breaks.push({ from: at, to: next });
      at = next;
    }
  }
}

const TAB = 9;
const SPACE = 32;
const APOSTROPHE = 39;
const BACKSLASH = 92;

const SPECIAL = { plain: /[\r\n]/g, single: /''|[\r\n]/g, double: /[\\\r\n]/g } as const;

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function afterBreak(source: string, at: number): number {
  return source.charCodeAt(at) === 13 && source.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

function findBreak(source: string, from: number, end: number): number {
  let at = source.indexOf('\n', from);
  if (at < 0 || at > end) at = end;
  if (source.charCodeAt(at - 1) === 13 && at > from) at--;
  const lone = source.slice(from, at).indexOf('\r');
  return lone < 0 ? at : from + lone;
}

function withoutBlanksBefore(source: string, at: number, floor: number): number {
  let end = at;
  while (end > floor && isBlank(source.charCodeAt(end - 1))) end--;
  return end;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Goes over line breaks and blanks from `from`, which stands at a line break. */
function skipBlankLines(source: string, from: number, end: number) {
  let breaks = 0;
  let next = from;
  while (next < end) {
    const code = source.charCodeAt(next);
    if (isBreak(code)) {
      breaks++;
      next = afterBreak(source, next);
    } else if (isBlank(code)) next++;
    else break;
  }
  return { breaks, next: Math.min(next, end) };
}

const ESCAPES = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  // JSON knows this one; a manifest in JSON is read by a JSON decoder.
  ['/', '/'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const HEX_DIGITS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** The escape that begins at `at`; without a text if YAML does not know it. */
function readEscape(source: string, at: number, end: number): { text?: string; end: number } {
  const letter = source.charAt(at + 1);
  if (at + 1 < end && isBreak(letter.charCodeAt(0))) {
    const { breaks, next } = skipBlankLines(source, at + 1, end);
    return { text: '\n'.repeat(breaks - 1), end: next };
  }
  const simple = ESCAPES.get(letter);
  if (simple !== undefined && at + 2 <= end) return { text: simple, end: at + 2 };
  const length = HEX_DIGITS.get(letter);
  if (length === undefined) return { end: Math.min(at + 2, end) };
  const digits = source.slice(at + 2, Math.min(at + 2 + length, end));
  const code = /^[0-9a-fA-F]+$/.test(digits) ? parseInt(digits, 16) : NaN;
  if (digits.length < length || Number.isNaN(code) || code > 0x10ffff)
    return { end: Math.min(at + 2 + length, end) };
  return {
    text: code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code),
    end: at + 2 + length,
  };
}

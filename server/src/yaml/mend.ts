import type { YamlFault } from './document.ts';
import { TAB } from './reading.ts';
import type { Repair } from './reading.ts';

/**
 * The text with some characters replaced by others, none moved, so that the token parser sees what was meant; values
 * are still read from the author's text.
 */
export interface Mended {
  readonly masked: string;
  readonly faults: readonly YamlFault[];
}

type Mender = (text: string, masked: string, repairs: readonly Repair[]) => Mended | undefined;

/** How often a text may be searched for closing quotes and brackets. */
const MOST_SEARCHED = 10;

/** What can be tried on a text that did not read well, the mildest first. */
export const MENDERS: readonly Mender[] = [
  closeAtTrueEnd,
  cutAtLineEnd,
  addColons,
  indentWithSpaces,
];

/**
 * The parser under kubectl asks no indentation of the lines inside quotes and brackets, the token parser does: to it
 * the quoted text and the collection are put on one line.
 */
function closeAtTrueEnd(
  text: string,
  masked: string,
  repairs: readonly Repair[],
): Mended | undefined {
  const mask = new Mask(masked);
  const faults: YamlFault[] = [];
  let searched = 0;
  for (const { kind, at } of repairs) {
    if ((kind !== 'quote' && kind !== 'flow') || at < mask.end) continue;
    const end = kind === 'quote' ? endOfQuoted(text, at) : endOfFlow(text, at);
    searched += (end ?? text.length) - at;
    if (searched > MOST_SEARCHED * text.length) break;
    if (end === undefined) continue;
    if (kind === 'quote') mask.replace(at, end, blackened(text.slice(at, end)));
    else mask.replace(at, end, onOneLine(text, at, end));
    faults.push({
      code: 'strict-parser-only',
      span: { start: at, end },
      message:
        'Kubernetes reads this, but parsers of YAML 1.2 do not: its lines have to be indented deeper than the key.',
    });
  }
  return mask.changed ? { masked: mask.finish(), faults } : undefined;
}

/** A quote that is never closed, as while typing: what follows it on its line is taken as the text. */
function cutAtLineEnd(
  text: string,
  masked: string,
  repairs: readonly Repair[],
): Mended | undefined {
  const mask = new Mask(masked);
  for (const { kind, at } of repairs) {
    if (kind !== 'quote' || at < mask.end) continue;
    const line = (text.slice(at).split(/[\r\n]/, 1)[0] ?? '').trimEnd();
    mask.replace(at, at + line.length, 'x'.repeat(line.length));
  }
  return mask.changed ? { masked: mask.finish(), faults: [] } : undefined;
}

/**
 * A key without a colon above what belongs to it: its last character is read as the colon, which `composeKey` gives
 * back to the key.
 */
function addColons(_text: string, masked: string, repairs: readonly Repair[]): Mended | undefined {
  const mask = new Mask(masked);
  for (const { kind, at } of repairs) {
    if (kind === 'colon' && at >= mask.end) mask.replace(at, at + 1, ':');
  }
  return mask.changed ? { masked: mask.finish(), faults: [] } : undefined;
}

/** Tabs count as one column each, which is right wherever only tabs are used. */
function indentWithSpaces(
  text: string,
  masked: string,
  repairs: readonly Repair[],
): Mended | undefined {
  const mask = new Mask(masked);
  const faults: YamlFault[] = [];
  for (const { kind, at } of repairs) {
    if (kind !== 'tab' || at < mask.end) continue;
    const blanks = /^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0;
    mask.replace(at, at + blanks, ' '.repeat(blanks));
    faults.push({ code: 'tab-indentation', span: { start: at, end: at + blanks }, message: TAB });
  }
  return mask.changed ? { masked: mask.finish(), faults } : undefined;
}

/** Builds a text of the same length from left to right. */
class Mask {
  end = 0;
  #done = '';
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  get changed(): boolean {
    return this.end > 0;
  }

  replace(from: number, to: number, by: string): void {
    this.#done += this.#source.slice(this.end, from) + by;
    this.end = to;
  }

  finish(): string {
    return this.#done + this.#source.slice(this.end);
  }
}

/** The offset after the quote that closes the one at `at`. */
function endOfQuoted(text: string, at: number): number | undefined {
  const pattern = text.charAt(at) === '"' ? /"[^"\\]*(?:\\[^][^"\\]*)*"/y : /'[^']*(?:''[^']*)*'/y;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

const FLOW_PARTS =
  /"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*'|(?<=[\s,[\]{}])#[^\r\n]*|[[\]{}]/g;

/** The offset after the bracket that closes the one at `at`. */
function endOfFlow(text: string, at: number): number | undefined {
  let depth = 0;
  FLOW_PARTS.lastIndex = at;
  for (let match = FLOW_PARTS.exec(text); match; match = FLOW_PARTS.exec(text)) {
    const part = match[0];
    if (part === '[' || part === '{') depth++;
    if (part === ']' || part === '}') depth--;
    if (depth === 0) return match.index + 1;
  }
  return undefined;
}

/** The collection without line breaks and comments, and with quoted text that cannot be taken for anything else. */
function onOneLine(text: string, from: number, to: number): string {
  return text
    .slice(from, to)
    .replace(
      /"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*'|(?<=[\s,[\]{}])#[^\r\n]*|[\r\n]/g,
      (part) => {
        const quote = part.charAt(0);
        if (quote !== '"' && quote !== "'") return ' '.repeat(part.length);
        return blackened(part);
      },
    );
}

/** Quoted text of the same length in which nothing can be taken for anything else. */
function blackened(quoted: string): string {
  const quote = quoted.charAt(0);
  return quote + 'x'.repeat(quoted.length - 2) + quote;
}

import type { Span } from '../text/span.ts';
import type { Paint, Style } from './colours.ts';
import { rangeOf } from './places.ts';
import type { Home } from './places.ts';

/** How a frame is drawn. */
export interface FrameLook {
  /** How many lines above the place are shown. */
  readonly before: number;
  /** Of the carets. */
  readonly style: Style;
  readonly paint: Paint;
}

/** The line of a span, with carets under its characters and line numbers from one, and the lines before it. */
export function frame(home: Home, span: Span, { before, style, paint }: FrameLook): string[] {
  const { start, end } = rangeOf(home, span);
  const line = lineText(home, start.line);
  const last = end.line === start.line ? end.character : line.length;
  const window = windowOf(line, start.character, last);
  const gutter = String(start.line + 1).length + 2;
  const numbered = (number: string, text: string): string =>
    `${paint('faint', `${number.padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`;
  const above = Array.from({ length: Math.min(before, start.line) }, (_, index) => {
    const number = start.line - Math.min(before, start.line) + index;
    return numbered(String(number + 1), cut(lineText(home, number)));
  });
  const pad = blank(`${window.lead}${line.slice(window.from, start.character)}`);
  const width = Math.max(1, blank(line.slice(start.character, last)).length);
  return [
    ...above,
    numbered(
      String(start.line + 1),
      `${window.lead}${printable(line.slice(window.from, window.to))}${window.tail}`,
    ),
    numbered('', `${pad}${paint(style, '^'.repeat(width))}`),
  ];
}

/** Text of a manifest as it can be shown on a terminal: nothing in it may steer the terminal. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, '\uFFFD');
}

// Everything that is neither a tab nor shown: C0, DEL and C1 controls, and marks that turn the writing direction.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Longer lines, as of JSON without line breaks, are shown in part. */
const MOST_CHARACTERS = 160;
/** How much of such a line is shown before the place. */
const LEAD = 40;

interface Window {
  readonly from: number;
  readonly to: number;
  readonly lead: string;
  readonly tail: string;
}

function windowOf(line: string, start: number, end: number): Window {
  if (line.length <= MOST_CHARACTERS) return { from: 0, to: line.length, lead: '', tail: '' };
  const from = Math.max(0, start - LEAD);
  const to = Math.min(line.length, Math.max(end, from + MOST_CHARACTERS));
  return { from, to, lead: from > 0 ? '…' : '', tail: to < line.length ? '…' : '' };
}

function cut(line: string): string {
  return line.length <= MOST_CHARACTERS
    ? printable(line)
    : `${printable(line.slice(0, MOST_CHARACTERS))}…`;
}

function lineText({ text, lines }: Home, line: number): string {
  const start = lines.starts[line] ?? text.length;
  return text.slice(start, lines.starts[line + 1]).replace(/(?<![\r\n])[\r\n]+$/, '');
}

/** Blanks as wide as the text on a terminal, where most Asian letters and pictures take two cells. */
function blank(text: string): string {
  return text.replaceAll(/[^\t]/gu, (letter) => (WIDE.test(letter) ? '  ' : ' '));
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;

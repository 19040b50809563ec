import type { CST } from 'yaml';
import type { Span } from '../text/span.ts';
import type { YamlFault, YamlFaultCode } from './document.ts';
import { LIMITS } from './limits.ts';
import type { YamlNode } from './node.ts';
import { lastLineOf } from '../text/last-line.ts';

/** What goes along while one text is read: where it comes from, and what was found on the way. */
export interface Reading {
  readonly text: string;
  /** Where the tokens' text begins in `text`. */
  readonly base: number;
  readonly faults: YamlFault[];
  readonly repairs: Repair[];
  /** An anchor whose node is still being read has no node yet. */
  readonly anchors: Map<string, YamlNode | undefined>;
  /** How many brackets are open around what is read; between them tabs are blanks like any other. */
  brackets: number;
  /** How many pairs and items may still be read. */
  entries: number;
  /** How many nodes aliases may still add. */
  aliasedNodes: number;
}

/** Something that YAML's stricter rules cut short; `parse.ts` may read the text again with it mended. */
export interface Repair {
  readonly kind: 'quote' | 'flow' | 'tab' | 'colon';
  /** The offset of the opening quote or bracket, of the tabs, or of the last character of a key without a colon. */
  readonly at: number;
}

/** A reading that goes on after `previous` knows its anchors. */
export function newReading(text: string, base: number, previous?: Reading): Reading {
  return {
    text,
    base,
    faults: [],
    repairs: [],
    brackets: 0,
    entries: previous?.entries ?? LIMITS.entries,
    anchors: previous?.anchors ?? new Map<string, YamlNode | undefined>(),
    aliasedNodes: previous?.aliasedNodes ?? LIMITS.aliasedNodes,
  };
}

export function addFault(
  reading: Reading,
  code: YamlFaultCode,
  span: Span,
  message: string,
  first?: Span,
): void {
  reading.faults.push(first ? { code, span, message, first } : { code, span, message });
}

export const TAB = 'YAML cannot be indented with tabs; use spaces.';

/** What stands before a node: its anchor and tag. */
export interface Props {
  readonly anchor?: CST.SourceToken;
  readonly tag?: CST.SourceToken;
}

export const NO_PROPS: Props = {};

/** Where the token stands in the text. */
export function startOf(reading: Reading, token: { readonly offset: number }): number {
  return reading.base + token.offset;
}

export function spanOfToken(
  reading: Reading,
  token: { readonly offset: number; readonly source: string },
): Span {
  const start = reading.base + token.offset;
  return { start, end: start + Math.max(1, token.source.trimEnd().length) };
}

/** Reads anchor and tag among the tokens that stand before a node, and reports tabs used as indentation. */
export function readProps(reading: Reading, tokens: readonly CST.SourceToken[]): Props {
  let anchor: CST.SourceToken | undefined;
  let tag: CST.SourceToken | undefined;
  for (const token of tokens) {
    switch (token.type) {
      case 'space':
        if (token.source.includes('\t')) checkTab(reading, token);
        break;
      case 'anchor':
        if (anchor)
          addFault(
            reading,
            'syntax',
            spanOfToken(reading, token),
            'A value can have one anchor only.',
          );
        checkAnchorName(reading, token);
        anchor = token;
        break;
      case 'tag':
        if (tag)
          addFault(
            reading,
            'syntax',
            spanOfToken(reading, token),
            'A value can have one tag only.',
          );
        tag = token;
        break;
      default:
    }
  }
  if (!anchor && !tag) return NO_PROPS;
  return { ...(anchor && { anchor }), ...(tag && { tag }) };
}

/** The names that yaml_parser_scan_anchor takes; YAML 1.2 allows more. */
export function checkAnchorName(
  reading: Reading,
  token: { readonly offset: number; readonly source: string },
): void {
  if (/^[&*][\w-]+$/.test(token.source)) return;
  const message = 'The name of an anchor has letters, digits, "_" and "-" only.';
  addFault(reading, 'syntax', spanOfToken(reading, token), message);
}

/** Reports what stands where nothing but blanks and comments may follow. */
export function checkTrailing(
  reading: Reading,
  tokens: readonly CST.SourceToken[] | undefined,
): void {
  if (!tokens) return;
  let first: CST.SourceToken | undefined;
  let last: CST.SourceToken | undefined;
  for (const token of tokens) {
    if (token.type === 'newline' || token.type === 'comment') {
      if (first) break;
    } else if (token.type === 'space') {
      if (token.source.includes('\t')) checkTab(reading, token);
    } else {
      first ??= token;
      last = token;
    }
  }
  if (!first || !last) return;
  const span = { start: startOf(reading, first), end: startOf(reading, last) + last.source.length };
  addFault(reading, 'syntax', span, 'Nothing but a comment can follow the value on its line.');
}

/**
 * The parser under kubectl takes no tab before the first character of a line, nor between a dash and what follows it,
 * outside flow collections (yaml_parser_scan_to_next_token).
 */
function checkTab(reading: Reading, token: CST.SourceToken): void {
  if (reading.brackets > 0) return;
  const start = startOf(reading, token);
  let before = start - 1;
  while (before >= 0 && isBlank(reading.text.charCodeAt(before))) before--;
  const code = reading.text.charCodeAt(before);
  const atLineStart = before < 0 || code === 10 || code === 13;
  const afterDash = code === 45 && isDash(reading.text, before);
  if (!atLineStart && !afterDash) return;
  if (atLineStart && isPartOfPlainText(reading.text, start)) return;
  const from = start + token.source.indexOf('\t');
  addFault(reading, 'tab-indentation', { start: from, end: start + token.source.length }, TAB);
  if (atLineStart) reading.repairs.push({ kind: 'tab', at: from });
}

/** A blank line after plain text, indented deeper than it, is read with the text (yaml_parser_scan_plain_scalar). */
function isPartOfPlainText(text: string, at: number): boolean {
  if (!/^[ \t]*(?:[\r\n]|$)/.test(text.slice(at, at + 200))) return false;
  const before = text.slice(Math.max(0, at - 1000), at);
  const line = lastLineOf(before.trimEnd());
  const column = lastLineOf(before).length;
  return line !== '' && column > line.search(/\S/) && !/["'}\]:|>]$|-$|#/.test(line);
}

function isDash(text: string, at: number): boolean {
  return at === 0 || /\s/.test(text.charAt(at - 1));
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

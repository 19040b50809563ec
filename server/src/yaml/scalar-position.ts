import type { Span } from '../text/span.ts';
import {
  afterBlankLines,
  decodeBlockScalar,
  decodeFlowScalar,
  readBlockHeader,
} from './decode-scalar.ts';
import type { ScalarSink } from './decode-scalar.ts';
import type { ScalarPiece, YamlDocument } from './document.ts';
import type { YamlScalar } from './node.ts';
import type { TracedText } from './traced-text.ts';

/**
 * Where the characters `from` to `to` of a scalar's text stand in its document: escapes, folded line breaks and
 * indentation inside the range are covered. For a scalar reached through an alias, the alias.
 */
export function spanWithin(
  document: YamlDocument,
  scalar: YamlScalar,
  from: number,
  to: number,
): Span {
  if (scalar.aliased) return scalar.span;
  const pieces = knownPieces(document, scalar);
  const start = offsetBefore(pieces, Math.max(0, from));
  if (from >= to) return { start, end: start };
  return { start, end: Math.max(start, offsetAfter(pieces, Math.min(to, scalar.text.length))) };
}

/**
 * Where traced text stands: from its first to its last character that comes from the scalar of its first one.
 * Undefined if no character of it stands anywhere.
 */
export function spanOfTraced(document: YamlDocument, traced: TracedText): Span | undefined {
  const placed = traced.pieces.filter((piece) => piece.origin);
  const first = placed.find((piece) => piece.length > 0) ?? placed[0];
  if (!first?.origin) return undefined;
  const { scalar } = first.origin;
  let { from } = first.origin;
  let to = from + first.length;
  for (const piece of placed.slice(placed.indexOf(first) + 1)) {
    if (piece.origin?.scalar !== scalar) break;
    if (piece.length === 0) continue;
    from = Math.min(from, piece.origin.from);
    to = Math.max(to, piece.origin.from + piece.length);
  }
  return spanWithin(document, scalar, from, to);
}

function knownPieces(document: YamlDocument, scalar: YamlScalar): readonly ScalarPiece[] {
  const known = document.scalarPieces.get(scalar);
  if (known) return known;
  const pieces = piecesOf(document.text, scalar);
  document.scalarPieces.set(scalar, pieces);
  return pieces;
}

/** The pieces of a scalar that no alias leads to, in order and without gaps; at least one. */
export function piecesOf(source: string, scalar: YamlScalar): readonly ScalarPiece[] {
  const sink = new PieceSink(source);
  const content = contentOf(source, scalar);
  if (scalar.style === 'literal' || scalar.style === 'folded') {
    const header = readBlockHeader(source, scalar.span.start);
    const indent = header.indicator === 0 ? 0 : indentOf(source, scalar, content);
    decodeBlockScalar(source, content.start, content.end, header, indent, sink);
  } else decodeFlowScalar(source, content.start, content.end, scalar.style, sink);
  if (sink.pieces.length === 0) sink.copy(content.start, content.start);
  return sink.pieces;
}

/**
 * The characters that a scalar's text is made of: without quotes, and for a block scalar the lines below its header,
 * with the line breaks and empty lines that follow them.
 */
export function contentOf(source: string, { style, span }: YamlScalar): Span {
  switch (style) {
    case 'plain':
      return span;
    case 'single':
    case 'double': {
      const quote = source.charAt(span.start);
      const isClosed = span.end - span.start > 1 && source.charAt(span.end - 1) === quote;
      return { start: span.start + 1, end: isClosed ? span.end - 1 : span.end };
    }
    case 'literal':
    case 'folded':
      return { start: afterLine(source, span.start), end: afterBlankLines(source, span.end) };
  }
}

/** How many columns are taken from each line of a block scalar whose header says so, seen from its text. */
function indentOf(source: string, scalar: YamlScalar, content: Span): number {
  const written = /^(?:[ \t]*(?:\r\n?|\n))*( *)/.exec(source.slice(content.start, content.end));
  const read = /^(?:[ \t]*\n)*( *)/.exec(scalar.text);
  return Math.max(1, (written?.[1]?.length ?? 0) - (read?.[1]?.length ?? 0));
}

class PieceSink implements ScalarSink {
  readonly pieces: ScalarPiece[] = [];
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  copy(from: number, to: number): void {
    if (from === to && this.#source.length > 0 && this.pieces.length > 0) return;
    this.#push(to - from, from, to, true);
  }

  put(text: string, from: number, to: number): void {
    if (text.length > 0) this.#push(text.length, from, to, false);
  }

  #push(length: number, from: number, to: number, verbatim: boolean): void {
    this.pieces.push({ at: this.#at, length, from, to, verbatim });
    this.#at += length;
  }
}

/** Where the character at `at` begins, or where the text ends. */
function offsetBefore(pieces: readonly ScalarPiece[], at: number): number {
  const piece = firstEndingFrom(pieces, at + 1);
  if (piece) return piece.verbatim ? piece.from + at - piece.at : piece.from;
  return pieces.at(-1)?.to ?? 0;
}

/** Where the character before `at` ends. */
function offsetAfter(pieces: readonly ScalarPiece[], at: number): number {
  const piece = firstEndingFrom(pieces, at);
  if (piece && at > piece.at) return piece.verbatim ? piece.from + at - piece.at : piece.to;
  return piece?.from ?? pieces.at(-1)?.to ?? 0;
}

/** The first piece that ends at `end` or behind it. */
function firstEndingFrom(pieces: readonly ScalarPiece[], end: number): ScalarPiece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece && piece.at + piece.length < end) low = middle + 1;
    else high = middle;
  }
  return pieces[low];
}

function afterLine(source: string, from: number): number {
  LINE.lastIndex = from;
  LINE.exec(source);
  return LINE.lastIndex;
}

const LINE = /[^\r\n]*(?:\r\n?|\n)?/y;

import type { YamlScalar } from './node.ts';

/**
 * Text that knows, character by character, from which scalar it was taken: a word of a script, an argument with
 * `$(VAR)` replaced by the variable's value, a line of a configuration file. Slicing and joining keep the origin.
 */
export interface TracedText {
  readonly text: string;
  /** In order and without gaps; their lengths add up to the text's. */
  readonly pieces: readonly TracedPiece[];
}

export interface TracedPiece {
  /** Where it begins in the text. */
  readonly at: number;
  readonly length: number;
  /** Absent where the characters stand nowhere: `UNKNOWN`, or text that the shell itself makes. */
  readonly origin?: { readonly scalar: YamlScalar; readonly from: number };
}

/** Stands for characters that cannot be known from the manifest, such as the value of a Secret's key. */
export const UNKNOWN = '\u0000';

/** The scalar's whole text. */
export function traceScalar(scalar: YamlScalar): TracedText {
  return {
    text: scalar.text,
    pieces: [{ at: 0, length: scalar.text.length, origin: { scalar, from: 0 } }],
  };
}

/** Text with no place in the manifest. */
export function traceNothing(text: string): TracedText {
  return { text, pieces: [{ at: 0, length: text.length }] };
}

/** A part of a text, in time that grows with the part alone. */
export function sliceTraced(
  traced: TracedText,
  start: number,
  end = traced.text.length,
): TracedText {
  const text = traced.text.slice(start, end);
  const pieces: TracedPiece[] = [];
  for (let i = pieceAt(traced.pieces, start); i < traced.pieces.length; i++) {
    const piece = traced.pieces[i];
    if (!piece) break;
    // A part without characters has a place all the same.
    if (start === end) return { text, pieces: [partOf(piece, start, end, start)] };
    if (piece.at >= end) break;
    const from = Math.max(start, piece.at);
    const to = Math.min(end, piece.at + piece.length);
    if (from < to) pieces.push(partOf(piece, from, to, start));
  }
  return { text, pieces };
}

/** The part of a piece between two offsets of its text, as a piece of what begins at `start`. */
function partOf({ at, origin }: TracedPiece, from: number, to: number, start: number): TracedPiece {
  return {
    at: from - start,
    length: to - from,
    ...(origin && { origin: { scalar: origin.scalar, from: origin.from + from - at } }),
  };
}

/** The index of the piece that the character at `offset` lies in. */
function pieceAt(pieces: readonly TracedPiece[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece && piece.at + piece.length <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function joinTraced(parts: readonly TracedText[]): TracedText {
  const pieces: TracedPiece[] = [];
  let offset = 0;
  for (const { text, pieces: own } of parts) {
    for (const piece of own)
      pieces.push(offset === 0 ? piece : { ...piece, at: piece.at + offset });
    offset += text.length;
  }
  return { text: parts.map((part) => part.text).join(''), pieces };
}

/** Whether every character is known. */
export function isKnown(traced: TracedText): boolean {
  return !traced.text.includes(UNKNOWN);
}

/** The one scalar that all characters come from, and where in its text; undefined if there are several or none. */
export function soleOrigin(
  traced: TracedText,
): { readonly scalar: YamlScalar; readonly from: number; readonly to: number } | undefined {
  const [first, ...rest] = traced.pieces.filter(
    (piece) => piece.length > 0 || traced.pieces.length === 1,
  );
  if (!first?.origin) return undefined;
  const { scalar, from } = first.origin;
  let to = from + first.length;
  for (const piece of rest) {
    if (piece.origin?.scalar !== scalar || piece.origin.from !== to) return undefined;
    to += piece.length;
  }
  return { scalar, from, to };
}

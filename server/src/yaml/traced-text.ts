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
    pieces: [{ length: scalar.text.length, origin: { scalar, from: 0 } }],
  };
}

/** Text with no place in the manifest. */
export function traceNothing(text: string): TracedText {
  return { text, pieces: [{ length: text.length }] };
}

export function sliceTraced(
  traced: TracedText,
  start: number,
  end = traced.text.length,
): TracedText {
  const pieces: TracedPiece[] = [];
  let offset = 0;
  for (const piece of traced.pieces) {
    const from = Math.max(start, offset);
    const to = Math.min(end, offset + piece.length);
    if (
      from < to ||
      (from === to && start === end && offset <= start && start < offset + piece.length)
    ) {
      pieces.push({
        length: to - from,
        ...(piece.origin && {
          origin: { scalar: piece.origin.scalar, from: piece.origin.from + from - offset },
        }),
      });
    }
    offset += piece.length;
  }
  return { text: traced.text.slice(start, end), pieces };
}

export function joinTraced(parts: readonly TracedText[]): TracedText {
  return {
    text: parts.map((part) => part.text).join(''),
    pieces: parts.flatMap((part) => part.pieces),
  };
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

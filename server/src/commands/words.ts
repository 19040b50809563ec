import { joinTraced, sliceTraced, soleOrigin, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';

/** Stands for the pod's own IP, where a variable takes it from the downward API. */
export const POD_IP = '\u0001';

/** Without white space at either end. */
export function trimmed(traced: TracedText): TracedText {
  const start = traced.text.length - traced.text.trimStart().length;
  return sliceTraced(traced, start, Math.max(start, traced.text.trimEnd().length));
}

/** The parts between the matches of a global pattern, in order, empty ones too: the first `most` of them. */
export function splitAt(
  traced: TracedText,
  separator: RegExp,
  most = Infinity,
): readonly TracedText[] {
  const parts: TracedText[] = [];
  let from = 0;
  for (const match of traced.text.matchAll(separator)) {
    if (parts.length >= most) return parts;
    parts.push(sliceTraced(traced, from, match.index));
    from = match.index + match[0].length;
  }
  if (parts.length < most) parts.push(sliceTraced(traced, from));
  return parts;
}

/**
 * Joins the parts of an expansion. Variables that hold one another double with each step, so that what grows past any
 * real command line is given up.
 */
export function joinExpanded(parts: readonly TracedText[]): TracedText {
  let length = 0;
  let pieces = 0;
  for (const part of parts) {
    length += part.text.length;
    pieces += part.pieces.length;
  }
  return length > MAX_LENGTH || pieces > MAX_PIECES ? traceNothing(UNKNOWN) : joinTraced(parts);
}

const MAX_LENGTH = 1_000_000;
const MAX_PIECES = 10_000;

/**
 * What stands from the first text's beginning to the last one's end, if both stand in that order in one scalar. Else
 * both with a blank between, placed at the last: a flag and its value are two items of a list.
 */
export function through(first: TracedText, last: TracedText): TracedText {
  const from = soleOrigin(first);
  const to = soleOrigin(last);
  if (from && from.scalar === to?.scalar && from.from <= to.from) {
    const length = to.to - from.from;
    return {
      text: from.scalar.text.slice(from.from, to.to),
      pieces: [{ at: 0, length, origin: { scalar: from.scalar, from: from.from } }],
    };
  }
  return joinTraced([traceNothing(`${first.text} `), last]);
}

/**
 * The text for people: where an unknown part stands between characters of one scalar, what is written there
 * (`--address=$(POD_IP):80`); else an ellipsis.
 */
export function asWritten(traced: TracedText): TracedText {
  if (!traced.text.includes(UNKNOWN) && !traced.text.includes(POD_IP)) return traced;
  const placed = traced.pieces.filter((piece) => piece.length > 0 && piece.origin);
  const first = placed[0]?.origin;
  const last = placed.at(-1);
  if (first && last?.origin && isInterrupted(traced)) {
    const to = last.origin.from + last.length;
    return {
      text: first.scalar.text.slice(first.from, to),
      pieces: [{ at: 0, length: to - first.from, origin: first }],
    };
  }
  const parts = traced.pieces.map((piece) => {
    const part = sliceTraced(traced, piece.at, piece.at + piece.length);
    return piece.origin
      ? part
      : traceNothing(part.text.replaceAll(UNKNOWN, '…').replaceAll(POD_IP, '…'));
  });
  return joinTraced(parts);
}

/** Whether all placed pieces follow one another in one scalar, with gaps only where an unplaced one stands. */
function isInterrupted(traced: TracedText): boolean {
  let end: { readonly scalar: unknown; readonly at: number } | undefined;
  let unplaced = false;
  for (const piece of traced.pieces) {
    if (piece.length === 0) continue;
    if (!piece.origin) {
      unplaced = true;
      continue;
    }
    const { scalar, from } = piece.origin;
    if (end && (end.scalar !== scalar || (unplaced ? from <= end.at : from !== end.at)))
      return false;
    end = { scalar, at: from + piece.length };
    unplaced = false;
  }
  return end !== undefined;
}

/** A decimal number with nothing around it. */
export function numberIn(traced: TracedText): number | undefined {
  return /^\d{1,9}$/.test(traced.text) ? Number(traced.text) : undefined;
}

/** The last part of a path: a program's name, on Windows without `.exe`. */
export function baseName(path: string): string {
  return path.replace(/^.*[/\\](?=[^/\\]*$)/s, '').replace(/\.exe$/i, '');
}

import { joinTraced, sliceTraced, soleOrigin, traceNothing } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';

/** Stands for the pod's own IP, where a variable takes it from the downward API. */
export const POD_IP = '\u0001';

/** Without white space at either end. */
export function trimmed(traced: TracedText): TracedText {
  const start = traced.text.length - traced.text.trimStart().length;
  return sliceTraced(traced, start, Math.max(start, traced.text.trimEnd().length));
}

/** The parts between the matches of a global pattern, in order, empty ones too. */
export function splitAt(traced: TracedText, separator: RegExp): readonly TracedText[] {
  const parts: TracedText[] = [];
  let from = 0;
  for (const match of traced.text.matchAll(separator)) {
    parts.push(sliceTraced(traced, from, match.index));
    from = match.index + match[0].length;
  }
  return [...parts, sliceTraced(traced, from)];
}

/** The words of a line, cut at white space; no quotes are undone. */
export function wordsOf(traced: TracedText): readonly TracedText[] {
  return splitAt(traced, /\s+/g).filter((part) => part.text !== '');
}

/**
 * What stands from the first text's beginning to the last one's end, if both stand in that order in one scalar. Else
 * both with a blank between, placed at the last: a flag and its value are two items of a list.
 */
export function through(first: TracedText, last: TracedText): TracedText {
  const from = soleOrigin(first);
  const to = soleOrigin(last);
  if (from && to && from.scalar === to.scalar && from.from <= to.from) {
    const length = to.to - from.from;
    return {
      text: from.scalar.text.slice(from.from, to.to),
      pieces: [{ length, origin: { scalar: from.scalar, from: from.from } }],
    };
  }
  return joinTraced([traceNothing(`${first.text} `), last]);
}

/** A decimal number with nothing around it. */
export function numberIn(traced: TracedText): number | undefined {
  return /^\d{1,9}$/.test(traced.text) ? Number(traced.text) : undefined;
}

/** The last part of a path: a program's name. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

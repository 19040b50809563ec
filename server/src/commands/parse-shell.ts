import { parse } from 'unbash';

/**
 * The tree of a script, broken or not. Undefined where it is too long, or has more of something than a script has that
 * somebody wrote: `unbash` calls itself for each function or coprocess that is the body of another, and takes the square
 * of the here-documents that begin on one line.
 */
export function parseShell(script: string): ReturnType<typeof parse> | undefined {
  if (script.length > MOST_CHARACTERS) return undefined;
  const hard = script.split(HARD, MOST_HARD + 2).length - 1;
  return hard > MOST_HARD ? undefined : parse(script);
}

const MOST_CHARACTERS = 200_000;
/** Heads of functions, coprocesses, here-documents. */
const HARD = /\([\s\\]*\)|\bfunction\b|\bcoproc\b|<</;
/** Of functions in functions the stack of an engine that was just started has room for some 1,500. */
const MOST_HARD = 500;

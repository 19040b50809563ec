import type { Statement, Word } from 'unbash';
import { parseShell } from './parse-shell.ts';

/** What a script starts, each as the words of its command line. */
export interface SideBySide {
  /** Those that it puts into the background. */
  readonly background: readonly (readonly string[])[];
  /** The one that it then becomes or waits for; absent where it waits for all of them. */
  readonly foreground: readonly string[] | undefined;
}

/**
 * The commands of a script that does nothing but start them side by side: `a & b`, `a & exec b`, `a & b & wait`.
 * Undefined for every other script, and where a word is more than its letters: a variable, a pattern, a redirection.
 */
export function sideBySide(script: string): SideBySide | undefined {
  const parsed = parseShell(script);
  if (!parsed) return undefined;
  const { commands, errors = [] } = parsed;
  const started = commands.map(wordsOf);
  if (errors.length > 0 || !started.every((words) => words !== undefined)) return undefined;
  const last = started.at(-1);
  const isWait = last?.[0] === 'wait' && (last.length === 1 || last.join(' ') === 'wait -n');
  const inBackground = commands.map(({ background }) => background === true);
  // A shell that waits for nothing ends, and with it the container.
  if (started.length < 2 || inBackground.indexOf(false) !== started.length - 1) return undefined;
  const background = started.slice(0, -1);
  return { background, foreground: isWait || !last ? undefined : last };
}

/** Undefined where the statement is not a plain command. */
function wordsOf({ command }: Statement): readonly string[] | undefined {
  if (command.type !== 'Command' || !command.name) return undefined;
  if (command.prefix.length > 0 || command.redirects.length > 0) return undefined;
  const words = [command.name, ...command.args].map((word) =>
    word.type === 'Word' ? plainText(word) : undefined,
  );
  if (!words.every((word) => word !== undefined)) return undefined;
  return words[0] === 'exec' && words.length > 1 ? words.slice(1) : words;
}

/** The letters of a word that the shell takes as they are. */
function plainText({ text, value }: Word): string | undefined {
  const isPlain =
    /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text) ||
    /^'[^']*'$/.test(text) ||
    /^"[^"$`\\!]*"$/.test(text);
  return isPlain ? value : undefined;
}

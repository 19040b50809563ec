import { joinTraced, sliceTraced, traceNothing } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { through } from './words.ts';

/** An option of a command line. */
export interface Option {
  /** With its dashes. In Go style `-listen` is `--listen`. */
  readonly name: string;
  readonly value: TracedText | undefined;
  /** The option with its value, for pointing at. */
  readonly text: TracedText;
}

export interface CommandLine {
  readonly options: readonly Option[];
  readonly operands: readonly TracedText[];
  /** What stands behind `--`; among the operands too. */
  readonly afterDashes: readonly TracedText[];
}

export interface OptionSyntax {
  readonly flagStyle: 'gnu' | 'go';
  /** Options that take a value. */
  readonly valued: ReadonlySet<string>;
  /** Options that take `key=value`. */
  readonly keyed: readonly string[];
  /** An option that is not in `valued` may take the next word that does not begin with a dash. */
  readonly guessing: boolean;
}

/** Takes the words behind a program's name apart. */
export function parseOptions(words: readonly TracedText[], syntax: OptionSyntax): CommandLine {
  const options: Option[] = [];
  const operands: TracedText[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) continue;
    if (word.text === '--') {
      const rest = words.slice(i + 1);
      return { options, operands: [...operands, ...rest], afterDashes: rest };
    }
    if (!/^-./.test(word.text) || /^-\d/.test(word.text)) {
      operands.push(word);
      continue;
    }
    const next = words[i + 1];
    const read = readOption(word, next, syntax);
    for (const option of read.options) options.push(option);
    if (read.tookNext) i++;
  }
  return { options, operands, afterDashes: [] };
}

interface Reading {
  readonly options: readonly Option[];
  readonly tookNext: boolean;
}

function readOption(word: TracedText, next: TracedText | undefined, syntax: OptionSyntax): Reading {
  const keyed = syntax.keyed.find((prefix) => word.text.startsWith(prefix));
  if (keyed !== undefined) return readKeyed(word, keyed, next);
  const equals = word.text.indexOf('=');
  if (equals > 0 && isLong(word.text, syntax)) {
    const name = canonical(word.text.slice(0, equals), syntax);
    return {
      options: [{ name, value: sliceTraced(word, equals + 1), text: word }],
      tookNext: false,
    };
  }
  if (isLong(word.text, syntax)) {
    const name = canonical(word.text, syntax);
    if (next && takesNext(name, next, syntax))
      return { options: [{ name, value: next, text: through(word, next) }], tookNext: true };
    return { options: [{ name, value: undefined, text: word }], tookNext: false };
  }
  return readCluster(word, next, syntax);
}

/** `-xzf FILE`, `-p8080`, `-o=value`. */
function readCluster(
  word: TracedText,
  next: TracedText | undefined,
  syntax: OptionSyntax,
): Reading {
  const options: Option[] = [];
  for (let i = 1; i < word.text.length; i++) {
    const name = `-${word.text.charAt(i)}`;
    const last = i === word.text.length - 1;
    if (!last && (syntax.valued.has(name) || word.text.charAt(i + 1) === '=')) {
      const start = word.text.charAt(i + 1) === '=' ? i + 2 : i + 1;
      options.push({ name, value: sliceTraced(word, start), text: word });
      return { options, tookNext: false };
    }
    if (last && next && takesNext(name, next, syntax)) {
      options.push({ name, value: next, text: through(word, next) });
      return { options, tookNext: true };
    }
    options.push({ name, value: undefined, text: word });
  }
  return { options, tookNext: false };
}

/** `-Dkey=value`, `-E key=value`, `--set=key=value`. */
function readKeyed(word: TracedText, prefix: string, next: TracedText | undefined): Reading {
  const attached = word.text.length > prefix.length;
  const skipped = word.text.charAt(prefix.length) === '=' ? 1 : 0;
  const pair = attached ? sliceTraced(word, prefix.length + skipped) : next;
  if (!pair) return { options: [{ name: prefix, value: undefined, text: word }], tookNext: false };
  const equals = pair.text.indexOf('=');
  const key = equals < 0 ? pair.text : pair.text.slice(0, equals);
  const value = equals < 0 ? undefined : sliceTraced(pair, equals + 1);
  const text = attached ? word : through(word, pair);
  return { options: [{ name: `${prefix}${key}`, value, text }], tookNext: !attached };
}

function isLong(text: string, syntax: OptionSyntax): boolean {
  if (text.startsWith('--')) return true;
  return (syntax.flagStyle === 'go' && /^-[^=]{2}/.test(text)) || syntax.valued.has(nameIn(text));
}

function nameIn(text: string): string {
  const equals = text.indexOf('=');
  return equals < 0 ? text : text.slice(0, equals);
}

function canonical(name: string, syntax: OptionSyntax): string {
  return syntax.flagStyle === 'go' && /^-[^-]./.test(name) ? `-${name}` : name;
}

function takesNext(name: string, next: TracedText, syntax: OptionSyntax): boolean {
  if (syntax.valued.has(name)) return true;
  return syntax.guessing && !next.text.startsWith('-');
}

/** An option as it would be if it were written as one word; for options that a variable stands for. */
export function optionFrom(name: string, value: TracedText): Option {
  return { name, value, text: joinTraced([traceNothing(`${name}=`), value]) };
}

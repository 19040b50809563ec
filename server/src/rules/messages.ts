import { shortened } from '../text/shortened.ts';

/**
 * A rule's message with its `{placeholders}` filled in. A placeholder without a value throws: that is a fault of the
 * rule, and is caught where rules are run.
 */
export function fillMessage(
  template: string,
  data: Readonly<Record<string, string | number>>,
): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new Error(`the message lacks a value for {${name}}`);
    // A name that somebody chose is short; a megabyte in its place is not repeated in every message.
    return typeof value === 'number' ? String(value) : shortened(value);
  });
}

/** Nobody reads more, and a problem for each of a thousand names may list them all. */
const MOST_WORDS = 12;

/** "a", "a and b", "a, b and c"; of very many the first, and how many more. */
export function listed(words: readonly string[], joint: 'and' | 'or' = 'and'): string {
  if (words.length > MOST_WORDS)
    return listed([...words.slice(0, MOST_WORDS - 1), `${words.length - MOST_WORDS + 1} more`]);
  const last = words.at(-1);
  if (last === undefined) return '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** The same of what is looked for only up to a number, so that what is said of very many is not how many they are. */
export function listedFirst(words: readonly string[]): string {
  return listed(words.length > MANY ? [...words.slice(0, MOST_WORDS - 1), 'many more'] : words);
}

const MANY = 50;

/** The names in quotes, listed. */
export function quoted(names: readonly string[], joint: 'and' | 'or' = 'and'): string {
  return listed(
    names.map((name) => `"${name}"`),
    joint,
  );
}

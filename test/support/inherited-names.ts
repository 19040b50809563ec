/** What every object of JavaScript has, each beside a name of the same kind and length that none has. */
export const INHERITED_NAMES = [
  ['constructor', 'construktor'],
  ['__proto__', '__porto__'],
  ['toString', 'toStrink'],
  ['hasOwnProperty', 'hasOwnPropertx'],
  ['valueOf', 'valueIf'],
] as const;

/** The text with another name, also where the name was made a valid one. */
export function renamed(text: string, from: string, to: string): string {
  const valid = (name: string): string => name.toLowerCase().replaceAll('_', '');
  return text.replaceAll(from, to).replaceAll(valid(from), valid(to));
}

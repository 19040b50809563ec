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
    return String(value);
  });
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** The names in quotes, listed. */
export function quoted(names: readonly string[]): string {
  return listed(names.map((name) => `"${name}"`));
}

/** One thing, or a set of several: of thousands that are kept, nearly each is one, and a set takes ten times its room. */
export type OneOrMore<T extends object> = T | Set<T>;

/** With one more; a set that is there already takes it up. */
export function withOne<T extends object>(known: OneOrMore<T> | undefined, one: T): OneOrMore<T> {
  if (!known || known === one) return one;
  return known instanceof Set ? known.add(one) : new Set([known, one]);
}

/** Without one; a set that is there gives it away. Undefined where nothing is left. */
export function withoutOne<T extends object>(
  known: OneOrMore<T>,
  one: T,
): OneOrMore<T> | undefined {
  if (known === one) return undefined;
  if (!(known instanceof Set)) return known;
  known.delete(one);
  const [first, ...others] = known;
  return others.length === 0 ? first : known;
}

export function each<T extends object>(known: OneOrMore<T> | undefined): Iterable<T> {
  if (known instanceof Set) return known;
  return known ? [known] : [];
}

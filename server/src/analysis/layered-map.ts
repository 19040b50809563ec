/**
 * A map that never changes: `with` gives another one, which shares all but the latest changes with it. So one change
 * among very many entries costs next to nothing.
 */
export class LayeredMap<K, V extends object> {
  readonly #base: ReadonlyMap<K, V>;
  /** What differs from the base; undefined for what is deleted there. */
  readonly #changes: ReadonlyMap<K, V | undefined>;

  constructor(
    base: ReadonlyMap<K, V> = new Map(),
    changes: ReadonlyMap<K, V | undefined> = new Map(),
  ) {
    this.#base = base;
    this.#changes = changes;
  }

  get(key: K): V | undefined {
    return this.#changes.has(key) ? this.#changes.get(key) : this.#base.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  /** What is changed stays in its place. */
  *keys(): Iterable<K> {
    for (const [key] of this.#entries()) yield key;
  }

  *values(): Iterable<V> {
    for (const [, value] of this.#entries()) yield value;
  }

  /** With these values, and without the keys whose value is undefined. */
  with(changes: ReadonlyMap<K, V | undefined>): LayeredMap<K, V> {
    const all = new Map([...this.#changes, ...changes]);
    if (all.size <= Math.min(MOST_CHANGES, this.#base.size / 8))
      return new LayeredMap(this.#base, all);
    return new LayeredMap(new Map(new LayeredMap(this.#base, all).#entries()));
  }

  *#entries(): Iterable<readonly [K, V]> {
    for (const [key, value] of this.#base) {
      const now = this.#changes.has(key) ? this.#changes.get(key) : value;
      if (now) yield [key, now];
    }
    for (const [key, value] of this.#changes) if (value && !this.#base.has(key)) yield [key, value];
  }
}

/**
 * More changes than this are worth a base of their own: they come with a batch, not with a keystroke. A base keeps what
 * is not in the map any more, so a small one is rather copied.
 */
const MOST_CHANGES = 32;

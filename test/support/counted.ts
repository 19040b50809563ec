/** A value that counts how often anything in it is read. */
export interface Counted<T> {
  readonly value: T;
  reads(): number;
}

/** The same data, with a count of each property, item and length that is read, however deep; nothing is changed. */
export function counted<T extends object>(value: T): Counted<T> {
  let reads = 0;
  const known = new WeakMap<object, object>();
  const wrap = <O extends object>(of: O): O => {
    const before = known.get(of);
    if (before) return before as O;
    const proxy = new Proxy(of, {
      get(target, key): unknown {
        reads++;
        const found: unknown = Reflect.get(target, key);
        return typeof found === 'object' && found !== null ? wrap(found) : found;
      },
    });
    known.set(of, proxy);
    known.set(proxy, proxy);
    return proxy;
  };
  return { value: wrap(value), reads: () => reads };
}

import assert from 'node:assert/strict';

/** How many characters the searches for a word in a text (`indexOf`) look at while something is done. */
export function searchedDuring(use: () => void): number {
  const original = Object.getOwnPropertyDescriptor(String.prototype, 'indexOf');
  const search: unknown = original?.value;
  assert.ok(original && typeof search === 'function');
  let looked = 0;
  Object.defineProperty(String.prototype, 'indexOf', {
    ...original,
    value(this: string, what: string, from = 0): number {
      const at = Number(Reflect.apply(search, this, [what, from]));
      looked += (at < 0 ? this.length : at + 1) - from;
      return at;
    },
  });
  try {
    use();
  } finally {
    Object.defineProperty(String.prototype, 'indexOf', original);
  }
  return looked;
}

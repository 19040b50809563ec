import { oneCopy } from './one-copy.ts';

/**
 * The same function of a text, which remembers what it has said. When that is of `most` texts, all is forgotten: they
 * are few in one folder, and a table that only grows would be kept for ever.
 */
export function remembering<T>(most: number, answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.answer;
    if (known.size >= most) known.clear();
    const now = { answer: answer(text) };
    // A part of a manifest's text would keep the whole in memory.
    known.set(oneCopy(text), now);
    return now.answer;
  };
}

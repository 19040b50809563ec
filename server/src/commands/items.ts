import type { TracedText } from '../yaml/traced-text.ts';
import type { Collector } from './collector.ts';
import { splitAt } from './words.ts';

/** Items of one value that are read: each fact is shown with the whole value, which would cost its square. */
export const MOST_ITEMS = 250;

/** The items of a value that lists several, by what stands between them; past too many, the listeners are left open. */
export function itemsOf(
  list: TracedText,
  separator: RegExp,
  collector: Collector,
): readonly TracedText[] {
  const items = splitAt(list, separator, MOST_ITEMS + 1);
  if (items.length <= MOST_ITEMS) return items;
  collector.leaveOpen();
  return items.slice(0, MOST_ITEMS);
}

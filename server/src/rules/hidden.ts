import type { LinkedContainer } from '../analysis/linked.ts';
import { hiddenByMount, imageOf } from '../kubernetes/images.ts';

/**
 * What a mount at `directory` hides in the containers' images, in words for a title; undefined where one of
 * them would no longer work.
 */
export function hiddenIn(
  containers: readonly LinkedContainer[],
  directory: string,
): { readonly note: string } | undefined {
  if (directory === '/') return undefined;
  const notes: string[] = [];
  for (const { container, label } of containers) {
    const known = container.image && imageOf(container.image.value);
    const hidden = hiddenByMount(known, directory);
    if (hidden?.needed) return undefined;
    if (hidden) notes.push(`${hidden.what} in ${label}`);
  }
  return { note: notes.length === 0 ? '' : ` (hides ${notes.join(', ')})` };
}

import type { LinkedContainer } from '../analysis/linked.ts';
import { hiddenByMount, imageOf } from '../kubernetes/images.ts';
import { listed } from './messages.ts';

/**
 * What a mount at `directory` hides in the containers' images, in words for a title; undefined where one of
 * them would no longer work.
 */
export function hiddenIn(
  containers: readonly LinkedContainer[],
  directory: string,
): { readonly note: string } | undefined {
  if (directory === '/') return undefined;
  const hidingIn = new Map<string, string[]>();
  for (const { container, label } of containers) {
    const known = container.image && imageOf(container.image.value);
    const hidden = hiddenByMount(known, directory);
    if (hidden?.needed) return undefined;
    if (hidden) hidingIn.set(hidden.what, [...(hidingIn.get(hidden.what) ?? []), label]);
  }
  const notes = [...hidingIn].map(([what, labels]) => `${what} in ${listed(labels)}`);
  return { note: notes.length === 0 ? '' : ` (hides ${notes.join(', ')})` };
}

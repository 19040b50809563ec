/** A `$(NAME)` in a text, or a `$$`, which stands for a dollar sign and has no name. */
export interface Reference {
  readonly start: number;
  readonly end: number;
  readonly name: string | undefined;
}

/**
 * Those that Kubernetes replaces, in their order: a name goes up to the next `)`, and what is never closed is none
 * (k8s.io/kubernetes third_party/forked/golang/expansion/expand.go). The text is gone through once, however many are
 * opened in it.
 */
export function referencesIn(text: string): readonly Reference[] {
  const found: Reference[] = [];
  let mayClose = true;
  let start = text.indexOf('$');
  while (start >= 0) {
    let end = start + 1;
    if (text.startsWith('$', end)) {
      end++;
      found.push({ start, end, name: undefined });
    } else if (mayClose && text.startsWith('(', end)) {
      const close = text.indexOf(')', end);
      mayClose = close >= 0;
      if (mayClose) {
        const name = text.slice(end + 1, close);
        end = close + 1;
        found.push({ start, end, name });
      }
    }
    start = text.indexOf('$', end);
  }
  return found;
}

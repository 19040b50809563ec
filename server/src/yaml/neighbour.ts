import { covers, intersects, spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { lastIndexWhere } from '../text/search.ts';
import type { YamlDocument } from './document.ts';
import { entriesOf, writtenIn } from './node-tables.ts';
import type { YamlNode } from './node.ts';

/**
 * A span of a document, and with it the entry after the entries that it covers, or the one before them where none
 * comes after; the whole collection where all are covered. As it is where it covers no entry.
 */
export function withNeighbour(document: YamlDocument, span: Span): Span {
  let node: YamlNode | undefined = document.root;
  while (node && node.kind !== 'scalar' && !node.aliased) {
    const entries = entriesOf(node);
    const last = lastIndexWhere(entries, ({ start }) => start < span.end);
    const first = lastIndexWhere(entries.slice(0, last + 1), ({ end }) => end <= span.start) + 1;
    const entry = entries[first];
    if (!entry || !intersects(entry, span)) return span;
    if (covers(span, entry)) {
      const beside = entries[last + 1] ?? entries[first - 1] ?? node.span;
      return spanOf(Math.min(span.start, beside.start), Math.max(span.end, beside.end));
    }
    node = writtenIn(node)[first]?.value;
  }
  return span;
}

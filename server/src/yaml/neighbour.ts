import { covers, intersects, spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { lastIndexWhere } from '../text/search.ts';
import type { YamlDocument } from './document.ts';
import { entriesOf, writtenIn } from './node-tables.ts';
import type { YamlMap, YamlNode, YamlSeq } from './node.ts';

/** Entries of a map or a list, from the one at `first` up to that at `last`, in the order in which they are written. */
export interface Entries {
  readonly holder: YamlMap | YamlSeq;
  readonly first: number;
  readonly last: number;
}

/** The entries that a span of a document covers whole; undefined where it covers none. */
export function coveredEntries(document: YamlDocument, span: Span): Entries | undefined {
  let node: YamlNode | undefined = document.root;
  while (node && node.kind !== 'scalar' && !node.aliased) {
    const entries = entriesOf(node);
    const last = lastIndexWhere(entries, ({ start }) => start < span.end);
    const first = lastIndexWhere(entries.slice(0, last + 1), ({ end }) => end <= span.start) + 1;
    const entry = entries[first];
    if (!entry || !intersects(entry, span)) return undefined;
    if (covers(span, entry)) return { holder: node, first, last };
    node = writtenIn(node)[first]?.value;
  }
  return undefined;
}

/**
 * A span of a document, and with it the entry after the entries that it covers, or the one before them where none
 * comes after; the whole collection where all are covered. As it is where it covers no entry.
 */
export function withNeighbour(document: YamlDocument, span: Span): Span {
  const covered = coveredEntries(document, span);
  if (!covered) return span;
  const { holder, first, last } = covered;
  const entries = entriesOf(holder);
  const beside = entries[last + 1] ?? entries[first - 1] ?? holder.span;
  return spanOf(Math.min(span.start, beside.start), Math.max(span.end, beside.end));
}

import type { DocumentFacts } from '../analysis/facts.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode } from '../yaml/node.ts';
import { LARGE_DOCUMENT } from './outline.ts';

/** What can be folded away, from the line of its start to the line of its end. */
export interface Fold {
  readonly document: DocumentFacts;
  readonly span: Span;
  readonly kind: 'part' | 'comment';
}

/**
 * Resources, and in them whatever has lines below its first. Undefined for a file in which something is no resource:
 * there the editor folds by indentation, which a provider would replace.
 */
export function folds({ documents }: SourceFile): readonly Fold[] | undefined {
  const some = documents.some(({ kubernetes }) => kubernetes.resources.length > 0);
  return some && documents.every(isFolded)
    ? documents.flatMap((document) => [...parts(document), ...comments(document)])
    : undefined;
}

function isFolded({ kubernetes: { verdict, resources }, chunk }: DocumentFacts): boolean {
  if (resources.length > 0 || verdict === 'empty') return true;
  return (
    verdict !== 'template' && verdict !== 'not-kubernetes' && chunk.text.length <= LARGE_DOCUMENT
  );
}

function parts(document: DocumentFacts): readonly Fold[] {
  const { root, text } = document.yaml;
  if (!root) return [];
  const spans: Span[] = [];
  // From its marker on if it has one, so that a first key with lines below can be folded by itself.
  const marker = /^---(?=\s)/m.exec(text.slice(0, root.span.start));
  spans.push(spanOf(marker?.index ?? root.span.start, root.span.end));
  collect(root, spans);
  return spans.map((span) => ({ document, span, kind: 'part' }));
}

function collect(node: YamlNode, spans: Span[]): void {
  if (node.aliased || node.kind === 'scalar') return;
  if (node.kind === 'map') {
    for (const { key, value } of node.pairs) {
      if (!value || key.aliased || value.aliased) continue;
      spans.push(spanOf(key.span.start, value.span.end));
      collect(value, spans);
    }
    return;
  }
  for (const { span, value } of node.items) {
    if (!value || value.aliased) continue;
    spans.push(spanOf(span.start, value.span.end));
    collect(value, spans);
  }
}

/** Comments on lines of their own that follow each other. */
function comments(document: DocumentFacts): readonly Fold[] {
  const { text, comments: all } = document.yaml;
  const runs: Span[] = [];
  for (const { span, ownLine } of all) {
    if (!ownLine) continue;
    const last = runs.at(-1);
    const follows = last && /^(?:\r\n|\r|\n)[ \t]*$/.test(text.slice(last.end, span.start));
    if (follows) runs[runs.length - 1] = spanOf(last.start, span.end);
    else runs.push(span);
  }
  return runs.map((span) => ({ document, span, kind: 'comment' }));
}

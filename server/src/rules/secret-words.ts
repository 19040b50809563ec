import type { DocumentFacts } from '../analysis/facts.ts';
import { remembered } from '../analysis/remembered.ts';
import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/node.ts';
import { pairOf, valueOf } from '../yaml/node.ts';

/** Whether a Secret stands in a document, be it one that is broken: what is said of it, more people read than it. */
export function holdsSecret(document: DocumentFacts): boolean {
  return remembered(document, hasSecret);
}

function hasSecret({ kubernetes, chunk }: DocumentFacts): boolean {
  return (
    kubernetes.resources.some(({ kind }) => kind.value === 'Secret') || SECRET.test(chunk.text)
  );
}

const SECRET = /\bkind["']?\s*:\s*["']?Secret(?:List)?\b/;

/**
 * A key as messages name it. Undefined where a Secret stands and it may be a piece of a value: inside of one, or without
 * the colon that makes it a key.
 */
export function keyName(document: DocumentFacts, key: YamlScalar): string | undefined {
  if (!holdsSecret(document)) return key.text;
  const isKey = /^[ \t]*:/.test(document.chunk.text.slice(key.span.end, key.span.end + 100));
  return isKey && !liesInValue(document.yaml.root, key.span) ? key.text : undefined;
}

/** Of `data` and `stringData`, of the document's resource or of one in a list. */
function liesInValue(root: YamlNode | undefined, at: Span): boolean {
  if (root?.kind !== 'map') return false;
  const items = valueOf(root, 'items');
  if (items?.kind === 'seq')
    return items.items.some(({ value }) => value !== root && liesInValue(value, at));
  return ['data', 'stringData'].some((field) =>
    valuesOf(root, field).some((value) => value && covers(value.span, at)),
  );
}

function valuesOf(secret: YamlMap, field: string): readonly (YamlNode | undefined)[] {
  const value = pairOf(secret, field)?.value;
  return value?.kind === 'map' ? value.pairs.map((pair) => pair.value) : [value];
}

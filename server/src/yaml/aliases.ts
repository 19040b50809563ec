import type { Span } from '../text/span.ts';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlScalar } from './node.ts';
import { addFault } from './reading.ts';
import type { Reading } from './reading.ts';

/** What the alias `name` at `span` stands for: a copy of the anchored node that points at the alias everywhere. */
export function resolveAlias(reading: Reading, name: string, span: Span): YamlNode | undefined {
  const target = reading.anchors.get(name);
  if (target) return copyAt(reading, target, span);
  const message = reading.anchors.has(name)
    ? 'This alias stands inside the value that it names.'
    : 'No anchor of this name stands before this alias.';
  addFault(reading, 'unknown-alias', span, message);
  return undefined;
}

/**
 * The pairs that `<<` brings into a map, keys that the map itself has left out. Of a list of maps the earlier ones
 * win. go.yaml.in/yaml/v2 lets a merge override a key that is written above it; here the written key always wins.
 */
export function mergedPairs(
  reading: Reading,
  merge: YamlPair,
  taken: Set<string>,
): readonly YamlPair[] {
  const sources = mapsOf(merge.value);
  if (!sources) {
    const span = merge.value?.span ?? merge.key.span;
    const message =
      merge.value?.kind === 'seq' && merge.value.aliased
        ? 'The alias stands for a list, and "<<" merges only maps.'
        : 'Only a map, or a list of maps, can be merged with "<<".';
    addFault(reading, 'syntax', span, message);
    return [];
  }
  const pairs: YamlPair[] = [];
  for (const pair of sources.flatMap((source) => source.pairs)) {
    if (taken.has(pair.key.text)) continue;
    taken.add(pair.key.text);
    pairs.push({
      key: pair.key.aliased ? pair.key : { ...pair.key, aliased: true },
      value: pair.value && markAliased(reading, pair.value, merge.key.span),
      span: pair.span,
    });
  }
  return pairs;
}

function mapsOf(value: YamlNode | undefined): readonly YamlMap[] | undefined {
  if (value?.kind === 'map') return [value];
  // An alias to a list is refused, a list of aliases is not (decode.go, merge).
  if (value?.kind !== 'seq' || value.aliased) return undefined;
  const maps = value.items.flatMap((item) => (item.value?.kind === 'map' ? [item.value] : []));
  return maps.length === value.items.length ? maps : undefined;
}

function markAliased(reading: Reading, node: YamlNode, at: Span): YamlNode | undefined {
  return node.aliased ? node : copy(reading, node, undefined, at);
}

function copyAt(reading: Reading, node: YamlNode, span: Span): YamlNode | undefined {
  return copy(reading, node, span, span);
}

/** A copy in which everything is aliased and stands at `span`, or where it stood if that is undefined. */
function copy(
  reading: Reading,
  node: YamlNode,
  span: Span | undefined,
  faultAt: Span,
): YamlNode | undefined {
  if (!spend(reading, node, faultAt)) return undefined;
  switch (node.kind) {
    case 'scalar':
      return copyScalar(node, span);
    case 'map': {
      const pairs = node.pairs.map((pair): YamlPair => ({
        key: copyScalar(pair.key, span),
        value: pair.value && copy(reading, pair.value, span, faultAt),
        span: span ?? pair.span,
      }));
      return { ...node, span: span ?? node.span, aliased: true, pairs };
    }
    case 'seq': {
      const items = node.items.map((item): YamlItem => ({
        value: item.value && copy(reading, item.value, span, faultAt),
        span: span ?? item.span,
      }));
      return { ...node, span: span ?? node.span, aliased: true, items };
    }
  }
}

function copyScalar(scalar: YamlScalar, span: Span | undefined): YamlScalar {
  return { ...scalar, span: span ?? scalar.span, aliased: true };
}

/** Takes what a copy of this node costs from what aliases may add; false, and a fault once, when it is used up. */
function spend(reading: Reading, node: YamlNode, at: Span): boolean {
  if (reading.aliasedNodes < 0) return false;
  const children =
    node.kind === 'map' ? node.pairs.length : node.kind === 'seq' ? node.items.length : 0;
  reading.aliasedNodes -= 1 + children;
  if (reading.aliasedNodes >= 0) return true;
  addFault(reading, 'too-large', at, 'Aliases repeat more of this document than is read.');
  return false;
}

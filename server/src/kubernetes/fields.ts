import { pairOf, valueOf } from '../yaml/node.ts';
import type { YamlMap, YamlNode, YamlSeq } from '../yaml/node.ts';
import type { Located, LocatedText } from './located.ts';
import type { KeyValue } from './model.ts';

/**
 * Typed access to the fields of a map. A field that is absent, null or of another type gives undefined (or an empty
 * list): the schema reports what is wrong, and everything else reads on.
 */
export function textField(map: YamlMap, key: string): LocatedText | undefined {
  return asText(valueOf(map, key));
}

export function booleanField(map: YamlMap, key: string): Located<boolean> | undefined {
  const node = valueOf(map, key);
  if (node?.kind !== 'scalar' || typeof node.value !== 'boolean') return undefined;
  return { value: node.value, span: node.span, node };
}

/** An integer; Kubernetes takes no fractions where this is used. */
export function integerField(map: YamlMap, key: string): Located<number> | undefined {
  const node = valueOf(map, key);
  if (node?.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
  if (!Number.isSafeInteger(node.value)) return undefined;
  return { value: node.value, span: node.span, node };
}

/** An IntOrString: a number, or a string that is a name. */
export function portField(map: YamlMap, key: string): Located<number | string> | undefined {
  return integerField(map, key) ?? textField(map, key);
}

export function mapField(map: YamlMap, key: string): YamlMap | undefined {
  const node = valueOf(map, key);
  return node?.kind === 'map' ? node : undefined;
}

export function mapAt(map: YamlMap, path: readonly string[]): YamlMap | undefined {
  return path.reduce<YamlMap | undefined>((at, key) => at && mapField(at, key), map);
}

export function seqField(map: YamlMap, key: string): YamlSeq | undefined {
  const node = valueOf(map, key);
  return node?.kind === 'seq' ? node : undefined;
}

/** The items of a list that are maps. */
export function mapItems(map: YamlMap, key: string): readonly YamlMap[] {
  return (seqField(map, key)?.items ?? []).flatMap((item) =>
    item.value?.kind === 'map' ? [item.value] : [],
  );
}

/** The items of a list that are strings; undefined where there is no list. */
export function textItems(map: YamlMap, key: string): readonly LocatedText[] | undefined {
  return seqField(map, key)?.items.flatMap((item) => asText(item.value) ?? []);
}

/** A map of strings, such as labels; a value that is no string is absent. */
export function keyValues(map: YamlMap | undefined): readonly KeyValue[] {
  return (map?.pairs ?? []).map((pair) => ({
    key: { value: pair.key.text, span: pair.key.span, node: pair.key },
    value: asText(pair.value),
  }));
}

export function hasField(map: YamlMap, key: string): boolean {
  return pairOf(map, key) !== undefined;
}

/** A scalar that Kubernetes reads as a string. */
function asText(node: YamlNode | undefined): LocatedText | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  return { value: node.value, span: node.span, node };
}

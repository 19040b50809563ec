import type { YamlMap, YamlNode, YamlPair } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { readStructure } from './generated/structure.js';
import type { SchemaDefinition, SchemaField, SchemaStructure, SchemaType } from './schema-types.ts';
import { own } from '../text/own.ts';

let read: SchemaStructure | undefined;

/** Read when first asked for: a server that meets no Kubernetes manifest never reads it. */
export function structure(): SchemaStructure {
  read ??= readStructure();
  return read;
}

/** The definition of a kind's root; undefined for a kind, or a version of it, that we have no schema of. */
export function rootDefinition(apiVersion: string, kind: string): string | undefined {
  return own(structure().roots, `${apiVersion}/${kind}`);
}

export function definitionOf(name: string): SchemaDefinition | undefined {
  return own(structure().definitions, name);
}

export function fieldOf(definition: string, field: string): SchemaField | undefined {
  const fields = definitionOf(definition)?.fields;
  return fields && own(fields, field);
}

/** A map of the manifest together with what the API calls it, and the way to it. */
export interface TypedMap {
  readonly node: YamlMap;
  readonly definition: string;
  readonly parent: TypedParent | undefined;
}

export interface TypedParent {
  readonly map: TypedMap;
  /** The field of `map` that holds the child, directly or in a list. */
  readonly pair: YamlPair;
  /** The place in the list; undefined where the field holds the map itself. */
  readonly index: number | undefined;
}

/** The maps right below, in the order of the text; maps of free keys, such as labels, are not among them. */
export function typedChildren(map: TypedMap): readonly TypedMap[] {
  return map.node.pairs.flatMap((pair) => childrenIn(map, pair));
}

/** The maps that a field holds. */
export function childrenIn(map: TypedMap, pair: YamlPair): readonly TypedMap[] {
  const type = fieldOf(map.definition, pair.key.text)?.type;
  if (type?.kind === 'object' && pair.value?.kind === 'map') {
    const parent = { map, pair, index: undefined };
    return [{ node: pair.value, definition: type.definition, parent }];
  }
  if (type?.kind !== 'list' || type.of.kind !== 'object' || pair.value?.kind !== 'seq') return [];
  const { definition } = type.of;
  return pair.value.items.flatMap(({ value }, index) =>
    value?.kind === 'map' ? [{ node: value, definition, parent: { map, pair, index } }] : [],
  );
}

/** A place in a resource, found by the steps of a JSON pointer. */
export interface TypedPlace {
  /** The nearest map with a definition: the place's own, or the one that holds it. */
  readonly map: TypedMap;
  /** The pair nearest to the place: a field of `map`, or an entry of a map of free keys below it. */
  readonly pair: YamlPair | undefined;
  /** What is there; undefined where nothing is written. */
  readonly node: YamlNode | undefined;
  readonly type: SchemaType;
}

/** Follows the steps as far as there is a definition; undefined where they leave the document or the schema. */
export function placeAt(root: TypedMap, steps: readonly string[]): TypedPlace | undefined {
  let map = root;
  let pair: YamlPair | undefined;
  let node: YamlNode | undefined = root.node;
  let type: SchemaType = { kind: 'object', definition: root.definition };
  for (const step of steps) {
    if (node?.kind === 'map') {
      const next = pairOf(node, step);
      const below: SchemaType | undefined =
        type.kind === 'object' ? fieldOf(type.definition, step)?.type : innerType(type);
      if (!next || !below) return undefined;
      pair = next;
      node = next.value;
      type = below;
    } else if (node?.kind === 'seq' && type.kind === 'list') {
      node = node.items[Number(step)]?.value;
      type = type.of;
    } else {
      return undefined;
    }
    if (type.kind === 'object' && node?.kind === 'map' && pair) {
      const index = /^\d+$/.test(step) && pair.value?.kind === 'seq' ? Number(step) : undefined;
      map = { node, definition: type.definition, parent: { map, pair, index } };
    }
  }
  return { map, pair, node, type };
}

function innerType(type: SchemaType): SchemaType | undefined {
  return type.kind === 'map' ? type.of : undefined;
}

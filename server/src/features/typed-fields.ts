import { fieldOf, rootDefinition, structure, typedChildren } from '../kubernetes/schema.ts';
import type { TypedMap } from '../kubernetes/schema.ts';
import type { Resource } from '../kubernetes/model.ts';
import type { YamlScalar } from '../yaml/node.ts';

/** A scalar in a field that the API knows: its value, an item of its list or an entry of its map of free keys. */
export interface TypedField {
  /** As `VolumeMount.name`. */
  readonly owner: string;
  readonly scalar: YamlScalar;
  /** The entry's key, in a map of free keys. */
  readonly key?: string;
  /** The map that holds the field. */
  readonly map: TypedMap;
}

/** All scalars of a resource that stand in fields that the API knows, in the order of the text. */
export function typedFields(resource: Resource): readonly TypedField[] {
  const definition = definitionOfKind(resource.apiVersion?.value, resource.kind.value);
  if (definition === undefined) return [];
  const fields: TypedField[] = [];
  collect({ node: resource.node, definition, parent: undefined }, fields);
  return fields;
}

/** A kind of another version, or without one yet, has the fields of the version that we know. */
export function definitionOfKind(
  apiVersion: string | undefined,
  kind: string | undefined,
): string | undefined {
  if (kind === undefined) return undefined;
  const exact = rootDefinition(apiVersion ?? '', kind);
  if (exact !== undefined) return exact;
  const same = Object.keys(structure().roots).find((root) => root.endsWith(`/${kind}`));
  if (same === undefined) return undefined;
  const known =
    apiVersion === undefined ||
    /^(?:v1|apps\/|batch\/|extensions\/|networking\.k8s\.io\/)/.test(apiVersion);
  return known ? structure().roots[same] : undefined;
}

function collect(map: TypedMap, fields: TypedField[]): void {
  for (const { key, value } of map.node.pairs) {
    const owner = `${map.definition}.${key.text}`;
    if (value?.kind === 'scalar') {
      fields.push({ owner, scalar: value, map });
    } else if (value?.kind === 'seq') {
      for (const item of value.items)
        if (item.value?.kind === 'scalar') fields.push({ owner, scalar: item.value, map });
    } else if (value && fieldOf(map.definition, key.text)?.type.kind === 'map') {
      for (const entry of value.pairs)
        if (entry.value?.kind === 'scalar')
          fields.push({ owner, scalar: entry.value, key: entry.key.text, map });
    }
  }
  for (const child of typedChildren(map)) collect(child, fields);
}

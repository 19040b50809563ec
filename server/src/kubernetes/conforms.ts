import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { isExpressionKey } from './fragment.ts';
import { definitionOf } from './schema.ts';
import type { SchemaType } from './schema-types.ts';

/**
 * Whether a resource is plainly what its definition wants, as nearly all are: then no validator has to look for what
 * is wrong with it, which takes several times as long. False wherever it would take a closer look to know.
 */
export function conforms(node: YamlMap, definition: string): boolean {
  const { types, required } = shapeOf(definition);
  for (const { key, value } of node.pairs) {
    if (!isPlainKey(node, key)) return false;
    const type = types.get(key.text);
    if (!type || !(isAbsent(value) || isOf(value, type))) return false;
  }
  return required.every((field) => !isAbsent(pairOf(node, field)?.value));
}

/** What a definition says of its maps. */
interface Shape {
  readonly types: ReadonlyMap<string, SchemaType>;
  readonly required: readonly string[];
}

function shapeOf(definition: string): Shape {
  const known = shapes.get(definition);
  if (known) return known;
  const fields = Object.entries(definitionOf(definition)?.fields ?? {});
  const made = {
    types: new Map(fields.map(([field, { type }]) => [field, type])),
    required: fields.filter(([, { required }]) => required).map(([field]) => field),
  };
  shapes.set(definition, made);
  return made;
}

const shapes = new Map<string, Shape>();

/** A merged key may stand behind a written one, and what a test says of a field is none. */
function isPlainKey({ aliased }: YamlMap, key: YamlMap['pairs'][number]['key']): boolean {
  return key.aliased === aliased && !isExpressionKey(key.text);
}

/** Go's decoder takes null for a field that is not there. */
function isAbsent(node: YamlNode | undefined): node is undefined {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

function isOf(node: YamlNode, type: SchemaType): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'object':
      return node.kind === 'map' && conforms(node, type.definition);
    case 'list':
      return node.kind === 'seq' && node.items.every(({ value }) => value && isOf(value, type.of));
    case 'map':
      return (
        node.kind === 'map' &&
        node.pairs.every(
          ({ key, value }) => isPlainKey(node, key) && (isAbsent(value) || isOf(value, type.of)),
        )
      );
    default:
      return node.kind === 'scalar' && isValue(node.value, type);
  }
}

function isValue(
  value: string | number | boolean | null,
  type: Exclude<SchemaType, { kind: 'object' | 'list' | 'map' }>,
): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'string':
    case 'base64':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    case 'quantity':
      return typeof value === 'string' || Number.isFinite(value);
    case 'enum':
      return typeof value === 'string' && (value === '' || type.values.includes(value));
  }
}

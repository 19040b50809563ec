/** The model as one JSON Schema (draft-07), which ajv turns into code. */
import type { SchemaDefinition, SchemaType } from '../../server/src/kubernetes/schema-types.ts';
import type { SchemaModel } from './model.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export const SCHEMA_ID = 'kubernetes';

export function toJsonSchema(model: SchemaModel): JsonSchema {
  return {
    $id: SCHEMA_ID,
    definitions: Object.fromEntries(
      Object.entries(model.definitions).map(([name, definition]) => [
        name,
        objectSchema(definition),
      ]),
    ),
  };
}

function objectSchema({ fields }: SchemaDefinition): JsonSchema {
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => field.required).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, { type }]) => [name, typeSchema(type)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function typeSchema(type: SchemaType): JsonSchema {
  switch (type.kind) {
    case 'any':
      return {};
    case 'string':
    case 'integer':
    case 'boolean':
      return { type: type.kind };
    case 'base64':
      return { type: 'string' };
    case 'quantity':
      return { type: ['string', 'number'] };
    case 'int-or-string':
      return { type: ['string', 'integer'] };
    case 'enum':
      // An empty string is an absent one to the API server, which then takes the default.
      return { type: 'string', enum: [...new Set(['', ...type.values])] };
    case 'object':
      return { $ref: `#/definitions/${type.definition}` };
    case 'list':
      return { type: 'array', items: typeSchema(type.of) };
    case 'map':
      return { type: 'object', additionalProperties: typeSchema(type.of) };
  }
}

import type { SchemaStructure } from '../../server/src/kubernetes/schema-types.ts';

/** All that the generator knows before it is written out in parts. */
export interface SchemaModel extends SchemaStructure {
  /** `Container` → its own text; `Container.ports` → the field's. */
  readonly descriptions: Readonly<Record<string, string>>;
}

import type { Format } from './formats.ts';
import { FIELD_FORMATS, MAP_FORMATS, PLACED_FORMATS, QUANTITY_FORMAT } from './formats.data.ts';
import { definitionOf } from './schema.ts';
import type { SchemaType } from './schema-types.ts';

/** What the forms of one definition's fields are; fields without a form, in them and below, are absent. */
export type FormatPlan = ReadonlyMap<string, FieldPlan>;

export interface FieldPlan {
  /** The form of the value, or of each of several. */
  readonly format: Format | undefined;
  /** The same below a map of the definition that is the key. */
  readonly placed: ReadonlyMap<string, Format>;
  /** The forms of the keys and values of a map with free keys. */
  readonly inMap: { readonly key?: Format; readonly value?: Format } | undefined;
  /** A tool may put the value in by name: it names a resource, or is an amount. */
  readonly isReplaced: boolean;
  readonly hasChildren: boolean;
}

/** Made when first asked for. Undefined for a definition in which nothing has a form. */
export function formatPlan(definition: string): FormatPlan | undefined {
  const known = plans.get(definition);
  if (known) return known.size === 0 ? undefined : known;
  // While it is made, a definition that holds itself has to be taken for one with something in it.
  plans.set(definition, UNFINISHED);
  const plan = new Map<string, FieldPlan>();
  for (const [field, { type }] of Object.entries(definitionOf(definition)?.fields ?? {})) {
    const made = fieldPlan(definition, field, type);
    if (made) plan.set(field, made);
  }
  plans.set(definition, plan);
  return plan.size === 0 ? undefined : plan;
}

const plans = new Map<string, FormatPlan>();
const UNFINISHED: FormatPlan = new Map([
  [
    '',
    {
      format: undefined,
      placed: new Map(),
      inMap: undefined,
      isReplaced: false,
      hasChildren: false,
    },
  ],
]);

function fieldPlan(definition: string, field: string, type: SchemaType): FieldPlan | undefined {
  const path = `${definition}.${field}`;
  const format = own(FIELD_FORMATS, path) ?? (isQuantity(type) ? QUANTITY_FORMAT : undefined);
  const inMap = own(MAP_FORMATS, path);
  const placed = new Map(
    Object.entries(PLACED_FORMATS).flatMap(([place, placedFormat]) => {
      const [parent = '', below] = place.split(' ');
      return below === path ? [[parent, placedFormat] as const] : [];
    }),
  );
  const child = childDefinition(type);
  const hasChildren = field !== 'status' && child !== undefined && formatPlan(child) !== undefined;
  const isName = path === 'ObjectMeta.name';
  if (!format && !inMap && placed.size === 0 && !hasChildren && !isName) return undefined;
  const isReplaced =
    definition === 'ObjectMeta' || format === QUANTITY_FORMAT || NAMES_RESOURCE.test(path);
  return { format, placed, inMap, isReplaced, hasChildren };
}

/** Fields that name another resource. */
const NAMES_RESOURCE =
  /(?:Reference|Selector|Source)\.(?:name|secretName|claimName)$|\.(?:serviceAccountName|nodeName|runtimeClassName|priorityClassName|storageClassName)$/;

function childDefinition(type: SchemaType): string | undefined {
  if (type.kind === 'object') return type.definition;
  return type.kind === 'list' && type.of.kind === 'object' ? type.of.definition : undefined;
}

function isQuantity(type: SchemaType): boolean {
  if (type.kind === 'list' || type.kind === 'map') return isQuantity(type.of);
  return type.kind === 'quantity';
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

import type { Format } from './formats.ts';
import { FIELD_FORMATS, MAP_FORMATS, PLACED_FORMATS, QUANTITY_FORMAT } from './formats.data.ts';
import { definitionOf } from './schema.ts';
import type { SchemaType } from './schema-types.ts';
import { own } from '../text/own.ts';

/** The forms of one definition's fields; fields without a form, and without a definition below them, are absent. */
export type FormatPlan = ReadonlyMap<string, FieldPlan>;

export interface FieldPlan {
  /** Something of it has a form; else there is only something below it. */
  readonly hasForm: boolean;
  /** The form of the value, or of each of several. */
  readonly format: Format | undefined;
  /** The same below a map of the definition that is the key. */
  readonly placed: ReadonlyMap<string, Format>;
  /** The forms of the keys and values of a map with free keys. */
  readonly inMap: { readonly key?: Format; readonly value?: Format } | undefined;
  /** A tool may put the value in by name: it names a resource, or is an amount. */
  readonly isReplaced: boolean;
  /** The definition of the maps that it holds. */
  readonly below: string | undefined;
}

/** Made when first asked for. */
export function formatPlan(definition: string): FormatPlan {
  const known = plans.get(definition);
  if (known) return known;
  const plan = new Map<string, FieldPlan>();
  for (const [field, { type }] of Object.entries(definitionOf(definition)?.fields ?? {})) {
    const made = fieldPlan(definition, field, type);
    if (made) plan.set(field, made);
  }
  plans.set(definition, plan);
  return plan;
}

const plans = new Map<string, FormatPlan>();

function fieldPlan(definition: string, field: string, type: SchemaType): FieldPlan | undefined {
  const path = `${definition}.${field}`;
  const format = own(FIELD_FORMATS, path) ?? (isQuantity(type) ? QUANTITY_FORMAT : undefined);
  const inMap = own(MAP_FORMATS, path);
  const placed = new Map(
    Object.entries(PLACED_FORMATS).flatMap(([place, placedFormat]) => {
      const [parent = '', at] = place.split(' ');
      return at === path ? [[parent, placedFormat] as const] : [];
    }),
  );
  const below = field === 'status' ? undefined : definitionIn(type);
  const isName = path === 'ObjectMeta.name';
  const hasForm = format !== undefined || inMap !== undefined || placed.size > 0 || isName;
  if (!hasForm && below === undefined) return undefined;
  const isReplaced =
    definition === 'ObjectMeta' || format === QUANTITY_FORMAT || NAMES_RESOURCE.test(path);
  return { hasForm, format, placed, inMap, isReplaced, below };
}

/** Fields that name another resource, or what differs from cluster to cluster: hosts, addresses, a schedule. */
const NAMES_RESOURCE =
  /^(?:IngressRule\.host|IngressTLS\.\w+|IngressServiceBackend\.name|ServiceSpec\.\w+|CronJobSpec\.\w+)$|(?:Reference|Selector|Source)\.(?:name|secretName|claimName)$|\.(?:serviceAccountName|nodeName|runtimeClassName|priorityClassName|storageClassName)$/;

function definitionIn(type: SchemaType): string | undefined {
  if (type.kind === 'object') return type.definition;
  return type.kind === 'list' && type.of.kind === 'object' ? type.of.definition : undefined;
}

function isQuantity(type: SchemaType): boolean {
  if (type.kind === 'list' || type.kind === 'map') return isQuantity(type.of);
  return type.kind === 'quantity';
}

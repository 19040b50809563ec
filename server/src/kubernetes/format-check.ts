import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/node.ts';
import { dnsSubdomain } from './formats.ts';
import type { Format } from './formats.ts';
import {
  CRON_JOB_NAME_LENGTH,
  FIELD_FORMATS,
  MAP_FORMATS,
  NAME_FORMATS,
  PLACED_FORMATS,
  QUANTITY_FORMAT,
} from './formats.data.ts';
import { isExpressionKey } from './fragment.ts';
import { holdsPlaceholder, isFilledInName } from './placeholder.ts';
import { fieldOf, rootDefinition, typedChildren } from './schema.ts';
import type { TypedMap } from './schema.ts';
import type { Timing } from './schema-check.ts';
import type { SchemaType } from './schema-types.ts';

/** A value of the right type that is not of the form that its field wants. */
export interface BadForm {
  readonly map: TypedMap;
  /** The field of `map`. */
  readonly field: string;
  readonly scalar: YamlScalar;
  /** The end of a sentence that begins with the value. */
  readonly wrong: string;
  readonly timing: Timing;
}

/** Checks the forms of names, ports, paths, quantities and the like in a resource. */
export function checkForms(node: YamlMap, apiVersion: string, kind: string): readonly BadForm[] {
  const definition = rootDefinition(apiVersion, kind);
  if (definition === undefined || kind === 'List') return [];
  const found: BadForm[] = [];
  checkMap({ node, definition, parent: undefined }, 'applied', definition, found);
  return found;
}

/** Fields that name another resource. */
const NAMES_RESOURCE =
  /(?:Reference|Selector|Source)\.(?:name|secretName|claimName)$|\.(?:serviceAccountName|nodeName|runtimeClassName|priorityClassName|storageClassName)$/;

function checkMap(map: TypedMap, timing: Timing, root: string, found: BadForm[]): void {
  const report = (pair: YamlPair, node: YamlNode | undefined, format: Format): void => {
    const scalar = node?.kind === 'scalar' ? node : undefined;
    const value = scalar?.value;
    if (!scalar || (typeof value !== 'string' && typeof value !== 'number')) return;
    if (holdsPlaceholder(withoutVariables(map, pair, scalar.text))) return;
    const isReplaced =
      map.definition === 'ObjectMeta' ||
      format === QUANTITY_FORMAT ||
      NAMES_RESOURCE.test(`${map.definition}.${pair.key.text}`);
    if (isReplaced && isFilledInName(scalar.text)) return;
    const wrong = format(value);
    if (wrong !== undefined) found.push({ map, field: pair.key.text, scalar, wrong, timing });
  };
  for (const pair of map.node.pairs) {
    const path = `${map.definition}.${pair.key.text}`;
    const type = fieldOf(map.definition, pair.key.text)?.type;
    if (!type) continue;
    const format =
      own(FIELD_FORMATS, path) ??
      own(PLACED_FORMATS, `${map.parent?.map.definition ?? ''} ${path}`) ??
      (isQuantity(type) ? QUANTITY_FORMAT : undefined);
    const inMap = own(MAP_FORMATS, path);
    if (format) for (const node of valuesOf(pair.value)) report(pair, node, format);
    if (inMap && pair.value?.kind === 'map') {
      for (const { key, value } of pair.value.pairs) {
        if (isExpressionKey(key.text)) continue;
        if (inMap.key) report(pair, key, inMap.key);
        if (inMap.value) report(pair, value, inMap.value);
      }
    }
    if (path === 'ObjectMeta.name' && map.parent && !map.parent.map.parent) {
      report(pair, pair.value, nameFormat(map.parent.map.definition));
    }
  }
  for (const child of typedChildren(map)) {
    if (child.parent?.pair.key.text === 'status') continue;
    const late = root === 'StatefulSet' && child.definition === 'PodSpec';
    checkMap(child, late ? 'pods-created' : timing, root, found);
  }
}

/** `$(VAR)` is what stands in a `subPathExpr`, and nothing that another tool puts in. */
function withoutVariables({ definition }: TypedMap, { key }: YamlPair, text: string): string {
  return definition === 'VolumeMount' && key.text === 'subPathExpr'
    ? text.replace(/\$\([^)]*\)/g, '')
    : text;
}

function nameFormat(definition: string): Format {
  const format = own(NAME_FORMATS, definition) ?? dnsSubdomain;
  if (definition !== 'CronJob') return format;
  return (value) =>
    format(value) ??
    (String(value).length > CRON_JOB_NAME_LENGTH
      ? `is longer than ${CRON_JOB_NAME_LENGTH} characters, the most for a CronJob`
      : undefined);
}

/** A field's value, the entries of a list, or the values of a map. */
function valuesOf(node: YamlNode | undefined): readonly (YamlNode | undefined)[] {
  if (node?.kind === 'seq') return node.items.map((item) => item.value);
  if (node?.kind === 'map') return node.pairs.map((pair) => pair.value);
  return [node];
}

function isQuantity(type: SchemaType): boolean {
  if (type.kind === 'list' || type.kind === 'map') return isQuantity(type.of);
  return type.kind === 'quantity';
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

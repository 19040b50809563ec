import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/node.ts';
import { dnsSubdomain } from './formats.ts';
import type { Format } from './formats.ts';
import { formatPlan } from './format-plan.ts';
import type { FieldPlan } from './format-plan.ts';
import { CRON_JOB_NAME_LENGTH, NAME_FORMATS } from './formats.data.ts';
import { isExpressionKey } from './fragment.ts';
import { holdsPlaceholder, isFilledInName, isFilledInPort } from './placeholder.ts';
import { referencesIn } from './references.ts';
import { childrenIn, rootDefinition } from './schema.ts';
import type { TypedMap } from './schema.ts';
import type { Timing } from './schema-check.ts';
import { applyEdits } from '../text/edit.ts';
import { own } from '../text/own.ts';

/** A value of the right type that is not of the form that its field wants. */
export interface BadForm {
  readonly map: TypedMap;
  /** The field of `map`. */
  readonly field: string;
  /** Whether it is the field's value (or one of a list), or a key or a value of the map that the field holds. */
  readonly part: 'field' | 'key' | 'value';
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

function checkMap(map: TypedMap, timing: Timing, root: string, found: BadForm[]): void {
  const plan = formatPlan(map.definition);
  for (const pair of map.node.pairs) {
    const field = plan.get(pair.key.text);
    if (!field?.hasForm) continue;
    const report: ReportForm = (node, format, part = 'field') => {
      const scalar = node?.kind === 'scalar' ? node : undefined;
      const value = scalar?.value;
      if (!scalar || (typeof value !== 'string' && typeof value !== 'number')) return;
      const wrong = format(value);
      if (wrong === undefined) return;
      if (holdsPlaceholder(withoutVariables(map, pair, scalar.text))) return;
      if (field.isReplaced && isFilledInName(scalar.text)) return;
      if (isPort(pair.key.text) && isFilledInPort(scalar.text)) return;
      found.push({ map, field: pair.key.text, part, scalar, wrong, timing });
    };
    checkField(map, pair, field, report);
  }
  for (const pair of map.node.pairs) {
    const below = plan.get(pair.key.text)?.below;
    if (below === undefined || formatPlan(below).size === 0) continue;
    for (const child of childrenIn(map, pair)) {
      const late = root === 'StatefulSet' && child.definition === 'PodSpec';
      checkMap(child, late ? 'pods-created' : timing, root, found);
    }
  }
}

type ReportForm = (node: YamlNode | undefined, format: Format, part?: BadForm['part']) => void;

/** `port`, `containerPort` and the like. */
function isPort(field: string): boolean {
  return /(?:^p|P)ort$/.test(field);
}

function checkField(
  map: TypedMap,
  { key, value }: YamlPair,
  { format, placed, inMap }: FieldPlan,
  report: ReportForm,
): void {
  const parent = map.parent?.map;
  const inPlace = format ?? (parent && placed.get(parent.definition));
  const part = value?.kind === 'map' ? 'value' : 'field';
  if (inPlace) for (const node of valuesOf(value)) report(node, inPlace, part);
  if (inMap && value?.kind === 'map') {
    for (const entry of value.pairs) {
      if (isExpressionKey(entry.key.text)) continue;
      if (inMap.key) report(entry.key, inMap.key, 'key');
      if (inMap.value) report(entry.value, inMap.value, 'value');
    }
  }
  const isName = map.definition === 'ObjectMeta' && key.text === 'name';
  if (isName && parent && !parent.parent) report(value, nameFormat(parent.definition));
}

/** `$(VAR)` is what stands in a `subPathExpr`, and nothing that another tool puts in. */
function withoutVariables({ definition }: TypedMap, { key }: YamlPair, text: string): string {
  if (definition !== 'VolumeMount' || key.text !== 'subPathExpr') return text;
  const variables = referencesIn(text).filter(({ name }) => name !== undefined);
  return applyEdits(
    text,
    variables.map((span) => ({ span, newText: '' })),
  );
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

import type { YamlMap, YamlPair, YamlScalar } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import type { Span } from '../text/span.ts';
import { conforms } from './conforms.ts';
import { validators } from './generated/validators.js';
import { groupUnknown } from './misplaced.ts';
import type { Destination } from './misplaced.ts';
import { holdsPlaceholder, isNameInCapitals, isPlaceholder } from './placeholder.ts';
import { toData } from './schema-data.ts';
import { placeAt, rootDefinition } from './schema.ts';
import type { TypedMap, TypedPlace } from './schema.ts';
import type { SchemaType, ValidatorFault } from './schema-types.ts';

export type SchemaFault = UnknownFields | WrongType | MissingField | InvalidValue;

/** Fields of one map that the API does not know there, and that share one cause. */
export interface UnknownFields {
  readonly type: 'unknown-field';
  readonly map: TypedMap;
  /** In the order of the text; never empty. */
  readonly pairs: readonly YamlPair[];
  readonly destination: Destination | undefined;
}

export interface WrongType {
  readonly type: 'wrong-type';
  readonly place: TypedPlace;
  readonly expected: SchemaType;
}

export interface MissingField {
  readonly type: 'missing-field';
  readonly map: TypedMap;
  readonly field: string;
  /** The key that wants it. */
  readonly at: Span;
  readonly timing: Timing;
}

export interface InvalidValue {
  readonly type: 'invalid-value';
  readonly place: TypedPlace;
  readonly scalar: YamlScalar;
  readonly allowed: readonly string[];
  readonly timing: Timing;
}

/**
 * When the fault is met: as the resource is applied, or when its controller creates pods. The pod spec of a
 * StatefulSet's template is not validated when it is applied (ValidatePodTemplateSpecForStatefulSet in
 * pkg/apis/apps/validation/validation.go, v1.32).
 */
export type Timing = 'applied' | 'pods-created';

/** Checks a resource against the schema of its kind; nothing for kinds, and versions, that have none here. */
export function checkSchema(
  node: YamlMap,
  apiVersion: string,
  kind: string,
): readonly SchemaFault[] {
  const definition = rootDefinition(apiVersion, kind);
  const validate = definition === undefined ? undefined : validators[definition];
  if (definition === undefined || !validate || kind === 'List') return [];
  if (conforms(node, definition) || validate(toData(node))) return [];
  return readFaults({ node, definition, parent: undefined }, validate.errors ?? []);
}

/** When the API server looks at a place of a resource of this kind. */
function timingOf(kind: string, steps: readonly string[]): Timing {
  if (kind !== 'StatefulSet') return 'applied';
  const [, , , field, ...below] = steps;
  const inPodSpec = steps[0] === 'spec' && steps[1] === 'template' && steps[2] === 'spec';
  // The two fields of it that are looked at all the same.
  const looked = field === 'restartPolicy' || field === 'activeDeadlineSeconds';
  return inPodSpec && !(looked && below.length === 0) ? 'pods-created' : 'applied';
}

function readFaults(root: TypedMap, errors: readonly ValidatorFault[]): readonly SchemaFault[] {
  const unknown = new Map<YamlMap, { readonly map: TypedMap; readonly pairs: YamlPair[] }>();
  const missing: MissingField[] = [];
  const others: (WrongType | InvalidValue)[] = [];
  for (const error of errors) {
    const steps = stepsOf(error.instancePath);
    const place = placeAt(root, steps);
    if (!place) continue;
    const timing = timingOf(root.definition, steps);
    switch (error.keyword) {
      case 'additionalProperties': {
        const pair = pairOf(place.map.node, String(error.params['additionalProperty']));
        if (!pair || isSopsMetadata(pair) || holdsPlaceholder(pair.key.text)) break;
        const entry = unknown.get(place.map.node) ?? { map: place.map, pairs: [] };
        entry.pairs.push(pair);
        unknown.set(place.map.node, entry);
        break;
      }
      case 'required': {
        const field = String(error.params['missingProperty']);
        missing.push({
          type: 'missing-field',
          map: place.map,
          field,
          at: wanting(place.map, field),
          timing,
        });
        break;
      }
      case 'type':
        if (isWritten(place) && !isFilledIn(place))
          others.push({ type: 'wrong-type', place, expected: place.type });
        break;
      case 'enum':
        if (
          place.node?.kind === 'scalar' &&
          typeof place.node.value === 'string' &&
          !isPlaceholder(place.node.text)
        ) {
          const allowed = place.type.kind === 'enum' ? place.type.values : [];
          if (isNameInCapitals(place.node.text) && !isMeant(place.node.text, allowed)) break;
          others.push({ type: 'invalid-value', place, scalar: place.node, allowed, timing });
        }
        break;
    }
  }
  const groups = [...unknown.values()].flatMap(({ map, pairs }) =>
    groupUnknown(map, pairs).map((group): UnknownFields => ({
      type: 'unknown-field',
      map,
      ...group,
    })),
  );
  return [...groups, ...missing.filter((fault) => !explained(fault, groups)), ...others];
}

/** What SOPS adds to a file that it has encrypted, and takes out again (github.com/getsops/sops README). */
function isSopsMetadata({ key, value }: YamlPair): boolean {
  return key.text === 'sops' && value?.kind === 'map' && pairOf(value, 'mac') !== undefined;
}

/** A word in capitals that is one of the values all the same, `IF_NOT_PRESENT`, and not one that a tool replaces. */
function isMeant(text: string, allowed: readonly string[]): boolean {
  const plain = text.replaceAll('_', '').toLowerCase();
  return allowed.some((value) => value.toLowerCase() === plain);
}

/** A validator sees null where nothing is written in a list; Go takes it for an empty value. */
function isWritten({ node }: TypedPlace): boolean {
  return node !== undefined && !(node.kind === 'scalar' && node.value === null);
}

/** Stands for a value that a tool puts in before kubectl sees it, `{name}` among them. */
function isFilledIn({ node, type }: TypedPlace): boolean {
  if (node?.kind === 'map') {
    const scalar = !['object', 'map', 'list'].includes(type.kind);
    return scalar && node.flow && node.pairs.every(({ value }) => value === undefined);
  }
  return node?.kind === 'scalar' && (isPlaceholder(node.text) || isNameInCapitals(node.text));
}

/** The key that stands without a value, the key of the map that lacks the field, or its first key in a list. */
function wanting(map: TypedMap, field: string): Span {
  const empty = pairOf(map.node, field);
  if (empty) return empty.key.span;
  const [first] = map.node.pairs;
  if (map.parent?.index === undefined || !first) {
    const named = map.parent?.pair ?? pairOf(map.node, 'kind') ?? first;
    return (
      (map.parent ? named?.key.span : (named?.value?.span ?? named?.key.span)) ?? map.node.span
    );
  }
  return (pairOf(map.node, 'name') ?? first).key.span;
}

/** A field that is missing here because it stands elsewhere, or is misspelt, is one problem and not two. */
function explained(missing: MissingField, groups: readonly UnknownFields[]): boolean {
  return groups.some(({ map, pairs, destination }) => {
    if (!destination) return false;
    const same = map.node === missing.map.node;
    const keys = pairs.map((pair) => pair.key.text);
    switch (destination.type) {
      case 'rename':
        return same && destination.to === missing.field;
      case 'up':
        return same || (destination.map.node === missing.map.node && keys.includes(missing.field));
      case 'down':
        if (same) return destination.via.key.text === missing.field;
        return destination.map?.node === missing.map.node && keys.includes(missing.field);
      case 'absent':
        return same && destination.path[0] === missing.field;
      case 'formerly':
      case 'elsewhere':
        return false;
    }
  });
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

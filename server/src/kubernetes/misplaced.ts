import { lazily } from '../text/lazily.ts';
import { nearest } from '../text/nearest.ts';
import { own } from '../text/own.ts';
import type { YamlNode, YamlPair } from '../yaml/node.ts';
import { childrenIn, definitionOf, fieldOf } from './schema.ts';
import type { TypedMap } from './schema.ts';
import type { SchemaType } from './schema-types.ts';

/** Where a field belongs that the API does not know where it stands. */
export type Destination =
  | { readonly type: 'rename'; readonly to: string }
  /** Indented too far: it belongs to a map around. */
  | { readonly type: 'up'; readonly map: TypedMap }
  /**
   * Indented too little: it belongs below a field beside it; to `map`, the last one in that field, or to a new item
   * of its list; `map` is absent where the field is still empty.
   */
  | {
      readonly type: 'down';
      readonly via: YamlPair;
      readonly definition: string;
      readonly map: TypedMap | undefined;
      readonly newItem: boolean;
    }
  /** It belongs to a map that is not written yet, by the names of the fields on the way. */
  | { readonly type: 'absent'; readonly path: readonly string[] }
  /** An earlier version had it here; these are the names of the fields on the way to it now. */
  | { readonly type: 'formerly'; readonly path: readonly string[] }
  /** It belongs to a map of another kind, which may be anywhere, or nowhere. */
  | { readonly type: 'elsewhere'; readonly definition: string };

export interface UnknownGroup {
  readonly pairs: readonly YamlPair[];
  readonly destination: Destination | undefined;
}

/** Puts unknown fields of one map that share one cause together, in the order of the text. */
export function groupUnknown(map: TypedMap, pairs: readonly YamlPair[]): readonly UnknownGroup[] {
  const fields = fieldsOf(map);
  let waiting: readonly YamlPair[] = [...pairs].sort((a, b) => a.span.start - b.span.start);
  const strange = new Set(waiting.filter((pair) => !isMisspelt(fields, pair)));
  const groups: UnknownGroup[] = [];
  const next = (): UnknownGroup | undefined => bestNeighbour(map, waiting, strange);
  for (let group = next(); group; group = next()) {
    groups.push(group);
    const found = new Set(group.pairs);
    waiting = waiting.filter((pair) => !found.has(pair));
  }
  const below = stepsBelow(map);
  for (const pair of waiting) {
    const destination =
      formerly(map, pair) ??
      renamed(fields, pair) ??
      absent(map, below, pair) ??
      elsewhere(map, pair);
    groups.push({ pairs: [pair], destination });
  }
  return groups.sort((a, b) => startOf(a) - startOf(b));
}

function startOf(group: UnknownGroup): number {
  return group.pairs[0]?.span.start ?? 0;
}

/** The map around, or below a field beside, that knows most of those fields that are none of this map's misspelt. */
function bestNeighbour(
  map: TypedMap,
  pairs: readonly YamlPair[],
  strange: ReadonlySet<YamlPair>,
): UnknownGroup | undefined {
  let best: UnknownGroup | undefined;
  const looked = new Set<string>();
  for (const { definition, destination } of neighbours(map, pairs[0])) {
    if (looked.has(definition)) continue;
    looked.add(definition);
    const known = pairs.filter((pair) => strange.has(pair) && isAtHome(definition, pair));
    if (known.length > (best?.pairs.length ?? 0))
      best = { pairs: known, destination: destination() };
  }
  return best;
}

interface Neighbour {
  readonly definition: string;
  readonly destination: () => Destination;
}

/** Nearest first: below the field before, then the maps around, then below the other fields. */
function neighbours(map: TypedMap, first: YamlPair | undefined): readonly Neighbour[] {
  if (!first) return [];
  const below = map.node.pairs.flatMap(
    (via): readonly (Neighbour & { readonly start: number })[] => {
      const definition = definitionBelow(fieldOf(map.definition, via.key.text)?.type);
      if (definition === undefined || via.value?.kind === 'scalar') return [];
      const destination = (): Destination => {
        const last = childrenIn(map, via).at(-1);
        const newItem = last?.parent?.index !== undefined && has(last, first.key.text);
        return { type: 'down', via, definition, map: last, newItem };
      };
      return [{ definition, destination, start: via.span.start }];
    },
  );
  const before = below.filter(({ start }) => start < first.span.start).reverse();
  const after = below.filter(({ start }) => start > first.span.start);
  const around: Neighbour[] = [];
  for (let parent = map.parent?.map; parent && around.length < 4; parent = parent.parent?.map) {
    const up = parent;
    around.push({ definition: up.definition, destination: () => ({ type: 'up', map: up }) });
  }
  return [...before, ...around, ...after];
}

function has(map: TypedMap, field: string): boolean {
  return map.node.pairs.some((pair) => pair.key.text === field);
}

/** What tells a resource's kind is never meant for another map than the one that it stands in. */
const IDENTITY = new Set(['apiVersion', 'kind']);

/** A map knows the field, and the value has the shape that it wants there. */
function isAtHome(definition: string, pair: YamlPair): boolean {
  if (IDENTITY.has(pair.key.text)) return false;
  const type = fieldOf(definition, pair.key.text)?.type;
  return type !== undefined && hasShape(pair.value, type);
}

function hasShape(node: YamlNode | undefined, type: SchemaType): boolean {
  if (!node || type.kind === 'any') return true;
  switch (node.kind) {
    case 'map':
      return type.kind === 'object' || type.kind === 'map';
    case 'seq':
      return type.kind === 'list';
    case 'scalar':
      return !['object', 'map', 'list'].includes(type.kind);
  }
}

/** Equal to a field of this very map but for case or its plural, which is then what was meant. */
function isMisspelt({ lowerCase }: Fields, pair: YamlPair): boolean {
  const written = pair.key.text.toLowerCase();
  return (
    lowerCase.has(written) ||
    lowerCase.has(`${written}s`) ||
    (written.endsWith('s') && lowerCase.has(written.slice(0, -1)))
  );
}

/** https://kubernetes.io/docs/reference/using-api/deprecation-guide/#ingress-v122 */
const FORMER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'IngressBackend.serviceName': ['service', 'name'],
  'IngressBackend.servicePort': ['service', 'port'],
  'IngressSpec.backend': ['defaultBackend'],
};

function formerly({ definition }: TypedMap, { key }: YamlPair): Destination | undefined {
  const path = own(FORMER_FIELDS, `${definition}.${key.text}`);
  return path && { type: 'formerly', path };
}

function renamed({ free }: Fields, pair: YamlPair): Destination | undefined {
  const to = nearest(pair.key.text, free);
  return to === undefined ? undefined : { type: 'rename', to };
}

/** What a map may hold. */
interface Fields {
  readonly lowerCase: ReadonlySet<string>;
  /** Those that it does not hold yet. */
  readonly free: readonly string[];
}

function fieldsOf(map: TypedMap): Fields {
  const all = Object.keys(definitionOf(map.definition)?.fields ?? {});
  const written = new Set(map.node.pairs.map(({ key }) => key.text));
  return {
    lowerCase: new Set(all.map((field) => field.toLowerCase())),
    free: all.filter((field) => !written.has(field)),
  };
}

/** Fields of one of these are often written in the other. */
const TWINS: Readonly<Record<string, string>> = {
  PodSecurityContext: 'SecurityContext',
  SecurityContext: 'PodSecurityContext',
};

function elsewhere(map: TypedMap, pair: YamlPair): Destination | undefined {
  const twin = TWINS[map.definition];
  return twin !== undefined && isAtHome(twin, pair)
    ? { type: 'elsewhere', definition: twin }
    : undefined;
}

/** The only way of at most two steps to a map that knows the field. */
function absent(
  map: TypedMap,
  below: ReturnType<typeof stepsBelow>,
  pair: YamlPair,
): Destination | undefined {
  if (map.definition === 'LabelSelector' && pair.value?.kind === 'scalar') {
    return { type: 'absent', path: ['matchLabels'] };
  }
  for (const reach of below) {
    const known = reach().filter(({ definition }) => isAtHome(definition, pair));
    const [only] = known;
    if (only && known.length === 1) return { type: 'absent', path: only.path };
    if (known.length > 1) return undefined;
  }
  return undefined;
}

interface Reached {
  readonly definition: string;
  readonly path: readonly string[];
}

/** What is below a map in one step, and in two. */
function stepsBelow({ definition }: TypedMap): readonly (() => readonly Reached[])[] {
  const one = lazily(() => stepsFrom(definition, []));
  const two = lazily(() => one().flatMap((step) => stepsFrom(step.definition, step.path)));
  return [one, two];
}

function stepsFrom(definition: string, path: readonly string[]): readonly Reached[] {
  return Object.entries(definitionOf(definition)?.fields ?? {}).flatMap(([field, { type }]) => {
    const below = definitionBelow(type);
    return below === undefined ? [] : [{ definition: below, path: [...path, field] }];
  });
}

function definitionBelow(type: SchemaType | undefined): string | undefined {
  if (type?.kind === 'list') return definitionBelow(type.of);
  return type?.kind === 'object' ? type.definition : undefined;
}

import type { DocumentFacts, PlacedEdit } from '../analysis/facts.ts';
import type { Resource } from '../kubernetes/model.ts';
import { newerFields } from '../kubernetes/newer-fields.ts';
import type { Destination } from '../kubernetes/misplaced.ts';
import type { UnknownFields } from '../kubernetes/schema-check.ts';
import type { TypedMap } from '../kubernetes/schema.ts';
import { listed, wordsFor, wordsForDefinition } from '../kubernetes/schema-words.ts';
import { typeFault } from '../kubernetes/type-fields.ts';
import { columnOf, movePairs } from '../yaml/move-pairs.ts';
import type { NewPlace } from '../yaml/move-pairs.ts';
import type { YamlPair, YamlScalar } from '../yaml/node.ts';
import { fixOf, inQuotesOf } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { faultsOf } from './schema-faults.ts';
import { keyName } from './secret-words.ts';
import { upgradeIngress } from './upgrade-ingress.ts';

export const unknownField = defineRule({
  meta: {
    id: 'unknown-field',
    severity: 'error',
    summary: 'The API has no such field there',
    why: 'kubectl refuses a manifest with a field that the API does not know; without its strict validation the field is dropped without a word. The commonest cause is an indentation that puts a field one level too far in or out.',
    source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    fix: 'unsafe',
    messages: {
      unknown: '{fields} not {noun} of {place}.',
      renamed: '{fields} not {noun} of {place}. Is "{to}" meant?',
      moved: '{fields} not {noun} of {place}, but of {home}: the indentation is off.',
      later:
        '"{field}" of {place} came with Kubernetes 1.{since}, and this is for 1.{version} too.',
      gated:
        'In Kubernetes 1.{version}, "{field}" of {place} takes effect only with the feature gate {gate}.',
      elsewhere: '{fields} not {noun} of {place}, but of {home}.',
      formerly: '{fields} no longer {noun} of {place}; this is "{path}" now.',
      absent: '{fields} not {noun} of {place}; {that} under "{path}".',
    },
  },
  checkDocument({ facts, kubernetesVersion }, report) {
    for (const resource of facts.kubernetes.resources) {
      for (const found of newerFields(resource, kubernetesVersion)) {
        const { field, map, since, gate, at } = found;
        report({
          at,
          message: gate === undefined ? 'later' : 'gated',
          certainty: gate === undefined ? 'certain' : 'likely',
          resource,
          data: {
            field,
            place: wordsFor(map),
            since,
            version: kubernetesVersion,
            gate: gate ?? '',
          },
        });
      }
    }
    for (const { resource, fault } of faultsOf(facts, 'unknown-field')) {
      const { map, pairs, destination } = fault;
      const [first, ...rest] = pairs;
      if (!first || isTypeField(resource, first)) continue;
      const one = rest.length === 0;
      report({
        at: first.key.span,
        message: messageFor(destination),
        certainty: 'certain',
        resource,
        data: {
          fields: `${fieldsNamed(facts, pairs)} ${one ? 'is' : 'are'}`,
          noun: one ? 'a field' : 'fields',
          that: one ? 'it belongs' : 'they belong',
          place: wordsFor(map),
          ...dataFor(destination),
        },
        related: rest.map(({ key }) => ({
          document: facts,
          span: key.span,
          message: `${fieldsNamed(facts, [{ key }])} stands at the same place.`,
        })),
        fixes: () =>
          destination?.type === 'formerly'
            ? fixOf(UPGRADE, false, upgradeIngress(facts, resource))
            : fixesFor(facts, fault),
      });
    }
  },
});

function fieldsNamed(
  document: DocumentFacts,
  pairs: readonly { readonly key: YamlScalar }[],
): string {
  const names = pairs.map(({ key }) => keyName(document, key));
  return names.includes(undefined) ? 'What stands here' : listed(names.map((name) => `"${name}"`));
}

/** Whether it is the misspelt `kind`, of which another rule says so. */
function isTypeField({ node }: Resource, { key }: YamlPair): boolean {
  const fault = typeFault(node);
  return fault?.type === 'misspelt' && fault.key === key;
}

const UPGRADE = 'Write the Ingress as networking.k8s.io/v1 has it';

function messageFor(destination: Destination | undefined): string {
  switch (destination?.type) {
    case undefined:
      return 'unknown';
    case 'rename':
      return 'renamed';
    case 'up':
    case 'down':
      return 'moved';
    case 'absent':
      return 'absent';
    case 'formerly':
      return 'formerly';
    case 'elsewhere':
      return 'elsewhere';
  }
}

function dataFor(destination: Destination | undefined): Readonly<Record<string, string>> {
  switch (destination?.type) {
    case undefined:
      return {};
    case 'rename':
      return { to: destination.to };
    case 'up':
      return { home: wordsFor(destination.map) };
    case 'down':
      return {
        home: destination.map
          ? wordsFor(destination.map)
          : wordsForDefinition(destination.definition, destination.via.key.text),
      };
    case 'absent':
    case 'formerly':
      return { path: destination.path.join('.') };
    case 'elsewhere':
      return { home: wordsForDefinition(destination.definition, '') };
  }
}

function fixesFor(document: DocumentFacts, fault: UnknownFields): readonly Fix[] {
  const { destination } = fault;
  const [first] = fault.pairs;
  if (!first || !destination || fault.map.node.flow || fault.map.node.aliased) return [];
  if (destination.type === 'rename') {
    const edit = {
      document,
      span: first.key.span,
      newText: inQuotesOf(document, first.key, destination.to),
    };
    return [
      { title: `Change "${first.key.text}" to "${destination.to}"`, safe: false, edits: [edit] },
    ];
  }
  if (destination.type !== 'up' && destination.type !== 'down') return [];
  const to = newPlace(document, fault, destination);
  const edits = to && movePairs(document.yaml, fault.pairs, to);
  if (!edits) return [];
  const placed = edits.map((edit): PlacedEdit => ({ document, ...edit }));
  return [{ title: titleFor(fault, destination), safe: false, edits: placed }];
}

type Move = Extract<Destination, { type: 'up' | 'down' }>;

function titleFor({ pairs }: UnknownFields, destination: Move): string {
  const what = listed(pairs.map(({ key }) => `"${key.text}"`));
  if (destination.type === 'up') return `Move ${what} out to ${nameOf(destination.map)}`;
  if (destination.newItem) return `Make ${what} a new item of "${destination.via.key.text}"`;
  return `Move ${what} into ${destination.map ? nameOf(destination.map) : `"${destination.via.key.text}"`}`;
}

/** The author's own name for a list's item, else the field that holds the map. */
function nameOf(map: TypedMap): string {
  const name = map.node.pairs.find(({ key }) => key.text === 'name')?.value;
  if (map.parent?.index !== undefined && name?.kind === 'scalar') return `"${name.text}"`;
  return map.parent ? `"${map.parent.pair.key.text}"` : `the ${map.definition}`;
}

function newPlace(
  document: DocumentFacts,
  { map, pairs }: UnknownFields,
  destination: Move,
): NewPlace | undefined {
  const { text } = document.yaml;
  if (!areNeighbours(map, pairs)) return undefined;
  if (destination.type === 'up') {
    const holder = holderIn(destination.map, map);
    const sibling = destination.map.node.pairs[0];
    if (!holder || !sibling || isTaken(destination.map, pairs)) return undefined;
    if (destination.map.node.flow) return undefined;
    return { after: holder.span.end, column: columnOf(text, sibling.key.span.start) };
  }
  const { via } = destination;
  const after = via.span.end;
  if (!destination.map) {
    return via.value ? undefined : { after, column: columnOf(text, via.key.span.start) + 2 };
  }
  const first = destination.map.node.pairs[0];
  if (!first || destination.map.node.flow) return undefined;
  const column = columnOf(text, first.key.span.start);
  if (!destination.newItem) return isTaken(destination.map, pairs) ? undefined : { after, column };
  const list = via.value?.kind === 'seq' && !via.value.flow ? via.value : undefined;
  const dash = list?.items.at(-1)?.span.start;
  return dash === undefined ? undefined : { after, column, dash: columnOf(text, dash) };
}

/** The pair of `outer` in which `inner` lies. */
function holderIn(outer: TypedMap, inner: TypedMap): TypedMap['node']['pairs'][number] | undefined {
  for (let map: TypedMap | undefined = inner; map; map = map.parent?.map) {
    if (map.parent?.map.node === outer.node) return map.parent.pair;
  }
  return undefined;
}

function areNeighbours(map: TypedMap, pairs: UnknownFields['pairs']): boolean {
  const first = map.node.pairs.findIndex((pair) => pair === pairs[0]);
  return pairs.every((pair, index) => map.node.pairs[first + index] === pair);
}

function isTaken(map: TypedMap, pairs: UnknownFields['pairs']): boolean {
  return pairs.some((pair) => map.node.pairs.some(({ key }) => key.text === pair.key.text));
}

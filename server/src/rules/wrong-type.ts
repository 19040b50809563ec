import type { DocumentFacts } from '../analysis/facts.ts';
import type { WrongType } from '../kubernetes/schema-check.ts';
import { wordsForType } from '../kubernetes/schema-words.ts';
import type { SchemaType } from '../kubernetes/schema-types.ts';
import type { Resource } from '../kubernetes/model.ts';
import type { TextEdit } from '../text/edit.ts';
import { columnOf, movePairs } from '../yaml/move-pairs.ts';
import type { YamlMap, YamlScalar } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { faultsOf } from './schema-faults.ts';
import { keyName } from './secret-words.ts';

export const wrongType = defineRule({
  meta: {
    id: 'wrong-type',
    severity: 'error',
    summary: 'A value is of another type than the API takes',
    why: 'YAML decides by its look whether a word is a number, a boolean or a string, and the API server converts none into another: a port in quotes and a bare number as a variable’s value are both refused.',
    source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    fix: 'safe',
    messages: {
      scalar: '{field} wants {expected}, but {written} is {actual}.',
      collection: '{field} wants {expected}, not {actual}.',
    },
  },
  checkDocument({ facts }, report) {
    for (const { resource, fault } of faultsOf(facts, 'wrong-type')) {
      const { place, expected } = fault;
      const { node, pair } = place;
      if (!node || !pair) continue;
      const scalar = node.kind === 'scalar' ? node : undefined;
      const known = keyName(facts, pair.key);
      const named = known === undefined ? 'this' : `"${known}"`;
      const name =
        pair.value !== node ? `An entry of ${named}` : known === undefined ? 'This' : named;
      report({
        at: scalar ? node.span : pair.value === node ? pair.key.span : node.span,
        message: scalar ? 'scalar' : 'collection',
        certainty: 'certain',
        resource,
        data: {
          field: name,
          expected: wordsForType(expected),
          written: scalar ? writtenAs(facts, resource, scalar) : '',
          actual: scalar ? wordsForScalar(scalar) : node.kind === 'map' ? 'a map' : 'a list',
        },
        fixes: () => fixesFor(facts, resource, fault),
      });
    }
  },
});

/** A value of a Secret is not repeated. */
function writtenAs(document: DocumentFacts, { kind }: Resource, scalar: YamlScalar): string {
  if (kind.value === 'Secret') return 'this';
  const written = document.chunk.text.slice(scalar.span.start, scalar.span.end);
  return written.length > 40 || /[\r\n]/.test(written) ? 'this' : written;
}

function wordsForScalar(scalar: YamlScalar): string {
  switch (typeof scalar.value) {
    case 'string':
      return 'a string';
    case 'boolean':
      return scalar.text === String(scalar.value) ? 'a boolean' : `${scalar.value} to YAML`;
    case 'number':
      return Number.isInteger(scalar.value) ? 'a number' : 'a number with a fraction';
    default:
      return 'nothing';
  }
}

function fixesFor(
  document: DocumentFacts,
  resource: Resource,
  { place, expected }: WrongType,
): readonly Fix[] {
  const { node, pair } = place;
  if (!node || !pair || node.aliased) return [];
  const fix = (title: string, edits: readonly TextEdit[]): readonly Fix[] => [
    { title, safe: true, edits: edits.map((edit) => ({ document, ...edit })) },
  ];
  if (node.kind === 'scalar') {
    const scalar = scalarFix(node, expected, resource.kind.value === 'Secret' ? 'this' : node.text);
    return scalar ? fix(scalar.title, [{ span: node.span, newText: scalar.newText }]) : [];
  }
  if (node.kind !== 'map' || expected.kind !== 'list' || expected.of.kind !== 'object') return [];
  const edits = asItem(document, node, pair.key.span.end);
  return edits ? fix(`Make it an item of "${pair.key.text}"`, edits) : [];
}

function scalarFix(
  scalar: YamlScalar,
  expected: SchemaType,
  shown: string,
): { readonly title: string; readonly newText: string } | undefined {
  const { style, text, value } = scalar;
  if (style === 'literal' || style === 'folded') return undefined;
  switch (expected.kind) {
    case 'string':
    case 'enum':
    case 'base64':
      return typeof value === 'string'
        ? undefined
        : { title: `Quote ${shown}`, newText: `"${text}"` };
    case 'integer':
      return /^-?(?:0|[1-9]\d*)$/.test(text) && typeof value === 'string'
        ? unquoted(text)
        : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? unquoted(text) : undefined;
    case 'list':
      // Words with blanks between them may be meant as several.
      return expected.of.kind === 'string' && !/\s/.test(text)
        ? { title: 'Make it a list', newText: `[${JSON.stringify(text)}]` }
        : undefined;
    default:
      return undefined;
  }
}

function unquoted(text: string): { readonly title: string; readonly newText: string } {
  return { title: `Remove the quotes of "${text}"`, newText: text };
}

function asItem(
  document: DocumentFacts,
  map: YamlMap,
  after: number,
): readonly TextEdit[] | undefined {
  const [first] = map.pairs;
  if (!first || map.flow) return undefined;
  const column = columnOf(document.yaml.text, first.key.span.start);
  return movePairs(document.yaml, map.pairs, { after, column: column + 2, dash: column });
}

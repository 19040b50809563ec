import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { conforms } from '../../../server/src/kubernetes/conforms.ts';
import { validators } from '../../../server/src/kubernetes/generated/validators.js';
import { toData } from '../../../server/src/kubernetes/schema-data.ts';
import { rootDefinition } from '../../../server/src/kubernetes/schema.ts';
import { applyEdits } from '../../../server/src/text/edit.ts';
import type { YamlMap, YamlNode, YamlPair } from '../../../server/src/yaml/node.ts';
import { valueOf } from '../../../server/src/yaml/node.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';
import { fixtureFiles } from '../../support/fixture-files.ts';

interface Verdicts {
  readonly quick: boolean;
  readonly validator: boolean;
}

/** Undefined where there is no schema. */
function judge(text: string): Verdicts | undefined {
  const { root } = parseDocument(text);
  if (root?.kind !== 'map') return undefined;
  const definition = rootDefinition(textOf(root, 'apiVersion'), textOf(root, 'kind'));
  const validate = definition === undefined ? undefined : validators[definition];
  if (definition === undefined || !validate) return undefined;
  return { quick: conforms(root, definition), validator: validate(toData(root)) };
}

function textOf(map: YamlMap, key: string): string {
  const value = valueOf(map, key);
  return value?.kind === 'scalar' ? value.text : '';
}

function pairsBelow(node: YamlNode | undefined): readonly YamlPair[] {
  if (node?.kind === 'seq') return node.items.flatMap(({ value }) => pairsBelow(value));
  if (node?.kind !== 'map') return [];
  return node.pairs.flatMap((pair) => [pair, ...pairsBelow(pair.value)]);
}

const OTHER_VALUES = [
  '',
  '~',
  'text',
  '""',
  '7',
  '1.5',
  '.inf',
  'true',
  '[]',
  '[~]',
  '{}',
  '{a: b}',
];
const OTHER_KEYS = ['unknown', '__proto__', '(expression)', 'name'];

/** The same text with one of its values or keys changed. */
function variants(text: string): readonly string[] {
  return pairsBelow(parseDocument(text).root).flatMap(({ key, value }) => [
    ...OTHER_KEYS.map((newText) => applyEdits(text, [{ span: key.span, newText }])),
    ...(value ? OTHER_VALUES : []).map((newText) =>
      applyEdits(text, [{ span: value?.span ?? key.span, newText }]),
    ),
  ]);
}

const documents = fixtureFiles()
  .flatMap(({ source }) => readStream(source.replace(/^#- after [^]*/m, '')).entries)
  .map(({ chunk }) => chunk.text);

describe('what conforms to its definition', () => {
  it('has nothing that the validator reports, whatever value or key is put in', () => {
    const wrong = [
      ...documents,
      ...documents.filter((_, index) => index % 7 === 0).flatMap(variants),
    ]
      .map((text) => ({ text, verdicts: judge(text) }))
      .filter(({ verdicts }) => verdicts?.quick && !verdicts.validator);
    assert.deepEqual(
      wrong.map(({ text }) => text),
      [],
    );
  });

  it('is nearly every resource that the validator takes', () => {
    const taken = documents
      .flatMap((text) => judge(text) ?? [])
      .filter(({ validator }) => validator);
    const quick = taken.filter((verdicts) => verdicts.quick);
    assert.ok(quick.length > 0.98 * taken.length, `${quick.length} of ${taken.length}`);
  });

  it('tells the same of a field twice, merged ones, and what Go takes for absent', () => {
    const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nspec:\n${spec}`;
    const both = (text: string): readonly [boolean, boolean] | undefined => {
      const verdicts = judge(text);
      return verdicts && [verdicts.quick, verdicts.validator];
    };
    const containers = '  containers: [{name: a, image: b}]\n';
    assert.deepEqual(both(pod(containers)), [true, true]);
    assert.deepEqual(both(pod(`${containers}  nodeName:\n`)), [true, true]);
    assert.deepEqual(both(pod('  containers:\n')), [false, false]);
    assert.deepEqual(both(pod(`${containers}  containers:\n`)), [false, false]);
    assert.deepEqual(both(pod('  containers: [~]\n')), [false, false]);
    const merged = `x: &x {name: a, image: b}\n`;
    assert.deepEqual(both(`${merged}${pod('  containers: [{<<: *x}]\n')}`), [false, false]);
  });
});

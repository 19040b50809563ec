import { covers } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { removePair } from '../yaml/edit.ts';
import type { YamlMap, YamlNode, YamlPair } from '../yaml/node.ts';
import { fixOf, inDocument } from './edits.ts';
import type { EditPart } from './edits.ts';
import type { DocumentFacts } from '../analysis/facts.ts';
import { defineRule } from './rule.ts';
import { faultsOf } from './yaml-faults.ts';

export const duplicateKey = defineRule({
  meta: {
    id: 'duplicate-key',
    severity: 'error',
    summary: 'A map has one key twice',
    why: 'kubectl refuses the manifest since Kubernetes 1.25, where the server checks fields strictly. Without that check the last value counts and the ones before are silently lost.',
    source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    fix: 'unsafe',
    messages: {
      again: 'The key "{key}" stands in this map twice: kubectl refuses that, or drops the first.',
    },
  },
  checkDocument(document, report) {
    const { facts } = document;
    for (const { span, first } of faultsOf(document, ['duplicate-key'])) {
      const key = keyAt(facts.yaml.root, span)?.pair.key.text ?? '';
      report({
        at: span,
        message: 'again',
        data: { key },
        certainty: 'certain',
        ...(first && {
          related: [{ document: facts, span: first, message: `The first "${key}"` }],
          fixes: () => [
            ...fixOf(`Remove the first "${key}"`, false, [removed(facts, first)]),
            ...fixOf(`Remove this "${key}"`, false, [removed(facts, span)]),
          ],
        }),
      });
    }
  },
});

function removed(facts: DocumentFacts, key: Span): EditPart {
  const found = keyAt(facts.yaml.root, key);
  return found && inDocument(facts, removePair(facts.yaml, found.map, found.pair));
}

/** The pair whose key has exactly this place. */
function keyAt(
  root: YamlNode | undefined,
  key: Span,
): { readonly map: YamlMap; readonly pair: YamlPair } | undefined {
  let node = root;
  while (node && node.kind !== 'scalar') {
    if (node.kind === 'map') {
      const map = node;
      const pair = map.pairs.find(
        (candidate) => candidate.key.span.start === key.start && candidate.key.span.end === key.end,
      );
      if (pair) return { map, pair };
    }
    const parts: readonly { readonly value: YamlNode | undefined }[] =
      node.kind === 'map' ? node.pairs : node.items;
    node = parts.find(({ value }) => value && !value.aliased && covers(value.span, key))?.value;
  }
  return undefined;
}

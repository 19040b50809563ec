import { hasField, mapField, mapItems, seqField, textField } from '../kubernetes/fields.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { placementTerms } from './placement-terms.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const selectorExpression = defineRule({
  meta: {
    id: 'selector-expression',
    severity: 'error',
    summary:
      'An expression that selects nodes or pods has no values, or has some that nothing is compared with',
    why: '`In` and `NotIn` compare a label with the `values`, so there has to be one at least. `Exists` and `DoesNotExist` ask only for the label, and take none. `Gt` and `Lt` compare with exactly one number.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      none: '"{operator}" compares with "values", and there are none. {consequence}',
      some: '"{operator}" asks only for the label, so it takes no "values". {consequence}',
      one: '"{operator}" compares with exactly one of "values". {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const expression of expressionsIn(pod.facts.pod.spec)) {
      const operator = textField(expression, 'operator');
      const message = operator && faultOf(expression, operator.value);
      if (!operator || !message) continue;
      report({
        at: pairOf(expression, 'values')?.key.span ?? operator.span,
        message,
        certainty: 'certain',
        data: withConsequence(pod, { operator: operator.value }),
      });
    }
  },
});

/** ValidateNodeSelectorRequirement, and ValidateLabelSelectorRequirement of apimachinery. */
function faultOf(expression: YamlMap, operator: string): 'none' | 'some' | 'one' | undefined {
  // What is no list is another rule's to tell.
  if (hasField(expression, 'values') && pairOf(expression, 'values')?.value?.kind === 'scalar')
    return undefined;
  const count = seqField(expression, 'values')?.items.length ?? 0;
  switch (operator) {
    case 'In':
    case 'NotIn':
      return count === 0 ? 'none' : undefined;
    case 'Exists':
    case 'DoesNotExist':
      return count > 0 ? 'some' : undefined;
    case 'Gt':
    case 'Lt':
      return count === 1 ? undefined : 'one';
    default:
      return undefined;
  }
}

function expressionsIn(spec: YamlMap): readonly YamlMap[] {
  const selectors = [
    ...placementTerms(spec, ['podAffinity', 'podAntiAffinity']),
    ...mapItems(spec, 'topologySpreadConstraints'),
  ].flatMap((term) => mapField(term, 'labelSelector') ?? []);
  const nodeTerms = placementTerms(spec, ['nodeAffinity']).flatMap((term) => [
    ...mapItems(term, 'nodeSelectorTerms'),
    ...(mapField(term, 'preference') ? [mapField(term, 'preference')] : []),
  ]);
  return [...selectors, ...nodeTerms].flatMap((holder) =>
    holder ? mapItems(holder, 'matchExpressions') : [],
  );
}

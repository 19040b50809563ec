import { hasField, mapField, mapItems, seqField, textField } from '../kubernetes/fields.ts';
import { holdsPlaceholder } from '../kubernetes/placeholder.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { placementTerms } from './placement-terms.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Finding } from './rule.ts';

export const selectorExpression = defineRule({
  meta: {
    id: 'selector-expression',
    severity: 'error',
    summary:
      'An expression that selects nodes or pods has no values, or has some that nothing is compared with',
    why: '`In` and `NotIn` compare a label with the `values`, so there has to be one at least. `Exists` and `DoesNotExist` ask only for the label, and take none. `Gt` and `Lt` compare with exactly one number. Of a node’s fields only its name can be compared, with one value.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      none: '"{operator}" compares with "values", and there are none. {consequence}',
      some: '"{operator}" asks only for the label, so it takes no "values". {consequence}',
      terms: '"nodeSelectorTerms" needs one term at least, and has none. {consequence}',
      fieldKey: 'The only field of a node that can be compared is "metadata.name". {consequence}',
      fieldOperator: 'A node’s name is compared with "In" or "NotIn". {consequence}',
      fieldValues: 'A node’s name is compared with exactly one of "values". {consequence}',
      one: '"{operator}" compares with exactly one of "values". {consequence}',
    },
  },
  checkDocument({ facts }, report) {
    for (const resource of facts.kubernetes.resources) {
      const spec = mapField(resource.node, 'spec');
      const selector = spec && mapField(spec, 'selector');
      for (const expression of selector ? mapItems(selector, 'matchExpressions') : []) {
        const consequence = `The API server refuses this ${resource.kind.value}.`;
        const fault = operatorFault(expression);
        if (fault) report({ ...fault, resource, data: { operator: fault.operator, consequence } });
      }
    }
  },
  checkPod(pod, report) {
    for (const selector of requiredNodes(pod.facts.pod.spec)) {
      const pair = pairOf(selector, 'nodeSelectorTerms');
      if (pair?.value?.kind !== 'seq' || pair.value.items.length > 0) continue;
      report({
        at: pair.key.span,
        message: 'terms',
        absent: 'anything',
        certainty: 'certain',
        data: withConsequence(pod),
      });
    }
    for (const { at, message } of fieldFaults(pod.facts.pod.spec))
      report({ at, message, certainty: 'certain', data: withConsequence(pod) });
    for (const expression of expressionsIn(pod.facts.pod.spec)) {
      const fault = operatorFault(expression);
      if (fault) report({ ...fault, data: withConsequence(pod, { operator: fault.operator }) });
    }
  },
});

interface OperatorFault extends Pick<Finding, 'at' | 'message' | 'certainty'> {
  readonly operator: string;
}

function operatorFault(expression: YamlMap): OperatorFault | undefined {
  const operator = textField(expression, 'operator');
  const message = operator && faultOf(expression, operator.value);
  if (!operator || !message) return undefined;
  const at = pairOf(expression, 'values')?.key.span ?? operator.span;
  return { at, message, certainty: 'certain', operator: operator.value };
}

/** ValidateNodeFieldSelectorRequirement: a node is found by no field but its name. */
function* fieldFaults(spec: YamlMap): Generator<Pick<Finding, 'at' | 'message'>> {
  for (const requirement of nodeTermsIn(spec).flatMap((term) => mapItems(term, 'matchFields'))) {
    const key = textField(requirement, 'key');
    const operator = textField(requirement, 'operator');
    const values = pairOf(requirement, 'values');
    const count = seqField(requirement, 'values')?.items.length ?? 0;
    if (key && key.value !== 'metadata.name' && !holdsPlaceholder(key.value))
      yield { at: key.span, message: 'fieldKey' };
    else if (operator && ['Exists', 'DoesNotExist', 'Gt', 'Lt'].includes(operator.value))
      yield { at: operator.span, message: 'fieldOperator' };
    else if (operator && count !== 1 && values?.value?.kind !== 'scalar')
      yield { at: (values?.key ?? operator).span, message: 'fieldValues' };
  }
}

function requiredNodes(spec: YamlMap): readonly YamlMap[] {
  return placementTerms(spec, ['nodeAffinity']).filter((term) =>
    hasField(term, 'nodeSelectorTerms'),
  );
}

/** The terms of nodes, required and preferred. */
function nodeTermsIn(spec: YamlMap): readonly YamlMap[] {
  return placementTerms(spec, ['nodeAffinity']).flatMap((term) => [
    ...mapItems(term, 'nodeSelectorTerms'),
    ...selectorIn(term, 'preference'),
  ]);
}

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
  ].flatMap((term) => [
    ...selectorIn(term, 'labelSelector'),
    ...selectorIn(term, 'namespaceSelector'),
  ]);
  return [...selectors, ...nodeTermsIn(spec)].flatMap((holder) =>
    mapItems(holder, 'matchExpressions'),
  );
}

function selectorIn(map: YamlMap, field: string): readonly YamlMap[] {
  const selector = mapField(map, field);
  return selector ? [selector] : [];
}

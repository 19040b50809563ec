import { mapField, mapItems } from '../kubernetes/fields.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const variableWithTwoSources = defineRule({
  meta: {
    id: 'variable-with-two-sources',
    severity: 'error',
    summary: 'An environment variable takes its value from two places',
    why: 'A variable has either a `value` or a `valueFrom`, and a `valueFrom` names one source.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      both: 'A variable has a "value" or a "valueFrom", not both. {consequence}',
      all: 'Variables come from one source for each entry, and this entry has "{first}" already. {consequence}',
      several:
        'A variable takes its value from one source, and this has "{first}" already. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      for (const entry of mapItems(container.node, 'envFrom')) {
        const [first, ...rest] = entry.pairs.filter((pair) => pair.value?.kind === 'map');
        for (const { key } of rest) {
          report({
            at: key.span,
            message: 'all',
            certainty: 'certain',
            data: withConsequence(pod, { first: first?.key.text ?? '' }),
          });
        }
      }
      for (const { node, value } of container.env) {
        const from = mapField(node, 'valueFrom');
        if (!from) continue;
        if (value && value.value !== '') {
          report({
            at: value.span,
            message: 'both',
            certainty: 'certain',
            data: withConsequence(pod),
            related: [relatedTo(pod, (from.pairs[0]?.key ?? from).span, 'The other source.')],
          });
        }
        const [first, ...rest] = from.pairs.filter((pair) => pair.value?.kind === 'map');
        for (const { key } of rest) {
          report({
            at: key.span,
            message: 'several',
            certainty: 'certain',
            data: withConsequence(pod, { first: first?.key.text ?? '' }),
          });
        }
      }
    }
  },
});

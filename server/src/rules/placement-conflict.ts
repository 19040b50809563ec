import { integerField, mapField, mapItems, textField, textItems } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import { placementTerms } from './placement-terms.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const placementConflict = defineRule({
  meta: {
    id: 'placement-conflict',
    severity: 'error',
    summary: 'The fields of a rule of placement do not go together',
    why: '`minDomains` counts the places over which pods must be spread, so that it needs `whenUnsatisfiable: DoNotSchedule`. `matchLabelKeys` and `mismatchLabelKeys` narrow a `labelSelector`, and one key cannot be in both.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      domains:
        '"minDomains" needs "whenUnsatisfiable: DoNotSchedule", and here it is "{policy}". {consequence}',
      selector: '"{field}" narrows a "labelSelector", and there is none. {consequence}',
      both: '"{key}" is in "matchLabelKeys" too. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { spec } = pod.facts.pod;
    const spreads = mapItems(spec, 'topologySpreadConstraints');
    for (const spread of spreads) {
      const policy = textField(spread, 'whenUnsatisfiable');
      const pair = pairOf(spread, 'minDomains');
      if (!pair || !integerField(spread, 'minDomains') || policy?.value !== 'ScheduleAnyway')
        continue;
      report({
        at: pair.key.span,
        message: 'domains',
        certainty: 'certain',
        data: withConsequence(pod, { policy: policy.value }),
        related: [relatedTo(pod, policy.span, 'What happens when there are none.')],
      });
    }
    for (const term of [...spreads, ...placementTerms(spec, ['podAffinity', 'podAntiAffinity'])]) {
      const matched = textItems(term, 'matchLabelKeys') ?? [];
      const mismatched = textItems(term, 'mismatchLabelKeys') ?? [];
      for (const [field, keys] of [
        ['matchLabelKeys', matched],
        ['mismatchLabelKeys', mismatched],
      ] as const) {
        const pair = pairOf(term, field);
        if (!pair || keys.length === 0 || mapField(term, 'labelSelector')) continue;
        report({
          at: pair.key.span,
          message: 'selector',
          absent: 'anything',
          certainty: 'certain',
          data: withConsequence(pod, { field }),
        });
      }
      for (const key of mismatched) {
        const other = matched.find(({ value }) => value === key.value);
        if (!other) continue;
        report({
          at: key.span,
          message: 'both',
          certainty: 'certain',
          data: withConsequence(pod, { key: key.value }),
          related: [relatedTo(pod, other.span, 'The other one.')],
        });
      }
    }
  },
});

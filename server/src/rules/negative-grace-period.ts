import { integerField } from '../kubernetes/fields.ts';
import { WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';

export const negativeGracePeriod = defineRule({
  meta: {
    id: 'negative-grace-period',
    severity: 'warning',
    summary: 'A pod’s grace period is negative',
    why: 'The API server takes a negative `terminationGracePeriodSeconds` for 1, and warns.',
    source: WARNINGS,
    fix: 'none',
    messages: { negative: 'A negative grace period counts as 1 second.' },
  },
  checkPod(pod, report) {
    const seconds = integerField(pod.facts.pod.spec, 'terminationGracePeriodSeconds');
    if (!seconds || seconds.value >= 0) return;
    report({ at: seconds.span, message: 'negative', certainty: 'certain' });
  },
});

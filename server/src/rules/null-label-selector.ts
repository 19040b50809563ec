import { hasField, mapItems } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import { placementTerms } from './placement-terms.ts';
import { WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';

export const nullLabelSelector = defineRule({
  meta: {
    id: 'null-label-selector',
    severity: 'warning',
    summary: 'A rule of placement names no pods',
    why: 'A pod affinity or topology spread without a `labelSelector` matches no pod at all, and so does nothing. An empty one, `{}`, matches every pod.',
    source: WARNINGS,
    fix: 'none',
    messages: { none: 'Without a "labelSelector" this matches no pod.' },
  },
  checkPod(pod, report) {
    const { spec } = pod.facts.pod;
    for (const term of [
      ...placementTerms(spec, ['podAffinity', 'podAntiAffinity']),
      ...mapItems(spec, 'topologySpreadConstraints'),
    ]) {
      const pair = pairOf(term, 'labelSelector');
      const nothing = pair?.value?.kind === 'scalar' && pair.value.value === null;
      if (pair?.value && !nothing) continue;
      if (hasField(term, 'matchLabelKeys') || hasField(term, 'mismatchLabelKeys')) continue;
      const at = pair?.key.span ?? (pairOf(term, 'topologyKey')?.key ?? term.pairs[0]?.key)?.span;
      if (at) report({ at, message: 'none', certainty: 'certain' });
    }
  },
});

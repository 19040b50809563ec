import { mapField, mapItems, textField } from '../kubernetes/fields.ts';
import { mayBeSame } from '../kubernetes/placeholder.ts';
import { isFragment } from '../kubernetes/fragment.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const resourceClaimNotFound = defineRule({
  meta: {
    id: 'resource-claim-not-found',
    severity: 'error',
    summary: 'A container uses a resource claim that the pod does not have',
    why: 'The devices of a resource claim are asked for by the pod, in `resourceClaims`, and given to the containers that name the claim in `resources.claims`.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      none: 'The pod has no resource claim called "{name}". {consequence}',
    },
  },
  checkPod(pod, report) {
    const claims = mapItems(pod.facts.pod.spec, 'resourceClaims').flatMap(
      (claim) => textField(claim, 'name') ?? [],
    );
    for (const { container } of pod.containers) {
      const resources = mapField(container.node, 'resources');
      for (const use of resources ? mapItems(resources, 'claims') : []) {
        const name = textField(use, 'name');
        if (!name || claims.some(({ value }) => mayBeSame(value, name.value))) continue;
        report({
          at: name.span,
          message: 'none',
          absent: 'anything',
          certainty: isFragment(pod.facts.resource) ? 'possible' : 'certain',
          data: withConsequence(pod, { name: name.value }),
        });
      }
    }
  },
});

import { mapItems, textField } from '../kubernetes/fields.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const resizePolicyConflict = defineRule({
  meta: {
    id: 'resize-policy-conflict',
    severity: 'error',
    summary: 'A resize would restart a container of a pod that never restarts',
    why: '`resizePolicy` says whether a container is restarted when its resources change. In a pod with `restartPolicy: Never` it cannot be.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      never:
        'The pod never restarts a container, so that this must be "NotRequired". {consequence}',
      twice: 'The policy for "{resource}" is given twice. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { restartPolicy } = pod.facts.pod;
    for (const { container } of pod.containers) {
      const seen = new Set<string>();
      for (const entry of mapItems(container.node, 'resizePolicy')) {
        const resource = textField(entry, 'resourceName');
        const policy = textField(entry, 'restartPolicy');
        if (resource && seen.has(resource.value)) {
          const data = withConsequence(pod, { resource: resource.value });
          report({ at: resource.span, message: 'twice', certainty: 'certain', data });
        }
        if (resource) seen.add(resource.value);
        // A container's own policy counts before the pod's (ContainerRestartRules, on since 1.35).
        const never = container.restartPolicy ?? restartPolicy;
        if (policy?.value !== 'RestartContainer' || never?.value !== 'Never') continue;
        report({
          at: policy.span,
          message: 'never',
          certainty: 'certain',
          data: withConsequence(pod),
          related: [relatedTo(pod, never.span, 'The restart policy.')],
        });
      }
    }
  },
});

import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const processNamespaceConflict = defineRule({
  meta: {
    id: 'process-namespace-conflict',
    severity: 'error',
    summary: 'A pod asks for the node’s process IDs and for its own at once',
    why: 'With `hostPID` the containers see the processes of the node; with `shareProcessNamespace` they see those of the pod alone. It cannot be both.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      both: '"shareProcessNamespace" and "hostPID" exclude each other. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { hostPID, shareProcessNamespace } = pod.facts.pod;
    if (hostPID?.value !== true || shareProcessNamespace?.value !== true) return;
    report({
      at: shareProcessNamespace.span,
      message: 'both',
      certainty: 'certain',
      data: withConsequence(pod),
      related: [relatedTo(pod, hostPID.span, 'The process IDs of the node are asked for here.')],
    });
  },
});

import { mapItems } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const schedulingGateWithNode = defineRule({
  meta: {
    id: 'scheduling-gate-with-node',
    severity: 'error',
    summary: 'A pod is put on a node while scheduling gates hold it back',
    why: 'Scheduling gates keep a pod from being placed until they are cleared. A `nodeName` places it at once.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      both: '"nodeName" cannot be set until all "schedulingGates" are cleared. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { spec, nodeName } = pod.facts.pod;
    const gates = pairOf(spec, 'schedulingGates');
    if (!gates || !nodeName || nodeName.value === '') return;
    if (mapItems(spec, 'schedulingGates').length === 0) return;
    report({
      at: nodeName.span,
      message: 'both',
      certainty: 'certain',
      data: withConsequence(pod),
      related: [relatedTo(pod, gates.key.span, 'The gates.')],
    });
  },
});

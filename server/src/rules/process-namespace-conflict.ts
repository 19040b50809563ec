import { removePair } from '../yaml/edit.ts';
import { pairOf } from '../yaml/node.ts';
import { fixOf, inDocument } from './edits.ts';
import { lateness } from './refusal.ts';
import { defineRule } from './rule.ts';

export const processNamespaceConflict = defineRule({
  meta: {
    id: 'process-namespace-conflict',
    severity: 'error',
    summary: "A pod asks for a process namespace of its own and for its node's",
    why: 'With `hostPID` every container sees the processes of the node, those of the other containers among them. `shareProcessNamespace` asks for one namespace of the pod instead: the API server refuses both together.',
    source: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
    fix: 'unsafe',
    messages: {
      both: 'shareProcessNamespace and hostPID cannot both be true: hostPID already shows all processes of the node.{late}',
    },
  },
  checkPod(pod, report) {
    const { shareProcessNamespace, hostPID, spec } = pod.facts.pod;
    if (!shareProcessNamespace?.value || !hostPID?.value) return;
    const { document } = pod;
    const pair = pairOf(spec, 'shareProcessNamespace');
    report({
      at: shareProcessNamespace.span,
      message: 'both',
      data: { late: lateness(pod) },
      certainty: 'certain',
      related: [{ document, span: hostPID.span, message: 'hostPID is true here' }],
      fixes: () =>
        pair
          ? fixOf('Remove shareProcessNamespace', false, [
              inDocument(document, removePair(document.yaml, spec, pair)),
            ])
          : [],
    });
  },
});

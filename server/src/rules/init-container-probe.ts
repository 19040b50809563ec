import { pairOf } from '../yaml/node.ts';
import { removalOf, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

const FIELDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

export const initContainerProbe = defineRule({
  meta: {
    id: 'init-container-probe',
    severity: 'error',
    summary: 'An init container that runs to its end has a probe or a lifecycle hook',
    why: 'An init container without `restartPolicy: Always` runs to its end before the others start, so that there is nothing to probe. Only sidecars, which have that policy, may have probes and hooks.',
    source: VALIDATION,
    fix: 'unsafe',
    messages: {
      plain:
        '"{field}" cannot be set on an init container without "restartPolicy: Always". {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      if (container.role !== 'init') continue;
      for (const field of FIELDS) {
        const pair = pairOf(container.node, field);
        if (!pair?.value) continue;
        report({
          at: pair.key.span,
          message: 'plain',
          certainty: 'certain',
          data: withConsequence(pod, { field }),
          fixes: () => {
            const edit = removalOf(pod, pair, container.node.pairs);
            return edit ? [{ title: `Remove "${field}"`, safe: false, edits: [edit] }] : [];
          },
        });
      }
    }
  },
});

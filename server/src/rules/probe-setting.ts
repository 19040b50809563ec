import { integerField, mapField } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import { removalOf, rewritten, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const probeSetting = defineRule({
  meta: {
    id: 'probe-setting',
    severity: 'error',
    summary: 'A probe has a setting that its kind cannot have',
    why: 'A container is alive, or has started, after one success: only readiness can ask for several. A readiness probe never kills, so that it has no grace period.',
    source: VALIDATION,
    fix: 'unsafe',
    messages: {
      success: 'The successThreshold of a {probe} must be 1. {consequence}',
      grace: 'A readinessProbe cannot have "terminationGracePeriodSeconds". {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      for (const probe of ['livenessProbe', 'startupProbe'] as const) {
        const map = mapField(container.node, probe);
        const threshold = map && integerField(map, 'successThreshold');
        if (!threshold || threshold.value === 1 || threshold.value === 0) continue;
        const { node } = threshold;
        report({
          at: threshold.span,
          message: 'success',
          certainty: 'certain',
          data: withConsequence(pod, { probe }),
          fixes: () =>
            !node.aliased
              ? [
                  {
                    title: 'Change the successThreshold to 1',
                    safe: false,
                    edits: [rewritten(pod, node, '1')],
                  },
                ]
              : [],
        });
      }
      const readiness = mapField(container.node, 'readinessProbe');
      const grace = readiness && pairOf(readiness, 'terminationGracePeriodSeconds');
      if (!grace?.value) continue;
      report({
        at: grace.key.span,
        message: 'grace',
        certainty: 'certain',
        data: withConsequence(pod),
        fixes: () => {
          const edit = removalOf(pod, grace, readiness?.pairs ?? []);
          const title = 'Remove "terminationGracePeriodSeconds"';
          return edit ? [{ title, safe: true, edits: [edit] }] : [];
        },
      });
    }
  },
});

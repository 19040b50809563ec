import { integerField, mapField } from '../kubernetes/fields.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

/** What SetDefaults_PodSpec gives pods and templates that say nothing (pkg/apis/core/v1/defaults.go, v1.35). */
const DEFAULT_GRACE_PERIOD = 30;

export const sleepOverGracePeriod = defineRule({
  meta: {
    id: 'sleep-over-grace-period',
    severity: 'error',
    summary: 'A hook sleeps longer than its pod is given to end',
    why: 'The pod is killed after `terminationGracePeriodSeconds`, so a hook that sleeps longer never ends; the API server refuses it.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      longer:
        'The {hook} hook sleeps for {seconds} s, and the pod is killed after {period} s. {consequence}',
    },
  },
  checkPod(pod, report) {
    const written = integerField(pod.facts.pod.spec, 'terminationGracePeriodSeconds');
    const period = written?.value ?? DEFAULT_GRACE_PERIOD;
    // What a negative one means is said where it stands.
    if (period < 0) return;
    for (const { container, label } of pod.containers) {
      const hooks = mapField(container.node, 'lifecycle');
      for (const hook of ['postStart', 'preStop'] as const) {
        const handler = hooks && mapField(hooks, hook);
        const sleep = handler && mapField(handler, 'sleep');
        const seconds = sleep && integerField(sleep, 'seconds');
        if (!seconds || seconds.value <= period) continue;
        report({
          at: seconds.span,
          message: 'longer',
          certainty: 'certain',
          container: label,
          data: withConsequence(pod, { hook, seconds: seconds.value, period }),
          related: written ? [relatedTo(pod, written.span, 'The time that it is given')] : [],
        });
      }
    }
  },
});

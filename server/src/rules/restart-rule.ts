import { mapField, mapItems, seqField } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

const MOST = 20;
const MOST_CODES = 255;

export const restartRule = defineRule({
  meta: {
    id: 'restart-rule',
    severity: 'error',
    summary: 'A container’s restart rules do not go with its restart policy',
    why: 'Restart rules are exceptions from a container’s own `restartPolicy`, which has to be written beside them. A sidecar restarts always, and has none.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      policy: 'Restart rules need a "restartPolicy" of the container. {consequence}',
      sidecar: 'A sidecar, which restarts always, cannot have restart rules. {consequence}',
      tooMany: 'There can be 20 restart rules at most. {consequence}',
      codes: 'There can be 255 exit codes at most. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      const pair = pairOf(container.node, 'restartPolicyRules');
      const rules = seqField(container.node, 'restartPolicyRules')?.items.length ?? 0;
      if (!pair || rules === 0) continue;
      const say = (message: string): void =>
        report({ at: pair.key.span, message, certainty: 'certain', data: withConsequence(pod) });
      if (!container.restartPolicy) say('policy');
      if (container.role === 'sidecar') say('sidecar');
      if (rules > MOST) say('tooMany');
      for (const rule of mapItems(container.node, 'restartPolicyRules')) {
        const codes = mapField(rule, 'exitCodes');
        if (codes && (seqField(codes, 'values')?.items.length ?? 0) > MOST_CODES) say('codes');
      }
    }
  },
});

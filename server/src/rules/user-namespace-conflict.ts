import { booleanField } from '../kubernetes/fields.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const userNamespaceConflict = defineRule({
  meta: {
    id: 'user-namespace-conflict',
    severity: 'error',
    summary: 'A pod in a user namespace of its own shares a namespace with the node',
    why: 'With `hostUsers: false` the users of a pod are none of the node’s. What belongs to the node (its network, process IDs, IPC, raw block devices) cannot be shared with such a pod.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      shared: '"{field}" cannot be set when "hostUsers" is false. {consequence}',
      device: 'Raw block devices cannot be used when "hostUsers" is false. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { spec, hostNetwork, hostPID, hostIPC } = pod.facts.pod;
    const hostUsers = booleanField(spec, 'hostUsers');
    if (hostUsers?.value !== false) return;
    const related = [relatedTo(pod, hostUsers.span, 'The user namespace is asked for here.')];
    for (const [field, located] of Object.entries({ hostNetwork, hostPID, hostIPC })) {
      if (located?.value !== true) continue;
      const data = withConsequence(pod, { field });
      report({ at: located.span, message: 'shared', certainty: 'certain', data, related });
    }
    for (const { container } of pod.containers) {
      for (const device of container.devices) {
        const at = device.name?.span ?? device.node.span;
        report({
          at,
          message: 'device',
          certainty: 'certain',
          data: withConsequence(pod),
          related,
        });
      }
    }
  },
});

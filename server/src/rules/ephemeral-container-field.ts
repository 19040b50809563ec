import { hasField, textField } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import { lateness, VALIDATION } from './refusal.ts';
import { defineRule } from './rule.ts';

const FIELDS = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resources',
] as const;

export const ephemeralContainerField = defineRule({
  meta: {
    id: 'ephemeral-container-field',
    severity: 'error',
    summary: 'An ephemeral container has a field that it cannot have',
    why: 'An ephemeral container joins a pod for debugging only: it has no ports, probes, hooks or resources of its own, mounts no subPath, and can only look at a container that the pod has.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      field: '"{field}" cannot be set for an ephemeral container.{late}',
      target: 'No container of this pod is called "{name}".{late}',
    },
  },
  checkPod(pod, report) {
    const late = lateness(pod);
    const targets = pod.containers.filter(({ container }) => container.role !== 'ephemeral');
    for (const { container } of pod.containers) {
      if (container.role !== 'ephemeral') continue;
      for (const field of FIELDS) {
        const pair = pairOf(container.node, field);
        if (!pair?.value) continue;
        report({
          at: pair.key.span,
          message: 'field',
          certainty: 'certain',
          data: { field, late },
        });
      }
      for (const mount of container.mounts) {
        for (const field of ['subPath', 'subPathExpr'] as const) {
          if (!hasField(mount.node, field)) continue;
          const at = mount[field]?.span ?? mount.node.span;
          report({ at, message: 'field', certainty: 'certain', data: { field, late } });
        }
      }
      const target = textField(container.node, 'targetContainerName');
      if (!target || target.value === '') continue;
      if (targets.some(({ container: other }) => other.name?.value === target.value)) continue;
      const data = { name: target.value, late };
      report({ at: target.span, message: 'target', certainty: 'certain', data });
    }
  },
});

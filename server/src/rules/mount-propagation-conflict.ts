import { textField } from '../kubernetes/fields.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const mountPropagationConflict = defineRule({
  meta: {
    id: 'mount-propagation-conflict',
    severity: 'error',
    summary: 'A volume mount’s propagation does not go with the rest of it',
    why: 'Mounts that a container makes reach the node only with `Bidirectional` propagation, which is for privileged containers. A mount that is read-only to its depth must be read-only, and cannot propagate.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      privileged: '"Bidirectional" is for privileged containers only. {consequence}',
      readOnly: '"recursiveReadOnly" needs "readOnly: true". {consequence}',
      none: '"recursiveReadOnly" goes with the propagation "None" only. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      for (const mount of container.mounts) {
        const propagation = textField(mount.node, 'mountPropagation');
        if (propagation?.value === 'Bidirectional' && container.privileged?.value !== true) {
          const data = withConsequence(pod);
          report({ at: propagation.span, message: 'privileged', certainty: 'certain', data });
        }
        const recursive = textField(mount.node, 'recursiveReadOnly');
        if (recursive?.value !== 'Enabled' && recursive?.value !== 'IfPossible') continue;
        const data = withConsequence(pod);
        if (mount.readOnly?.value !== true) {
          report({ at: recursive.span, message: 'readOnly', certainty: 'certain', data });
        }
        if (propagation && !['', 'None'].includes(propagation.value)) {
          report({ at: recursive.span, message: 'none', certainty: 'certain', data });
        }
      }
    }
  },
});

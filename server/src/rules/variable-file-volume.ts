import { mapField, textField } from '../kubernetes/fields.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const variableFileVolume = defineRule({
  meta: {
    id: 'variable-file-volume',
    severity: 'error',
    summary: 'A variable is read from a file of a volume that cannot hold it',
    why: 'With `fileKeyRef` the kubelet reads a variable from a file that an init container wrote. The file has to be in an emptyDir of the pod.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      missing: 'The pod has no volume called "{name}". {consequence}',
      type: 'Volume "{name}" is no emptyDir, and only from one can a variable be read. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { volumes } = pod.facts.pod;
    for (const { container } of pod.containers) {
      for (const { node } of container.env) {
        const from = mapField(node, 'valueFrom');
        const file = from && mapField(from, 'fileKeyRef');
        const name = file && textField(file, 'volumeName');
        if (!name) continue;
        const volume = volumes.find((entry) => entry.name?.value === name.value);
        if (volume?.source.type === 'emptyDir') continue;
        report({
          at: name.span,
          message: volume ? 'type' : 'missing',
          certainty: 'certain',
          data: withConsequence(pod, { name: name.value }),
        });
      }
    }
  },
});

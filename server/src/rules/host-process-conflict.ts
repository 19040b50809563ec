import { booleanField, mapField } from '../kubernetes/fields.ts';
import type { Located } from '../kubernetes/located.ts';
import type { YamlMap } from '../yaml/node.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const hostProcessConflict = defineRule({
  meta: {
    id: 'host-process-conflict',
    severity: 'error',
    summary: 'A container that is a process of the Windows host does not go with its pod',
    why: 'With `hostProcess: true` the containers of a Windows pod run on the host itself, and so in its network: the pod needs `hostNetwork: true`, and either all of its containers are such processes or none is.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      network: 'A process of the host needs "hostNetwork: true" of its pod. {consequence}',
      others:
        '"{container}" is no process of the host: either all containers of a pod are, or none is. {consequence}',
      differs: 'The pod says "hostProcess: {value}". {consequence}',
    },
  },
  checkPod(pod, report) {
    const own = hostProcessOf(pod.facts.pod.spec);
    const all = pod.containers.map(({ container, label }) => ({
      label,
      written: hostProcessOf(container.node),
    }));
    for (const { written } of all) {
      if (!own || !written || own.value === written.value) continue;
      report({
        at: written.span,
        message: 'differs',
        certainty: 'certain',
        data: withConsequence(pod, { value: String(own.value) }),
        related: [relatedTo(pod, own.span, 'What the pod says.')],
      });
      return;
    }
    const asked = [own, ...all.map(({ written }) => written)].find((flag) => flag?.value === true);
    if (!asked) return;
    if (pod.facts.pod.hostNetwork?.value !== true)
      report({
        at: asked.span,
        message: 'network',
        absent: 'anything',
        certainty: 'certain',
        data: withConsequence(pod),
      });
    const other = all.find(({ written }) => (written ?? own)?.value !== true);
    if (other)
      report({
        at: asked.span,
        message: 'others',
        certainty: 'certain',
        data: withConsequence(pod, { container: other.label }),
      });
  },
});

function hostProcessOf(map: YamlMap): Located<boolean> | undefined {
  const security = mapField(map, 'securityContext');
  const options = security && mapField(security, 'windowsOptions');
  return options && booleanField(options, 'hostProcess');
}

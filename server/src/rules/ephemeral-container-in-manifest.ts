import { pairOf } from '../yaml/node.ts';
import { removalOf, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const ephemeralContainerInManifest = defineRule({
  meta: {
    id: 'ephemeral-container-in-manifest',
    severity: 'error',
    summary: 'A manifest holds ephemeral containers',
    why: 'Ephemeral containers are added to a pod that runs already, through `kubectl debug` or the `ephemeralcontainers` subresource. A Pod cannot be created with them, and a template cannot hold them.',
    source: VALIDATION,
    fix: 'unsafe',
    messages: {
      created: 'A pod cannot be created with ephemeral containers. {consequence}',
      template: 'A pod template cannot hold ephemeral containers. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { spec, origin } = pod.facts.pod;
    const pair = pairOf(spec, 'ephemeralContainers');
    if (pair?.value?.kind !== 'seq' || pair.value.items.length === 0) return;
    report({
      at: pair.key.span,
      message: origin === 'pod' ? 'created' : 'template',
      certainty: 'certain',
      data: withConsequence(pod),
      fixes: () => {
        const edit = removalOf(pod, pair, spec.pairs);
        return edit ? [{ title: 'Remove "ephemeralContainers"', safe: false, edits: [edit] }] : [];
      },
    });
  },
});

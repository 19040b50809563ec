import { rewritten, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const imageWhitespace = defineRule({
  meta: {
    id: 'image-whitespace',
    severity: 'error',
    summary: 'An image’s name begins or ends with a blank',
    why: 'The API server refuses such a Pod. In a template it goes unseen until the pods are made, whose image cannot be pulled.',
    source: VALIDATION,
    fix: 'safe',
    messages: {
      pod: 'An image cannot begin or end with a blank. {consequence}',
      template:
        'An image cannot begin or end with a blank. The API server accepts the {kind}, but its pods cannot be created.',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      const { image } = container;
      if (!image || image.value.trim() === image.value) continue;
      report({
        at: image.span,
        message: pod.facts.pod.origin === 'pod' ? 'pod' : 'template',
        certainty: 'certain',
        data: withConsequence(pod, { kind: pod.facts.resource.kind.value }),
        fixes: () =>
          image.node.aliased || image.node.style === 'literal' || image.node.style === 'folded'
            ? []
            : [
                {
                  title: 'Remove the blanks',
                  safe: true,
                  edits: [rewritten(pod, image.node, image.value.trim())],
                },
              ],
      });
    }
  },
});

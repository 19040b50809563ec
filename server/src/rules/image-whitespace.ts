import { rewritten, VALIDATION, consequenceForPods } from './refusal.ts';
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
      blank: 'An image cannot begin or end with a blank. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      const { image } = container;
      if (!image || image.value.trim() === image.value) continue;
      report({
        at: image.span,
        message: 'blank',
        certainty: 'certain',
        data: { consequence: consequenceForPods(pod) },
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

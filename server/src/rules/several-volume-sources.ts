import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const severalVolumeSources = defineRule({
  meta: {
    id: 'several-volume-sources',
    severity: 'error',
    summary: 'A volume has more than one source',
    why: 'A volume is one thing: an `emptyDir`, a `configMap`, a claim, … To bring several together in one directory there is `projected`.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      several: 'A volume has one source, and this one has "{first}" already. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { node } of pod.facts.pod.volumes) {
      const sources = node.pairs.filter(({ value }) => value?.kind === 'map');
      const [first, ...rest] = sources;
      if (!first) continue;
      for (const { key } of rest) {
        report({
          at: key.span,
          message: 'several',
          certainty: 'certain',
          data: withConsequence(pod, { first: first.key.text }),
          related: [relatedTo(pod, first.key.span, 'The first source.')],
        });
      }
    }
  },
});

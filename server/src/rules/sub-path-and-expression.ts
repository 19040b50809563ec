import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const subPathAndExpression = defineRule({
  meta: {
    id: 'sub-path-and-expression',
    severity: 'error',
    summary: 'A volume mount has a subPath and a subPathExpr',
    why: '`subPathExpr` is a `subPath` in which variables are filled in. A mount has one of them.',
    source: VALIDATION,
    fix: 'none',
    messages: { both: '"subPath" and "subPathExpr" exclude each other. {consequence}' },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      for (const { subPath, subPathExpr } of container.mounts) {
        if (!subPath?.value || !subPathExpr?.value) continue;
        report({
          at: subPathExpr.span,
          message: 'both',
          certainty: 'certain',
          data: withConsequence(pod),
          related: [relatedTo(pod, subPath.span, 'The "subPath".')],
        });
      }
    }
  },
});

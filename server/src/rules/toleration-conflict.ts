import { hasField, integerField, mapItems, textField } from '../kubernetes/fields.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const tolerationConflict = defineRule({
  meta: {
    id: 'toleration-conflict',
    severity: 'error',
    summary: 'The fields of a toleration contradict each other',
    why: 'A toleration compares a taint’s value with its own (`Equal`, the default), or asks only that the taint is there (`Exists`), which leaves no value to compare. Without a key it tolerates every taint, which only `Exists` can say. Only a taint that evicts, `NoExecute`, can be tolerated for a while.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      value: '"Exists" asks only whether the taint is there, so it takes no "value". {consequence}',
      key: 'A toleration without a "key" is for every taint, and needs "operator: Exists". {consequence}',
      seconds:
        '"tolerationSeconds" is for taints that evict, and needs "effect: NoExecute". {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const toleration of mapItems(pod.facts.pod.spec, 'tolerations')) {
      const fault = faultOf(toleration);
      const at = fault && pairOf(toleration, fault.field)?.key;
      if (!fault || !at) continue;
      report({
        at: at.span,
        message: fault.message,
        certainty: 'certain',
        data: withConsequence(pod),
      });
    }
  },
});

/** ValidateTolerations; the empty string is the same as absent. */
function faultOf(
  toleration: YamlMap,
): { readonly field: string; readonly message: string } | undefined {
  const written = (field: string): string => textField(toleration, field)?.value ?? '';
  const exists = written('operator') === 'Exists';
  if (exists && written('value') !== '') return { field: 'value', message: 'value' };
  const field = ['operator', 'value', 'effect'].find((one) => hasField(toleration, one));
  if (!exists && written('key') === '' && field) return { field, message: 'key' };
  if (integerField(toleration, 'tolerationSeconds') && written('effect') !== 'NoExecute')
    return { field: 'tolerationSeconds', message: 'seconds' };
  return undefined;
}

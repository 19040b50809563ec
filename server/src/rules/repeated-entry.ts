import { mapItems, textField } from '../kubernetes/fields.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import { relatedTo, WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';
import { firstKeyOf } from '../yaml/node.ts';

const LISTS = [
  { field: 'imagePullSecrets', key: 'name' },
  { field: 'hostAliases', key: 'ip' },
] as const;

export const repeatedEntry = defineRule({
  meta: {
    id: 'repeated-entry',
    severity: 'warning',
    summary: 'A pull secret or a host alias is written twice',
    why: 'Entries of these lists are merged by their name or address: `kubectl apply` may drop one of two, and the API server warns.',
    source: WARNINGS,
    fix: 'none',
    messages: {
      repeated: '"{value}" is in "{field}" already.',
      empty: 'An entry of "imagePullSecrets" needs a name.',
    },
  },
  checkPod(pod, report) {
    for (const { field, key } of LISTS) {
      const seen = new Map<string, LocatedText>();
      for (const item of mapItems(pod.facts.pod.spec, field)) {
        const value = textField(item, key);
        if (field === 'imagePullSecrets' && (!value || value.value === '')) {
          const at = value?.span ?? firstKeyOf(item);
          report({ at, message: 'empty', certainty: 'certain' });
        }
        if (!value || value.value === '') continue;
        const before = seen.get(value.value);
        if (before) {
          report({
            at: value.span,
            message: 'repeated',
            certainty: 'certain',
            data: { value: value.value, field },
            related: [relatedTo(pod, before.span, 'The first entry.')],
          });
        } else seen.set(value.value, value);
      }
    }
  },
});

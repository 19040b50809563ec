import { hasField } from '../kubernetes/fields.ts';
import type { EnvVar } from '../kubernetes/model.ts';
import { relatedTo, WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';

export const hiddenVariable = defineRule({
  meta: {
    id: 'hidden-variable',
    severity: 'warning',
    summary: 'An environment variable is set twice, and the last one wins',
    why: 'Of two variables of one name the last counts. Worse, `kubectl apply` merges them by name and may drop one at the next change. Only a variable that is built from the former with `$(NAME)` is meant so.',
    source: WARNINGS,
    fix: 'none',
    messages: { hidden: '"{name}" is set again further down, which hides this value.' },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      const last = new Map<string, EnvVar>();
      for (const variable of container.env) {
        const { name } = variable;
        if (!name || name.value === '') continue;
        const before = last.get(name.value);
        last.set(name.value, variable);
        if (!before?.name || buildsOn(variable, name.value)) continue;
        report({
          at: before.name.span,
          message: 'hidden',
          certainty: 'certain',
          data: { name: name.value },
          related: [relatedTo(pod, name.span, 'The value that counts.')],
        });
      }
    }
  },
});

/** The later value holds the former, and more than that. */
function buildsOn({ node, value }: EnvVar, name: string): boolean {
  if (hasField(node, 'valueFrom')) return false;
  const reference = `$(${name})`;
  return value !== undefined && value.value !== reference && value.value.includes(reference);
}

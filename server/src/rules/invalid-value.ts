import type { DocumentFacts } from '../analysis/facts.ts';
import type { InvalidValue } from '../kubernetes/schema-check.ts';
import { nearest } from '../text/nearest.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { faultsOf } from './schema-faults.ts';

export const invalidValue = defineRule({
  meta: {
    id: 'invalid-value',
    severity: 'error',
    summary: 'A value is none that the API takes there',
    why: 'The API server refuses a value outside the set, the range or the form that a field takes; values are case-sensitive.',
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
    fix: 'unsafe',
    messages: {
      set: '"{value}" is no value of "{field}", which takes {allowed}.',
      late: '"{value}" is no value of "{field}", which takes {allowed}. The StatefulSet is accepted, but its pods cannot be created.',
    },
  },
  checkDocument({ facts }, report) {
    for (const { resource, fault } of faultsOf(facts, 'invalid-value')) {
      report({
        at: fault.scalar.span,
        message: fault.timing === 'applied' ? 'set' : 'late',
        certainty: 'certain',
        resource,
        data: {
          value: fault.scalar.text,
          field: fault.place.pair?.key.text ?? '',
          allowed: choices(fault.allowed),
        },
        fixes: () => fixesFor(facts, fault),
      });
    }
  },
});

/** "A, B or C"; a long set is cut. */
function choices(values: readonly string[]): string {
  const named = values.filter((value) => value !== '');
  if (named.length > 8) return `${named.slice(0, 7).join(', ')} and ${named.length - 7} others`;
  return named.length < 2
    ? named.join('')
    : `${named.slice(0, -1).join(', ')} or ${named.at(-1) ?? ''}`;
}

function fixesFor(document: DocumentFacts, { scalar, allowed }: InvalidValue): readonly Fix[] {
  const meant = nearest(scalar.text, allowed);
  if (meant === undefined || scalar.aliased) return [];
  const quote = { single: "'", double: '"', plain: '' }[quoteOf(scalar.style)];
  return [
    {
      title: `Change "${scalar.text}" to "${meant}"`,
      safe: false,
      edits: [{ document, span: scalar.span, newText: quote + meant + quote }],
    },
  ];
}

function quoteOf(style: InvalidValue['scalar']['style']): 'single' | 'double' | 'plain' {
  return style === 'single' || style === 'double' ? style : 'plain';
}

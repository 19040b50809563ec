import { amountsOf, isExtended } from './container-resources.ts';
import { isNameInCapitals } from '../kubernetes/placeholder.ts';
import { nearest } from '../text/nearest.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];

export const resourceAmount = defineRule({
  meta: {
    id: 'resource-amount',
    severity: 'error',
    summary: 'A container asks for a resource, or an amount of it, that cannot be',
    why: 'A container’s resources are cpu, memory, ephemeral-storage and huge pages; all others have a domain in their name. Amounts are not negative, and memory is whole bytes: `100m` of memory is a tenth of a byte, and usually 100Mi is meant.',
    source: VALIDATION,
    fix: 'unsafe',
    messages: {
      unknown: '"{resource}" is no resource of a container. {consequence}',
      meant: '"{resource}" is no resource of a container. Is "{to}" meant? {consequence}',
      negative: 'An amount cannot be negative. {consequence}',
      hugePages: 'Huge pages need an amount of cpu or memory too. {consequence}',
      whole: 'An amount of {resource} must be a whole number. {consequence}',
      fraction: '{amount} of {resource} is not a whole number of bytes.',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      const all = [...amountsOf(container, 'requests'), ...amountsOf(container, 'limits')];
      const huge = all.find(({ resource }) => resource.startsWith('hugepages-'));
      if (huge && !all.some(({ resource }) => resource === 'cpu' || resource === 'memory')) {
        const data = withConsequence(pod);
        report({ at: huge.key.span, message: 'hugePages', certainty: 'certain', data });
      }
      for (const list of ['requests', 'limits'] as const) {
        for (const { resource, key, scalar, amount } of amountsOf(container, list)) {
          if (
            !resource.includes('/') &&
            !isNameInCapitals(resource) &&
            !STANDARD.includes(resource) &&
            !resource.startsWith('hugepages-')
          ) {
            const to = nearest(resource, STANDARD) ?? '';
            const message = to === '' ? 'unknown' : 'meant';
            const data = withConsequence(pod, { resource, to });
            report({ at: key.span, message, certainty: 'certain', data });
          }
          const data = withConsequence(pod, { resource, amount: scalar.text });
          const at = scalar.span;
          if (amount < 0) report({ at, message: 'negative', certainty: 'certain', data });
          else if (isWhole(resource) && isFraction(amount)) {
            report({ at, message: 'whole', certainty: 'certain', data });
          } else if (
            (resource === 'memory' || resource === 'ephemeral-storage') &&
            isFraction(amount)
          ) {
            report({
              at,
              message: 'fraction',
              certainty: 'likely',
              data,
              fixes: () =>
                /^\d+m$/.test(scalar.text) && !scalar.aliased
                  ? [
                      {
                        title: `Change ${scalar.text} to ${scalar.text.slice(0, -1)}Mi`,
                        safe: false,
                        edits: [
                          {
                            document: pod.document,
                            span: at,
                            newText: `${scalar.text.slice(0, -1)}Mi`,
                          },
                        ],
                      },
                    ]
                  : [],
            });
          }
        }
      }
    }
  },
});

/** Huge pages come whole, and so do resources with a domain in their name. */
function isWhole(resource: string): boolean {
  return isExtended(resource) || resource.startsWith('hugepages-');
}

/** Sums of binary fractions are never exact; a byte's thousandth is. */
function isFraction(amount: number): boolean {
  return Math.abs(amount - Math.round(amount)) > 1e-6;
}

import type { LinkedPod } from '../analysis/linked.ts';
import { mapField } from '../kubernetes/fields.ts';
import { readQuantity } from '../kubernetes/quantity.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { amountsIn, amountsOf, isExtended, podAmountsOf } from './container-resources.ts';
import type { Amount } from './container-resources.ts';
import type { Fix } from './rule.ts';
import { holdsPlaceholder, isNameInCapitals } from '../kubernetes/placeholder.ts';
import { nearest } from '../text/nearest.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];
/** What a pod as a whole can have (IsSupportedPodLevelResource), huge pages beside them. */
const SHARED = ['cpu', 'memory'];

export const resourceAmount = defineRule({
  meta: {
    id: 'resource-amount',
    severity: 'error',
    summary: 'A container asks for a resource, or an amount of it, that cannot be',
    why: 'A container’s resources are cpu, memory, ephemeral-storage and huge pages; all others have a domain in their name. Amounts are not negative, and memory is whole bytes: `100m` of memory is a tenth of a byte, and usually 100Mi is meant.',
    source: VALIDATION,
    fix: 'unsafe',
    messages: {
      unknown: '"{resource}" is no resource of {place}. {consequence}',
      meant: '"{resource}" is no resource of {place}. Is "{to}" meant? {consequence}',
      negative: 'An amount cannot be negative. {consequence}',
      hugePages: 'Huge pages need an amount of cpu or memory too. {consequence}',
      pages: '{amount} is not a whole number of pages of {page}. {consequence}',
      shared:
        'Only cpu, memory and huge pages can be given to a whole pod, and "{resource}" to a container. {consequence}',
      whole: 'An amount of {resource} must be a whole number. {consequence}',
      fraction: '{amount} of {resource} is not a whole number of bytes.',
    },
  },
  checkPod(pod, report) {
    for (const { place, lists } of placesOf(pod)) {
      const all = lists.flat();
      const huge = all.find(({ resource }) => resource.startsWith('hugepages-'));
      if (huge && !all.some(({ resource }) => resource === 'cpu' || resource === 'memory')) {
        const data = withConsequence(pod);
        report({ at: huge.key.span, message: 'hugePages', certainty: 'certain', data });
      }
      for (const { resource, key, scalar, amount } of all) {
        if (!isKnown(resource, place)) {
          const to = nearest(resource, place === 'pod' ? SHARED : STANDARD) ?? '';
          const message =
            place === 'pod' && STANDARD.includes(resource)
              ? 'shared'
              : to === ''
                ? 'unknown'
                : 'meant';
          const data = withConsequence(pod, { resource, to, place: PLACES[place] });
          report({ at: key.span, message, certainty: 'certain', data });
        }
        const page = resource.startsWith('hugepages-')
          ? readQuantity(resource.slice('hugepages-'.length))
          : undefined;
        const data = withConsequence(pod, {
          resource,
          amount: scalar.text,
          page: resource.slice('hugepages-'.length),
        });
        const at = scalar.span;
        if (amount < 0) report({ at, message: 'negative', certainty: 'certain', data });
        else if (isWhole(resource) && isFraction(amount)) {
          report({ at, message: 'whole', certainty: 'certain', data });
        } else if (page !== undefined && page >= 1 && amount % page !== 0) {
          report({ at, message: 'pages', certainty: 'certain', data });
        } else if (
          (resource === 'memory' || resource === 'ephemeral-storage') &&
          isFraction(amount)
        ) {
          report({
            at,
            message: 'fraction',
            certainty: 'likely',
            data,
            fixes: () => inMebibytes(pod, scalar),
          });
        }
      }
    }
  },
});

/** Whose resources they are: a container's, all containers' together, or what the pod takes beside them. */
type Whose = 'container' | 'pod' | 'overhead';

const PLACES: Readonly<Record<Whose, string>> = {
  container: 'a container',
  pod: 'a whole pod',
  overhead: 'an overhead',
};

function placesOf(
  pod: LinkedPod,
): readonly { readonly place: Whose; readonly lists: readonly (readonly Amount[])[] }[] {
  return [
    ...pod.containers.map(({ container }) => ({
      place: 'container' as const,
      lists: [amountsOf(container, 'requests'), amountsOf(container, 'limits')],
    })),
    { place: 'pod', lists: [podAmountsOf(pod, 'requests'), podAmountsOf(pod, 'limits')] },
    { place: 'overhead', lists: [amountsIn(mapField(pod.facts.pod.spec, 'overhead'))] },
  ];
}

function isKnown(resource: string, place: Whose): boolean {
  if (isNameInCapitals(resource) || holdsPlaceholder(resource)) return true;
  if (resource.startsWith('hugepages-')) return resource !== 'hugepages-';
  if (place === 'pod') return SHARED.includes(resource);
  return resource.includes('/') ? !resource.startsWith('requests.') : STANDARD.includes(resource);
}

/** `100m` of memory is a tenth of a byte, where a hundred mebibytes are meant. */
function inMebibytes(pod: LinkedPod, scalar: YamlScalar): readonly Fix[] {
  if (!/^\d+m$/.test(scalar.text) || scalar.aliased) return [];
  const newText = `${scalar.text.slice(0, -1)}Mi`;
  return [
    {
      title: `Change ${scalar.text} to ${newText}`,
      safe: false,
      edits: [{ document: pod.document, span: scalar.span, newText }],
    },
  ];
}

/** Huge pages come whole, and so do resources with a domain in their name. */
function isWhole(resource: string): boolean {
  return isExtended(resource) || resource.startsWith('hugepages-');
}

/** Sums of binary fractions are never exact; a byte's thousandth is. */
function isFraction(amount: number): boolean {
  return Math.abs(amount - Math.round(amount)) > 1e-6;
}

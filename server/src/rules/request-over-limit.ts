import type { LinkedPod } from '../analysis/linked.ts';
import { amountsOf, isOvercommittable, podAmountsOf } from './container-resources.ts';
import type { Amount } from './container-resources.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';

export const requestOverLimit = defineRule({
  meta: {
    id: 'request-over-limit',
    severity: 'error',
    summary: 'More of a resource is requested than the limit allows',
    why: 'A request is what is kept free on the node for a container, its limit the most that it gets: a request cannot be more. Devices and huge pages cannot be promised twice, so that there the two must be equal.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      over: 'The request of {request} is more than the limit of {limit} for {resource}. {consequence}',
      equal: 'The request of {request} must be the limit of {limit} for {resource}. {consequence}',
      one: 'A container requests {request} of {resource}, and the whole pod only {limit}. {consequence}',
      sum: 'The containers request {request} of {resource} together, and the whole pod only {limit}. {consequence}',
      part: 'The limit of {request} for {resource} is more than the whole pod’s, {limit}. {consequence}',
      alone: 'A request for {resource} needs a limit of the same amount. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      compare(pod, amountsOf(container, 'requests'), amountsOf(container, 'limits'), report);
    }
    compare(pod, podAmountsOf(pod, 'requests'), podAmountsOf(pod, 'limits'), report);
    compareWithPod(pod, report);
  },
});

function compare(
  pod: LinkedPod,
  requests: readonly Amount[],
  limits: readonly Amount[],
  report: Report,
): void {
  for (const request of requests) {
    const limit = limits.find((entry) => entry.resource === request.resource);
    const free = isOvercommittable(request.resource);
    const message = problemWith(request, limit, free);
    if (message === undefined) continue;
    report({
      at: request.scalar.span,
      message,
      certainty: 'certain',
      data: withConsequence(pod, {
        resource: request.resource,
        request: request.scalar.text,
        limit: limit?.scalar.text ?? '',
      }),
      related: limit ? [relatedTo(pod, limit.scalar.span, 'The limit.')] : [],
    });
  }
}

/** What containers ask for is a part of what the whole pod does (validatePodResourceConsistency). */
function compareWithPod(pod: LinkedPod, report: Report): void {
  const containers = pod.containers.map(({ container }) => container);
  for (const limit of podAmountsOf(pod, 'limits')) {
    for (const part of containers.flatMap((container) => amountsOf(container, 'limits'))) {
      if (part.resource !== limit.resource || part.amount <= limit.amount) continue;
      report({
        at: part.scalar.span,
        message: 'part',
        certainty: 'certain',
        data: withConsequence(pod, {
          resource: part.resource,
          request: part.scalar.text,
          limit: limit.scalar.text,
        }),
        related: [relatedTo(pod, limit.scalar.span, 'The limit of the whole pod.')],
      });
    }
  }
  const main = containers.filter(({ role }) => role === 'main');
  for (const whole of podAmountsOf(pod, 'requests')) {
    const parts = main.flatMap((container) => {
      const isSame = ({ resource }: Amount): boolean => resource === whole.resource;
      // Without a request the limit is one.
      return (
        amountsOf(container, 'requests').find(isSame) ??
        amountsOf(container, 'limits').find(isSame) ??
        []
      );
    });
    const sum = parts.reduce((total, { amount }) => total + amount, 0);
    if (sum <= whole.amount * (1 + 1e-9)) continue;
    report({
      at: whole.scalar.span,
      message: parts.length === 1 ? 'one' : 'sum',
      certainty: 'certain',
      data: withConsequence(pod, {
        resource: whole.resource,
        request: parts.map(({ scalar }) => scalar.text).join(' + '),
        limit: whole.scalar.text,
      }),
      related: parts.map(({ scalar }) => relatedTo(pod, scalar.span, 'A part of it.')),
    });
  }
}

function problemWith(
  request: Amount,
  limit: Amount | undefined,
  free: boolean,
): string | undefined {
  if (!limit) return free ? undefined : 'alone';
  if (request.amount > limit.amount) return 'over';
  return !free && request.amount !== limit.amount ? 'equal' : undefined;
}

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
      alone: 'A request for {resource} needs a limit of the same amount. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      compare(pod, amountsOf(container, 'requests'), amountsOf(container, 'limits'), report);
    }
    compare(pod, podAmountsOf(pod, 'requests'), podAmountsOf(pod, 'limits'), report);
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

function problemWith(
  request: Amount,
  limit: Amount | undefined,
  free: boolean,
): string | undefined {
  if (!limit) return free ? undefined : 'alone';
  if (request.amount > limit.amount) return 'over';
  return !free && request.amount !== limit.amount ? 'equal' : undefined;
}

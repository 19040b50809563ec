import type { LinkedPod } from '../analysis/linked.ts';
import { mapItems, textField } from '../kubernetes/fields.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import { consequence, relatedTo, VALIDATION } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';
import { groupBy } from '../text/group-by.ts';

export const duplicateName = defineRule({
  meta: {
    id: 'duplicate-name',
    severity: 'error',
    summary: 'Two containers, volumes or resource claims of a pod have one name',
    why: 'Names tell the containers of a pod apart, init and ephemeral containers among them, and likewise its volumes and its resource claims. The API server refuses a second one of the same name.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      duplicate: 'The name "{name}" is taken by another {what} of this pod. {consequence}',
    },
  },
  checkPod(pod, report) {
    reportDuplicates(
      pod,
      pod.containers.flatMap(({ container }) => container.name ?? []),
      'container',
      report,
    );
    reportDuplicates(
      pod,
      pod.facts.pod.volumes.flatMap((volume) => volume.name ?? []),
      'volume',
      report,
    );
    reportDuplicates(
      pod,
      mapItems(pod.facts.pod.spec, 'resourceClaims').flatMap(
        (claim) => textField(claim, 'name') ?? [],
      ),
      'resource claim',
      report,
    );
  },
});

/** Of a name that stands a thousand times nobody looks at all places. */
const MOST_RELATED = 20;

function reportDuplicates(
  pod: LinkedPod,
  names: readonly LocatedText[],
  what: 'container' | 'volume' | 'resource claim',
  report: Report,
): void {
  for (const [value, same] of groupBy(names, (name) => name.value)) {
    if (same.length < 2) continue;
    for (const name of same) {
      report({
        at: name.span,
        message: 'duplicate',
        certainty: 'certain',
        data: { name: value, what, consequence: consequence(pod) },
        related: same
          .slice(0, MOST_RELATED)
          .filter((other) => other !== name)
          .map((other) => relatedTo(pod, other.span, `Another ${what} called "${value}".`)),
      });
    }
  }
}

import type { LinkedPod } from '../analysis/linked.ts';
import { mapField, mapItems, textField } from '../kubernetes/fields.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import { consequence, relatedTo, VALIDATION } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';
import { groupBy } from '../text/group-by.ts';
import type { YamlMap } from '../yaml/node.ts';

export const duplicateName = defineRule({
  meta: {
    id: 'duplicate-name',
    severity: 'error',
    summary:
      'Two containers, volumes or other things of a pod that are told apart by name have one name',
    why: 'Names tell the containers of a pod apart, init and ephemeral containers among them, and likewise its volumes, its resource claims, its sysctls and its scheduling gates; a container asks for a claim once, and a topology spread is told apart by its key and by what happens when it cannot be kept. The API server refuses a second one.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      duplicate: 'The name "{name}" is taken by another {what} of this pod. {consequence}',
      claim: 'The claim "{name}" is asked for here already. {consequence}',
      spread:
        'Another constraint spreads the pods over "{name}" with "{policy}" already. {consequence}',
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
    const { spec } = pod.facts.pod;
    const security = mapField(spec, 'securityContext');
    reportDuplicates(pod, namesIn(spec, 'schedulingGates'), 'scheduling gate', report);
    reportDuplicates(pod, security ? namesIn(security, 'sysctls') : [], 'sysctl', report);
    reportClaims(pod, report);
    reportSpreads(pod, report);
  },
});

/** Of a name that stands a thousand times nobody looks at all places. */
const MOST_RELATED = 20;

function reportDuplicates(
  pod: LinkedPod,
  names: readonly LocatedText[],
  what: 'container' | 'volume' | 'resource claim' | 'scheduling gate' | 'sysctl',
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

function namesIn(map: YamlMap, field: string): readonly LocatedText[] {
  return mapItems(map, field).flatMap((item) => textField(item, 'name') ?? []);
}

/** A claim as a whole is asked for beside none of its requests (validateResourceClaimNames). */
function reportClaims(pod: LinkedPod, report: Report): void {
  for (const { container } of pod.containers) {
    const resources = mapField(container.node, 'resources');
    const claims = resources ? mapItems(resources, 'claims') : [];
    const asked = claims.flatMap((claim) => {
      const name = textField(claim, 'name');
      return name ? [{ name, request: textField(claim, 'request')?.value ?? '' }] : [];
    });
    for (const [value, same] of groupBy(asked, ({ name }) => name.value)) {
      const seen = new Map<string, LocatedText>();
      for (const { name, request } of same) {
        const before = seen.get(request) ?? seen.get('');
        const first = before ?? (request === '' ? [...seen.values()][0] : undefined);
        if (!first) seen.set(request, name);
        else {
          report({
            at: name.span,
            message: 'claim',
            certainty: 'certain',
            data: { name: value, consequence: consequence(pod) },
            related: [relatedTo(pod, first.span, 'The first time.')],
          });
        }
      }
    }
  }
}

/** ValidateSpreadConstraintNotRepeat. */
function reportSpreads(pod: LinkedPod, report: Report): void {
  const seen = new Map<string, LocatedText>();
  for (const constraint of mapItems(pod.facts.pod.spec, 'topologySpreadConstraints')) {
    const key = textField(constraint, 'topologyKey');
    const policy = textField(constraint, 'whenUnsatisfiable');
    if (!key || !policy) continue;
    const pair = `${key.value} ${policy.value}`;
    const first = seen.get(pair);
    if (!first) seen.set(pair, key);
    else {
      report({
        at: key.span,
        message: 'spread',
        certainty: 'certain',
        data: { name: key.value, policy: policy.value, consequence: consequence(pod) },
        related: [relatedTo(pod, first.span, 'The first one.')],
      });
    }
  }
}

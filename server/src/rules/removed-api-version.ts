import type { DocumentFacts } from '../analysis/facts.ts';
import { hasField, mapField } from '../kubernetes/fields.ts';
import type { Resource } from '../kubernetes/model.ts';
import { removedVersion } from '../kubernetes/removed-version.ts';
import { insertPair } from '../yaml/edit.ts';
import { fixOf, inDocument, setValue } from './edits.ts';
import type { EditPart } from './edits.ts';
import { defineRule } from './rule.ts';
import { upgradeIngress } from './upgrade-ingress.ts';

export const removedApiVersion = defineRule({
  meta: {
    id: 'removed-api-version',
    // A manifest does not say which cluster it is for: an old one may still serve it.
    severity: 'warning',
    summary: 'The apiVersion is no longer served for this kind',
    why: 'Beta versions of an API are removed some releases after the stable one has come. The API server then knows no such kind, and kubectl says "no matches for kind". The stable version may want more: `apps/v1` wants a selector, which the fix adds from the labels of the template, as the beta versions did by themselves; an Ingress of `networking.k8s.io/v1` names its backends in another way, in which the fix writes them.',
    source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    fix: 'unsafe',
    messages: {
      removed:
        '{kind} is no longer served as {apiVersion} since Kubernetes 1.{since}: it is {now} now.',
    },
  },
  checkDocument({ facts, kubernetesVersion }, report) {
    for (const resource of facts.kubernetes.resources) {
      const { apiVersion, kind } = resource;
      const removed = removedVersion(apiVersion?.value, kind.value);
      if (!apiVersion || !removed || kubernetesVersion < removed.since) continue;
      const { since, now, differs } = removed;
      report({
        at: apiVersion.span,
        message: 'removed',
        data: { kind: kind.value, apiVersion: apiVersion.value, since, now },
        certainty: 'certain',
        resource,
        fixes: () =>
          differs
            ? []
            : fixOf(`Change the apiVersion to ${now}`, false, [
                setValue(facts, apiVersion, now),
                ...addSelector(facts, resource, now),
                ...(kind.value === 'Ingress' ? upgradeIngress(facts, resource) : []),
              ]),
      });
    }
  },
});

/**
 * Where a selector is missing, the beta versions took the template's labels for it; apps/v1 wants it written:
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/#deployment-v116
 */
function addSelector(facts: DocumentFacts, resource: Resource, now: string): readonly EditPart[] {
  const spec = mapField(resource.node, 'spec');
  if (now !== 'apps/v1' || resource.body.type !== 'workload' || !spec) return [];
  if (hasField(spec, 'selector')) return [];
  const { labels } = resource.body.workload.pod;
  const matchLabels = Object.fromEntries(
    labels.flatMap(({ key, value }) => (value ? [[key.value, value.value]] : [])),
  );
  // An empty one is refused too.
  if (Object.keys(matchLabels).length === 0) return [undefined];
  const place = { before: 'template' };
  return [inDocument(facts, insertPair(facts.yaml, spec, 'selector', { matchLabels }, place))];
}

import { REMOVED_VERSIONS } from '../kubernetes/removed-versions.data.ts';
import { fixOf, setValue } from './edits.ts';
import { defineRule } from './rule.ts';

export const removedApiVersion = defineRule({
  meta: {
    id: 'removed-api-version',
    // A manifest does not say which cluster it is for: an old one may still serve it.
    severity: 'warning',
    summary: 'The apiVersion is no longer served for this kind',
    why: 'Beta versions of an API are removed some releases after the stable one has come. The API server then knows no such kind, and kubectl says "no matches for kind". The stable version may want more: `apps/v1` wants a selector.',
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
      const removed = REMOVED_VERSIONS.find(
        (row) => row.apiVersion === apiVersion?.value && row.kinds.includes(kind.value),
      );
      if (!apiVersion || !removed || kubernetesVersion < removed.since) continue;
      const { since, now } = removed;
      report({
        at: apiVersion.span,
        message: 'removed',
        data: { kind: kind.value, apiVersion: apiVersion.value, since, now },
        certainty: 'certain',
        resource,
        fixes: () =>
          fixOf(`Change the apiVersion to ${now}`, false, [setValue(facts, apiVersion, now)]),
      });
    }
  },
});

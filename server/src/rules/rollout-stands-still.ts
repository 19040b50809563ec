import { mapField } from '../kubernetes/fields.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { defineRule } from './rule.ts';

export const rolloutStandsStill = defineRule({
  meta: {
    id: 'rollout-stands-still',
    severity: 'error',
    summary: 'An update can neither add a pod nor take one away',
    why: 'A rolling update makes new pods first (`maxSurge`), or ends old ones first (`maxUnavailable`). With both at zero it could do nothing, so the API server refuses that. A Deployment that recreates its pods has no rolling update to set.',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
    fix: 'none',
    messages: {
      both: '"maxSurge" and "maxUnavailable" are both 0: no pod could be replaced. The API server refuses this {kind}.',
      recreate:
        '"rollingUpdate" is for the type "RollingUpdate", and this is "Recreate". The API server refuses this Deployment.',
    },
  },
  checkDocument({ facts }, report) {
    for (const resource of facts.kubernetes.resources) {
      const field = STRATEGIES[resource.kind.value];
      const spec = mapField(resource.node, 'spec');
      const strategy = field && spec && mapField(spec, field);
      const rolling = strategy && mapField(strategy, 'rollingUpdate');
      if (!rolling) continue;
      const pair = pairOf(strategy, 'rollingUpdate');
      const type = pairOf(strategy, 'type')?.value;
      if (pair && type?.kind === 'scalar' && type.text === 'Recreate') {
        report({ at: pair.key.span, message: 'recreate', certainty: 'certain', resource });
      }
      const none = pairOf(rolling, 'maxUnavailable');
      if (!none || !isNone(rolling, 'maxUnavailable') || !isNone(rolling, 'maxSurge')) continue;
      report({
        at: none.key.span,
        message: 'both',
        certainty: 'certain',
        resource,
        data: { kind: resource.kind.value },
      });
    }
  },
});

/** The kinds that replace their pods step by step, with the field that says how. */
const STRATEGIES: Readonly<Record<string, string | undefined>> = {
  Deployment: 'strategy',
  DaemonSet: 'updateStrategy',
};

/** Zero as it is written, with or without a percent sign; absent is a default that is not zero, or a fault of its own. */
function isNone(rolling: YamlMap, field: string): boolean {
  const value = pairOf(rolling, field)?.value;
  return value?.kind === 'scalar' && (value.value === 0 || value.value === '0%');
}

import { integerField, mapField } from '../kubernetes/fields.ts';
import type { Resource } from '../kubernetes/model.ts';
import { own } from '../text/own.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';

export const rolloutStandsStill = defineRule({
  meta: {
    id: 'rollout-stands-still',
    severity: 'error',
    summary:
      'An update can neither add a pod nor take one away, or its settings contradict each other',
    why: 'A rolling update makes new pods first (`maxSurge`), or ends old ones first (`maxUnavailable`). With both at zero it could do nothing, so the API server refuses that. A DaemonSet does one of the two, since a node has room for one more only if the old pod stays. A Deployment that recreates its pods has no rolling update to set, and one that waits longer for a pod than for the whole update could never report success.',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
    fix: 'none',
    messages: {
      both: '"maxSurge" and "maxUnavailable" are both 0: no pod could be replaced. The API server refuses this {kind}.',
      either:
        'A DaemonSet has either "maxSurge" or "maxUnavailable", which is 1 where it is absent: write "maxUnavailable: 0". The API server refuses this DaemonSet.',
      deadline:
        'A pod counts as available after {ready} s ("minReadySeconds"), and the update has failed after {deadline} s ("progressDeadlineSeconds"{isDefault}). The API server refuses this Deployment.',
      partition:
        '"rollingUpdate" is for the type "RollingUpdate", and this is "OnDelete". The API server refuses this StatefulSet.',
      recreate:
        '"rollingUpdate" is for the type "RollingUpdate", and this is "Recreate". The API server refuses this Deployment.',
    },
  },
  checkDocument({ facts }, report) {
    for (const resource of facts.kubernetes.resources) {
      const field = own(STRATEGIES, resource.kind.value);
      const spec = mapField(resource.node, 'spec');
      const strategy = field && spec && mapField(spec, field);
      if (spec && resource.kind.value === 'Deployment') reportDeadline(resource, spec, report);
      const rolling = strategy && mapField(strategy, 'rollingUpdate');
      if (!rolling) continue;
      const pair = pairOf(strategy, 'rollingUpdate');
      const type = pairOf(strategy, 'type')?.value;
      if (pair && type?.kind === 'scalar' && type.text === 'Recreate') {
        report({ at: pair.key.span, message: 'recreate', certainty: 'certain', resource });
      }
      if (resource.kind.value === 'StatefulSet') {
        if (pair && type?.kind === 'scalar' && type.text === 'OnDelete')
          report({ at: pair.key.span, message: 'partition', certainty: 'certain', resource });
        continue;
      }
      const isOnDelete = type?.kind === 'scalar' && type.text === 'OnDelete';
      const surge = pairOf(rolling, 'maxSurge');
      if (
        resource.kind.value === 'DaemonSet' &&
        !isOnDelete &&
        surge &&
        isSome(surge.value) &&
        !isNone(rolling, 'maxUnavailable')
      ) {
        report({ at: surge.key.span, message: 'either', certainty: 'certain', resource });
      }
      if (isOnDelete) continue;
      const none = pairOf(rolling, 'maxUnavailable');
      if (!none || !isNone(rolling, 'maxUnavailable')) continue;
      // The surge of a DaemonSet is zero where it is absent.
      const isAbsent = resource.kind.value === 'DaemonSet' && !pairOf(rolling, 'maxSurge');
      if (!isAbsent && !isNone(rolling, 'maxSurge')) continue;
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
  StatefulSet: 'updateStrategy',
};

/** Zero as it is written, with or without a percent sign; absent is a default that is not zero, or a fault of its own. */
function isNone(rolling: YamlMap, field: string): boolean {
  const value = pairOf(rolling, field)?.value;
  return value?.kind === 'scalar' && (value.value === 0 || value.value === '0%');
}

/** A number above zero, or a share above it; a placeholder may be anything. */
function isSome(value: YamlNode | undefined): boolean {
  if (value?.kind !== 'scalar') return false;
  return typeof value.value === 'number'
    ? value.value > 0
    : /^[1-9]\d*%$/.test(String(value.value));
}

/** ValidateDeploymentSpec; the deadline is ten minutes where it is absent (SetDefaults_Deployment). */
function reportDeadline(resource: Resource, spec: YamlMap, report: Report): void {
  const ready = integerField(spec, 'minReadySeconds');
  const written = pairOf(spec, 'progressDeadlineSeconds');
  const deadline = integerField(spec, 'progressDeadlineSeconds');
  if ((written?.value && !deadline) || (deadline?.value ?? 0) < 0) return;
  const seconds = deadline?.value ?? 600;
  if ((ready?.value ?? 0) < seconds) return;
  const at = deadline ?? ready;
  if (!at) return;
  report({
    at: at.span,
    message: 'deadline',
    certainty: 'certain',
    resource,
    data: {
      ready: ready?.value ?? 0,
      deadline: seconds,
      isDefault: deadline ? '' : ', by default',
    },
  });
}

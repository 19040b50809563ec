import { mapField, textField } from '../kubernetes/fields.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

/** By validateWindows in validation.go; hostNetwork is not among them. */
const POD = ['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace'] as const;
const POD_SECURITY = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
] as const;
const CONTAINER_SECURITY = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const;

export const windowsPodField = defineRule({
  meta: {
    id: 'windows-pod-field',
    severity: 'error',
    summary: 'A Windows pod has a setting that only Linux has',
    why: 'With `os.name: windows` a pod says that it is for Windows nodes, which have no such namespaces, profiles or users.',
    source: VALIDATION,
    fix: 'none',
    messages: { linux: '"{field}" cannot be set for a Windows pod. {consequence}' },
  },
  checkPod(pod, report) {
    const { spec } = pod.facts.pod;
    const os = mapField(spec, 'os');
    const name = os && textField(os, 'name');
    if (name?.value !== 'windows') return;
    const refuse = (map: YamlMap | undefined, fields: readonly string[]): void => {
      for (const field of fields) {
        const pair = map && pairOf(map, field);
        if (!pair?.value) continue;
        report({
          at: pair.key.span,
          message: 'linux',
          certainty: 'certain',
          data: withConsequence(pod, { field }),
          related: [relatedTo(pod, name.span, 'The pod is for Windows.')],
        });
      }
    };
    refuse(spec, POD);
    refuse(mapField(spec, 'securityContext'), POD_SECURITY);
    for (const { container } of pod.containers) {
      refuse(mapField(container.node, 'securityContext'), CONTAINER_SECURITY);
    }
  },
});

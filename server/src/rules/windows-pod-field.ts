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
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
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
    summary: 'A pod has a setting that only the other operating system has',
    why: 'With `os.name: windows` a pod says that it is for Windows nodes, which have no such namespaces, profiles or users. One with `os.name: linux` has no options of Windows.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      linux: '"{field}" cannot be set for a Windows pod. {consequence}',
      windows: '"windowsOptions" cannot be set for a Linux pod. {consequence}',
      signal: 'A container on Windows can be stopped by SIGTERM or SIGKILL only. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { spec } = pod.facts.pod;
    const os = mapField(spec, 'os');
    const name = os && textField(os, 'name');
    if (name?.value === 'linux') {
      for (const map of [spec, ...pod.containers.map(({ container }) => container.node)]) {
        const security = mapField(map, 'securityContext');
        const pair = security && pairOf(security, 'windowsOptions');
        if (!pair?.value) continue;
        report({
          at: pair.key.span,
          message: 'windows',
          certainty: 'certain',
          data: withConsequence(pod),
          related: [relatedTo(pod, name.span, 'The pod is for Linux.')],
        });
      }
    }
    if (name?.value !== 'windows') return;
    for (const { container } of pod.containers) {
      const lifecycle = mapField(container.node, 'lifecycle');
      const signal = lifecycle && textField(lifecycle, 'stopSignal');
      // Any other word is none at all, which another rule says.
      if (!signal || !signal.value.startsWith('SIG') || /^SIG(?:TERM|KILL)$/.test(signal.value))
        continue;
      report({
        at: signal.span,
        message: 'signal',
        certainty: 'certain',
        data: withConsequence(pod),
        related: [relatedTo(pod, name.span, 'The pod is for Windows.')],
      });
    }
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

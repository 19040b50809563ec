import { pairOf } from '../yaml/node.ts';
import { WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';

/** By warningsForVolume in warnings.go: since when deprecated, and since when without effect. */
const REMOVED: Readonly<Record<string, readonly [deprecated: string, gone?: string]>> = {
  gitRepo: ['1.11'],
  scaleIO: ['1.16', '1.22'],
  flocker: ['1.22', '1.25'],
  storageos: ['1.22', '1.25'],
  quobyte: ['1.22', '1.25'],
  glusterfs: ['1.25', '1.26'],
  photonPersistentDisk: ['1.11', '1.16'],
  cephfs: ['1.28', '1.31'],
  rbd: ['1.28', '1.31'],
};

export const removedVolumeType = defineRule({
  meta: {
    id: 'removed-volume-type',
    severity: 'warning',
    summary: 'A volume is of a type that Kubernetes has given up',
    why: 'Storage of other makers moved out of Kubernetes into CSI drivers. The API server still takes the old fields, and warns: a pod with such a volume does not start.',
    source: WARNINGS,
    fix: 'none',
    messages: {
      deprecated: 'Volumes of type "{type}" are deprecated since Kubernetes {deprecated}.',
      gone: 'Volumes of type "{type}" are deprecated since Kubernetes {deprecated}, and do not work since {gone}.',
    },
  },
  checkPod(pod, report) {
    for (const { node, source } of pod.facts.pod.volumes) {
      if (source.type !== 'other' || !Object.hasOwn(REMOVED, source.field)) continue;
      const pair = pairOf(node, source.field);
      const [deprecated, gone] = REMOVED[source.field] ?? [];
      if (!pair || deprecated === undefined) continue;
      report({
        at: pair.key.span,
        message: gone === undefined ? 'deprecated' : 'gone',
        certainty: 'certain',
        data: { type: source.field, deprecated, gone: gone ?? '' },
      });
    }
  },
});

import type { LinkedPod } from '../analysis/linked.ts';
import { baseName } from '../analysis/paths.ts';
import { dnsLabelFrom } from '../text/dns-label.ts';
import { freeName } from '../text/free-name.ts';

/** A name for a new volume, after its directory: a DNS label that no other volume of the pod has. */
export function freeVolumeName(pod: LinkedPod, directory: string): string {
  const { pod: spec, workload } = pod.facts;
  const taken = new Set(
    [...spec.volumes, ...workload.volumeClaimTemplates].flatMap(({ name }) => name?.value ?? []),
  );
  return freeName(dnsLabelFrom(baseName(directory)) || 'shared', taken);
}

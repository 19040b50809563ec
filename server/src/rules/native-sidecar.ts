import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import { moveItem } from '../yaml/move-item.ts';
import { fixOf, inDocument } from './edits.ts';
import type { Fix } from './rule.ts';

/** The version since which they are on by default (the feature gate SidecarContainers). */
const NATIVE_SIDECARS = 29;

export function hasNativeSidecars({ kubernetesVersion }: LinkedPod): boolean {
  return kubernetesVersion >= NATIVE_SIDECARS;
}

/**
 * Turns a main container into a native sidecar (on by default since Kubernetes 1.29): its lines go to
 * `initContainers`, before the init container with the index `before`, or to the end, with `restartPolicy: Always`.
 */
export function toNativeSidecar(
  pod: LinkedPod,
  { container, label }: LinkedContainer,
  before = Number.MAX_SAFE_INTEGER,
): readonly Fix[] {
  if (container.role !== 'main' || container.restartPolicy) return [];
  if (!hasNativeSidecars(pod)) return [];
  return fixOf(`Make ${label} a native sidecar (Kubernetes 1.29 and later)`, false, [
    inDocument(
      pod.document,
      moveItem(pod.document.yaml, {
        owner: pod.facts.pod.spec,
        from: 'containers',
        to: 'initContainers',
        index: container.index,
        toIndex: before,
        line: { after: 'name', text: 'restartPolicy: Always' },
      }),
    ),
  ]);
}

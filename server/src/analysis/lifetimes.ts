import type { Container } from '../kubernetes/model.ts';

/**
 * Whether two containers of one pod ever run at the same time.
 *
 * Init containers run one after another, each to its end, before any main container starts. A sidecar (an init
 * container with `restartPolicy: Always`) runs from its place in that row until the pod ends. Ephemeral containers
 * are added to a pod that runs.
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function overlaps(a: Container, b: Container): boolean {
  if (a === b) return true;
  if (a.role === 'init' && b.role === 'init') return false;
  if (a.role === 'init') return b.role === 'sidecar' && b.index < a.index;
  if (b.role === 'init') return a.role === 'sidecar' && a.index < b.index;
  return true;
}

/**
 * Whether `first` has surely begun before `then` begins, with nothing but the manifest to go by: init containers and
 * sidecars begin in their order, and before all main containers. Main containers have no order among themselves.
 */
export function beginsBefore(first: Container, then: Container): boolean {
  const inRow = (container: Container): boolean =>
    container.role === 'init' || container.role === 'sidecar';
  if (inRow(first) && inRow(then)) return first.index < then.index;
  if (inRow(first)) return true;
  return then.role === 'ephemeral' && first.role === 'main';
}

/** Whether `first` has ended before `then` begins. */
export function endsBefore(first: Container, then: Container): boolean {
  return first.role === 'init' && beginsBefore(first, then);
}

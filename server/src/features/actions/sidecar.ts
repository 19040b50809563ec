import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import { fixOf, inDocument } from '../../rules/edits.ts';
import { toNativeSidecar } from '../../rules/native-sidecar.ts';
import type { Fix } from '../../rules/rule.ts';
import { moveItemOut } from '../../yaml/move-item-out.ts';
import type { ActionFamily } from './action.ts';
import { containerAt } from './at-place.ts';
import { offered } from './refactoring.ts';
import { isJob } from '../../kubernetes/kinds.ts';

/** Turns a main container into a native sidecar, and back. */
export const sidecar: ActionFamily = {
  name: 'sidecar',
  kinds: ['refactor.rewrite'],
  offer(place) {
    const found = containerAt(place);
    if (!found) return [];
    const { pod, container } = found;
    const fixes = [...intoSidecar(pod, container), ...intoMain(pod, container)];
    return offered(
      place,
      fixes.map(({ title, edits }) => ({ id: 'sidecar', title, kind: 'refactor.rewrite', edits })),
    );
  },
};

/** Not for one that ends by itself: a sidecar would be started again and again. */
function intoSidecar(pod: LinkedPod, container: LinkedContainer): readonly Fix[] {
  const { ends } = container.facts.commands;
  if (container.container.role !== 'main' || ends === 'yes') return [];
  const waiting = pod.connections.fromContainers.find(
    ({ from, missed }) =>
      from.container.container.role === 'init' &&
      missed.some((socket) => socket.container === container),
  );
  return toNativeSidecar(pod, container, waiting?.from.container.container.index);
}

/** Not where something begins after it that counts on it, or a Job would then wait for its end. */
function intoMain(pod: LinkedPod, container: LinkedContainer): readonly Fix[] {
  const { role, node } = container.container;
  const kind = pod.facts.resource.kind.value;
  if (role !== 'sidecar' || isJob(kind)) return [];
  const isAwaited = pod.connections.fromContainers.some(
    ({ from, reaches }) =>
      from.container.container.role === 'init' &&
      reaches.some((socket) => socket.container === container),
  );
  if (isAwaited) return [];
  return fixOf(`Make ${container.label} a main container`, false, [
    inDocument(
      pod.document,
      moveItemOut(pod.document.yaml, {
        owner: pod.facts.pod.spec,
        from: 'initContainers',
        to: 'containers',
        value: node,
        without: 'restartPolicy',
      }),
    ),
  ]);
}

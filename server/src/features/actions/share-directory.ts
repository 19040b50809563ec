import type { LinkedContainer, LinkedPod, ResolvedMount } from '../../analysis/linked.ts';
import { parentOf } from '../../analysis/paths.ts';
import { addEmptyDir, addMount, fixOf } from '../../rules/edits.ts';
import { hiddenIn } from '../../rules/hidden.ts';
import { freeVolumeName } from '../../rules/volume-names.ts';
import type { ActionFamily } from './action.ts';
import { containerAt } from './at-place.ts';
import { offered } from './refactoring.ts';
import type { Proposal } from './refactoring.ts';
import { withStops } from './stops.ts';

/** Gives a container and another one of its pod a directory in common. */
export const shareDirectory: ActionFamily = {
  name: 'share',
  kinds: ['refactor.rewrite'],
  offer(place) {
    const found = containerAt(place);
    if (!found) return [];
    const { pod, container } = found;
    const others = pod.containers.filter(
      (other) => other !== container && other.container.role !== 'ephemeral',
    );
    return offered(
      place,
      others.slice(0, MOST_OTHERS).flatMap((other) => proposals(pod, container, other)),
    );
  },
};

/** Beyond these a menu is no help. */
const MOST_OTHERS = 3;

/** What a new shared directory is called until the author says more. */
export const NEW_DIRECTORY = '/shared';

/** What the container has mounted already, what it writes, or a new directory. */
function proposals(
  pod: LinkedPod,
  container: LinkedContainer,
  other: LinkedContainer,
): readonly Proposal[] {
  const mounted = container.mounts.flatMap((mount) => mountInOther(pod, mount, container, other));
  const written = writtenDirectories(container).flatMap((directory) =>
    shareNew(pod, directory, [container, other]),
  );
  const known = [...mounted, ...written];
  return known.length > 0 ? known : shareNew(pod, undefined, [container, other]);
}

function mountInOther(
  pod: LinkedPod,
  { mount, volume, path, subPath }: ResolvedMount,
  container: LinkedContainer,
  other: LinkedContainer,
): readonly Proposal[] {
  const name = mount.name?.value;
  const isForSharing =
    volume && ['emptyDir', 'persistentVolumeClaim', 'hostPath'].includes(volume.source.type);
  if (name === undefined || !isForSharing || subPath === undefined) return [];
  if (other.mounts.some((own) => own.mount.name?.value === name || own.path === path)) return [];
  const hidden = hiddenIn([other], path);
  if (!hidden) return [];
  const own = mount.subPath?.value;
  const [fix] = fixOf(
    `Share ${path} of ${container.label} with ${other.label}${hidden.note}`,
    false,
    [
      addMount(pod.document, other.container, {
        name,
        mountPath: path,
        ...(own !== undefined && { subPath: own }),
      }),
    ],
  );
  return fix ? [{ ...fix, id: `share:${path}:${other.label}`, kind: 'refactor.rewrite' }] : [];
}

/** Directories in the container's own file system that it is known to write files into. */
function writtenDirectories({ accesses }: LinkedContainer): readonly string[] {
  const directories = accesses.flatMap(({ fact, where }) => {
    if (fact.mode !== 'write' || where.type !== 'private' || fact.effect === 'removal') return [];
    return [fact.target === 'directory' ? fact.path : parentOf(fact.path)];
  });
  return [...new Set(directories)].filter(
    (path) => !/^\/(?:tmp|dev|proc|sys|run)?(?:\/|$)/.test(path),
  );
}

function shareNew(
  pod: LinkedPod,
  directory: string | undefined,
  containers: readonly [LinkedContainer, LinkedContainer],
): readonly Proposal[] {
  const path = directory ?? NEW_DIRECTORY;
  const hidden = hiddenIn(containers, path);
  const isTaken = containers.some(({ mounts }) => mounts.some((mount) => mount.path === path));
  if (!hidden || isTaken) return [];
  const name = freeVolumeName(pod, path);
  const labels = containers.map(({ label }) => label).join(' and ');
  const [fix] = fixOf(
    `Share ${directory ?? 'a new directory'} between ${labels}${hidden.note}`,
    false,
    [
      ...containers.map(({ container }) =>
        addMount(pod.document, container, { name, mountPath: path }),
      ),
      addEmptyDir(pod, name),
    ],
  );
  if (!fix) return [];
  const edits = directory === undefined ? withStops(fix.edits, [path]) : fix.edits;
  return [{ ...fix, edits, id: `share:${path}:${labels}`, kind: 'refactor.rewrite' }];
}

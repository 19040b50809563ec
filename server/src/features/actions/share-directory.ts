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
    const candidates = others
      .slice(0, MOST_OTHERS)
      .flatMap((other) => candidatesFor(pod, container, other))
      .sort((a, b) => a.rank - b.rank);
    return offered(place, firstOf(candidates));
  },
};

/** Beyond these a menu is no help. */
const MOST_OTHERS = 3;
const MOST_DIRECTORIES = 4;

/** What a new shared directory is called until the author says more. */
export const NEW_DIRECTORY = '/shared';

/** A directory that two containers might share; the lower its rank, the likelier it is meant. */
interface Candidate {
  readonly rank: number;
  /** Nothing where the directory cannot be shared after all. */
  readonly proposals: () => readonly Proposal[];
}

/** What the container writes, what it has mounted already, or a new directory; first what the other one uses by name. */
function candidatesFor(
  pod: LinkedPod,
  container: LinkedContainer,
  other: LinkedContainer,
): readonly Candidate[] {
  const isUsed = (path: string): boolean =>
    other.accesses.some(({ fact }) => fact.path === path || fact.path.startsWith(`${path}/`));
  const written = writtenDirectories(container).map((path) => ({
    rank: isUsed(path) ? 0 : 1,
    proposals: () => shareNew(pod, path, [container, other]),
  }));
  const mounted = container.mounts.filter(canBeShared).map((mount) => ({
    rank: isUsed(mount.path) ? 0 : 2,
    proposals: () => mountInOther(pod, mount, container, other),
  }));
  const fresh = { rank: NEW, proposals: () => shareNew(pod, undefined, [container, other]) };
  return [...written, ...mounted, fresh];
}

/** For where nothing else is found. */
const NEW = 3;

/** Made one after the other, until there are enough. */
function firstOf(candidates: readonly Candidate[]): readonly Proposal[] {
  const found: Proposal[] = [];
  let last = 0;
  for (const { rank, proposals } of candidates) {
    const isEnough = found.length >= MOST_DIRECTORIES || (rank === NEW && last < NEW);
    if (found.length > 0 && isEnough) break;
    for (const one of proposals()) found.push(one);
    last = rank;
  }
  return found;
}

function canBeShared({ mount, volume, subPath }: ResolvedMount): boolean {
  const isForSharing =
    volume && ['emptyDir', 'persistentVolumeClaim', 'hostPath'].includes(volume.source.type);
  return isForSharing === true && mount.name !== undefined && subPath !== undefined;
}

function mountInOther(
  pod: LinkedPod,
  { mount, path }: ResolvedMount,
  container: LinkedContainer,
  other: LinkedContainer,
): readonly Proposal[] {
  const name = mount.name?.value;
  if (name === undefined) return [];
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

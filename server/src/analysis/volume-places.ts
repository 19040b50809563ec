import type { FileAccess, LinkedContainer, LinkedPod, ResolvedMount } from './linked.ts';
import { baseName, cleanPath, isBelow, parentOf } from './paths.ts';

/** A file that one container reads in a volume, and another one writes in the same volume, but at another place. */
export interface MisplacedFile {
  readonly reader: LinkedContainer;
  readonly read: FileAccess;
  readonly writer: LinkedContainer;
  readonly written: FileAccess;
  readonly mount: ResolvedMount;
  /** The places in the volume, from its root. */
  readonly readAt: string;
  readonly writtenAt: string;
}

/** Where a mount has to be, and of what, for a path in the container to be a place in the volume. */
export interface MountPlace {
  readonly mountPath: string;
  readonly subPath: string;
}

/**
 * Files that both sides have in one empty volume, mounted at paths that do not meet: nobody writes where the reader
 * looks, and a file of that very name is written elsewhere. Only where all that mount the volume are understood, since
 * anybody else may write there too.
 */
export function misplacedFiles(pod: LinkedPod): readonly MisplacedFile[] {
  const uses = pod.containers.flatMap((container) =>
    container.accesses.flatMap((access) => useOf(container, access)),
  );
  return uses.flatMap((read) => {
    const { fact } = read.access;
    if (fact.mode !== 'read' || fact.target !== 'file' || !isNamed(read.at)) return [];
    // Who only asks whether it is there may know that it is not.
    if (fact.certainty !== 'certain' || fact.manner === 'test') return [];
    if (!isUnderstood(pod, read.mount)) return [];
    const written = uses.filter(
      ({ access, volumeId }) => access.fact.mode === 'write' && volumeId === read.volumeId,
    );
    if (written.some(({ at }) => isBelow(read.at, at) || isBelow(at, read.at))) return [];
    const [writer, ...more] = written.filter(
      ({ access, at, container }) =>
        access.fact.effect === undefined &&
        access.fact.certainty === 'certain' &&
        container !== read.container &&
        // One path for two places is told without this.
        cleanPath(access.fact.path) !== cleanPath(fact.path) &&
        baseName(at) === baseName(read.at),
    );
    if (!writer || more.some(({ at }) => at !== writer.at)) return [];
    return [
      {
        reader: read.container,
        read: read.access,
        writer: writer.container,
        written: writer.access,
        mount: read.mount,
        readAt: read.at,
        writtenAt: writer.at,
      },
    ];
  });
}

/**
 * How the reader would have to mount the volume to find at its path what is written at `writtenAt`; undefined if it
 * looks at anything else through that mount, which would then be somewhere else.
 */
export function meetingPlace(
  reader: LinkedContainer,
  read: FileAccess,
  mount: ResolvedMount,
  writtenAt: string,
): MountPlace | undefined {
  const path = cleanPath(read.fact.path);
  const others = reader.accesses.some(
    ({ fact, where }) =>
      where.type === 'volume' && where.mount === mount && cleanPath(fact.path) !== path,
  );
  if (others) return undefined;
  // At the same path if a subPath can do it, else where the whole volume would have the file.
  const inside = path.slice(mount.path.length);
  if (writtenAt.endsWith(inside))
    return { mountPath: mount.path, subPath: writtenAt.slice(1, -inside.length) };
  if (path.endsWith(writtenAt) && path !== writtenAt)
    return { mountPath: path.slice(0, -writtenAt.length), subPath: '' };
  return baseName(path) === baseName(writtenAt) && parentOf(path) !== '/'
    ? { mountPath: parentOf(path), subPath: parentOf(writtenAt).slice(1) }
    : undefined;
}

interface Use {
  readonly container: LinkedContainer;
  readonly access: FileAccess;
  readonly volumeId: string;
  readonly mount: ResolvedMount;
  readonly at: string;
}

function useOf(container: LinkedContainer, access: FileAccess): readonly Use[] {
  const { where } = access;
  if (where.type !== 'volume' || where.mount.volume?.source.type !== 'emptyDir') return [];
  return [{ container, access, volumeId: where.volumeId, mount: where.mount, at: where.path }];
}

/** `app.log`: a file's own name, not any `data` or `config`. */
function isNamed(path: string): boolean {
  return /\.\w+$/.test(baseName(path));
}

/** Whether what all containers do that mount the volume is known to the last command. */
function isUnderstood(pod: LinkedPod, { volume }: ResolvedMount): boolean {
  return pod.containers
    .filter(({ mounts }) => mounts.some((mount) => mount.volume === volume))
    .every(({ facts, container }) => facts.commands.listensComplete && container.command);
}

import { stronger, weaker } from '../commands/certainty.ts';
import type { Certainty } from '../commands/facts.ts';
import { groupBy } from '../text/group-by.ts';
import { isWindows } from '../kubernetes/defaults.ts';
import { beginsBefore, endsBefore } from './lifetimes.ts';
import type { FileAccess, LinkedContainer, LinkedPod, ResolvedMount } from './linked.ts';
import { locate, mountAt } from './mounts.ts';
import { baseName, cleanPath, isBelow, parentOf } from './paths.ts';
import { samePath, sidesByPath } from './same-path.ts';
import type { SamePath, Side } from './same-path.ts';

/** A path that one container writes and another reads, and that is not the same file in both. */
export interface UnsharedFile {
  readonly reader: Side;
  readonly writer: Side;
  /** The path that both name, cleaned: the file's, or the directory's where one side means all of it. */
  readonly path: string;
  /** The directory that both would have to mount to share it. */
  readonly directory: string;
  readonly certainty: Certainty;
  /**
   * - `no-volume`: neither has a volume there.
   * - `reader-lacks-mount`, `writer-lacks-mount`: the other side has one, this side writes into its own file system.
   * - `paths-differ`: both mount volumes there, but not the same place of the same volume.
   */
  readonly why: 'no-volume' | 'reader-lacks-mount' | 'writer-lacks-mount' | 'paths-differ';
  /** Nothing makes the writer begin first: the file may not be there yet when the reader looks. */
  readonly mayComeTooEarly: boolean;
}

/**
 * The files of a pod that its containers count on sharing, and don't. One result for each reader and path, with the
 * surest writer.
 */
export function unsharedFiles(pod: LinkedPod): readonly UnsharedFile[] {
  if (isWindows(pod.facts.pod) || pod.containers.some(hasWindowsPaths)) return [];
  const writersAt = sidesByPath(sides(pod, makesFile));
  const readers = sides(
    pod,
    (access) => access.fact.mode === 'read' || access.fact.mode === 'connect-socket',
  );
  const places = new Map(pod.containers.map((container, place) => [container, place]));
  const found = new Map<string, UnsharedFile>();
  for (const reader of readers) {
    const alike = writersAt(reader.access);
    if (isSupplied(reader, alike)) continue;
    // An image's habit on one side is enough; on both it is no sign that the author counts on anything.
    for (const writer of isHabit(reader.access) ? alike.deliberate() : alike.all()) {
      const unshared = compare(reader, writer);
      if (!unshared) continue;
      const key = `${places.get(reader.container) ?? -1} ${unshared.path}`;
      const seen = found.get(key);
      if (stronger(unshared.certainty, seen?.certainty) !== seen?.certainty)
        found.set(key, unshared);
    }
  }
  const all = [...found.values()];
  const byReader = groupBy(all, ({ reader }) => reader.container);
  return all.filter(
    (file) => !byReader.get(file.reader.container)?.some((other) => isSaidBy(other, file)),
  );
}

/**
 * Whether `file` says no more than `other` of its reader: at the same place, or a directory of which the other names
 * a file (`mkdir -p /data; echo x > /data/a`); one volume cures both.
 */
function isSaidBy(other: UnsharedFile, file: UnsharedFile): boolean {
  if (other === file) return false;
  if (other.directory !== file.directory || other.why !== file.why) return false;
  if (stronger(other.certainty, file.certainty) !== other.certainty) return false;
  if (other.path !== file.path && isBelow(other.path, file.path)) return true;
  if (other.reader.access.place.span.start !== file.reader.access.place.span.start) return false;
  return other.certainty !== file.certainty || other.path < file.path;
}

function hasWindowsPaths({ container }: LinkedContainer): boolean {
  return container.mounts.some(({ mountPath }) => /^[A-Za-z]:|\\/.test(mountPath?.value ?? ''));
}

/** Who only changes what is there, or removes it, is not whom anybody counts on for it. */
export function makesFile({ fact }: FileAccess): boolean {
  return (
    fact.mode === 'create-socket' ||
    (fact.mode === 'write' && (fact.effect === undefined || fact.effect === 'directory'))
  );
}

function sides(pod: LinkedPod, wanted: (access: FileAccess) => boolean): readonly Side[] {
  return pod.containers.flatMap((container) =>
    container.accesses.filter(wanted).map((access) => ({ container, access })),
  );
}

/** What the reader reads comes from somewhere: it writes it itself, or another container does so in its volume. */
function isSupplied(reader: Side, alike: SamePath): boolean {
  const { where } = reader.access;
  if (where.type === 'shared' && !isSharedMemory(reader.access)) return true;
  if (where.type === 'unknown') return true;
  if (where.type === 'volume' && where.mount.volume?.source.type !== 'emptyDir') return true;
  if (where.type === 'shared' && alike.isShared) return true;
  // What a script writes in one of its branches is there when it is; a path that only looks like one is not.
  const writesItself = alike
    .of(reader.container)
    .some(
      ({ access: { fact } }) => fact.certainty !== 'possible' || fact.evidence.source === 'script',
    );
  if (writesItself) return true;
  return (
    where.type === 'volume' &&
    alike
      .of(where.volumeId)
      .some(
        ({ container, access }) =>
          container !== reader.container && sameFile(reader.access, access),
      )
  );
}

function compare(reader: Side, writer: Side): UnsharedFile | undefined {
  if (reader.container === writer.container) return undefined;
  if (!inTime(writer, reader) || shipsWithImages(reader.access)) return undefined;
  if (isHabit(reader.access) && usesItself(writer)) return undefined;
  const path = meetingPath(reader.access, writer.access);
  const why = whyUnshared(accessAt(reader, path), accessAt(writer, path));
  if (!why) return undefined;
  return {
    reader,
    writer,
    path,
    directory: sharedDirectory(reader, writer, path),
    // An empty directory says little of what is to be in it.
    certainty:
      writer.access.fact.effect === 'directory'
        ? 'possible'
        : weaker(reader.access.fact.certainty, writer.access.fact.certainty),
    why,
    mayComeTooEarly: !beginsBefore(writer.container.container, reader.container.container),
  };
}

/** A writer that begins only after the reader has ended cannot be whom the reader counts on. */
function inTime(writer: Side, reader: Side): boolean {
  return !endsBefore(reader.container.container, writer.container.container);
}

/** Two servers of one image: who writes what its own server reads does so for itself. */
function usesItself(writer: Side): boolean {
  return writer.container.accesses.some(
    (access) => access.fact.mode === 'read' && isHabit(access) && samePath(access, writer.access),
  );
}

function isHabit(access: FileAccess): boolean {
  return access.fact.evidence.source === 'program-default';
}

function sameFile(a: FileAccess, b: FileAccess): boolean {
  if (a.where.type !== 'volume' || b.where.type !== 'volume') return false;
  if (a.where.volumeId !== b.where.volumeId) return false;
  const [first, second] = [a.where.path, b.where.path];
  return first === second || isBelow(first, second) || isBelow(second, first);
}

function whyUnshared(reader: FileAccess, writer: FileAccess): UnsharedFile['why'] | undefined {
  const [r, w] = [reader.where, writer.where];
  // Without a volume /dev/shm is one for all, so a volume there parts those that mount it from the others.
  if (isSharedMemory(reader) && isSharedMemory(writer)) {
    if (r.type === 'shared' && isEmptyDir(w)) return 'reader-lacks-mount';
    if (isEmptyDir(r) && w.type === 'shared') return 'writer-lacks-mount';
  }
  if (r.type === 'private' && w.type === 'private') return 'no-volume';
  if (r.type === 'private' && w.type === 'volume') {
    return isEmptyDir(w) ? 'reader-lacks-mount' : undefined;
  }
  if (r.type === 'volume' && w.type === 'private') return 'writer-lacks-mount';
  if (r.type === 'volume' && w.type === 'volume' && !sameFile(reader, writer)) {
    return isEmptyDir(r) && isEmptyDir(w) ? 'paths-differ' : undefined;
  }
  return undefined;
}

function isSharedMemory({ fact }: FileAccess): boolean {
  return isBelow(cleanPath(fact.path), '/dev/shm');
}

/** Whether a file lies in a volume that begins empty and lives as long as the pod. */
export function isEmptyDir(where: FileAccess['where']): boolean {
  return where.type === 'volume' && where.mount.volume?.source.type === 'emptyDir';
}

/** The access at a path below its own: in a directory that is meant as a whole something else may be mounted. */
function accessAt({ container, access }: Side, path: string): FileAccess {
  if (cleanPath(access.fact.path) === path) return access;
  return { ...access, where: locate(container.mounts, path) };
}

/** The narrower of the two paths: a file below a directory that the other side means as a whole. */
function meetingPath(a: FileAccess, b: FileAccess): string {
  const [first, second] = [cleanPath(a.fact.path), cleanPath(b.fact.path)];
  return first.length >= second.length ? first : second;
}

/** Where one side has a volume already, its mount; else the directory that one side names, or the file's parent. */
function sharedDirectory(reader: Side, writer: Side, path: string): string {
  for (const side of [writer, reader]) {
    const mount = mountAt(side.container.mounts, path);
    if (mount?.volume) return mount.path;
  }
  for (const side of [reader, writer]) {
    if (side.access.fact.target === 'directory') return cleanPath(side.access.fact.path);
  }
  return parentOf(path);
}

/**
 * Paths that any image may hold by itself: a container that reads one counts on its own copy. Also the flag files
 * that a container keeps for its own probes.
 */
function shipsWithImages(reader: FileAccess): boolean {
  const path = cleanPath(reader.fact.path);
  if (reader.where.type !== 'private') return false;
  if (SYSTEM_DIRECTORIES.some((directory) => isBelow(path, directory))) return true;
  // Nobody waits for the flag of a probe of its own.
  const isFlag = PROBE_FLAGS.test(baseName(path)) && isBelow(path, '/tmp');
  return isFlag && reader.fact.manner !== 'waits';
}

/** Filesystem Hierarchy Standard 3.0: what a distribution, and so a base image, fills. */
const SYSTEM_DIRECTORIES = [
  '/bin',
  '/sbin',
  '/lib',
  '/lib64',
  '/usr/bin',
  '/usr/sbin',
  '/usr/lib',
  '/usr/local/bin',
  '/usr/local/lib',
  '/usr/share/zoneinfo',
  '/usr/share/ca-certificates',
  '/etc/passwd',
  '/etc/group',
  '/etc/ssl',
  '/etc/pki',
  '/etc/ca-certificates',
  '/etc/localtime',
  '/etc/os-release',
  '/etc/nsswitch.conf',
  '/boot',
];

const PROBE_FLAGS = /^(?:\.?healthy|\.?health|\.?ready|\.?live|\.?alive|\.?started)$/;

/** An empty volume that a container fills and no other container mounts. */
export interface UnreadVolume {
  readonly writer: LinkedContainer;
  readonly mount: ResolvedMount;
  /** One of the places that it writes there. */
  readonly access: FileAccess;
  /** Who serves such files from a directory of its own image; absent where an init container fills the volume. */
  readonly server: { readonly container: LinkedContainer; readonly directory: string } | undefined;
}

/**
 * An init container has ended before the others begin, so what it leaves in a volume is for them: a volume that it
 * alone mounts does nothing. Of 4,302 published pods one has such a volume. A main container may keep a volume to
 * itself, but hardly for pages that another one would serve.
 */
export function unreadVolumes(pod: LinkedPod): readonly UnreadVolume[] {
  return pod.facts.pod.volumes.flatMap((volume): readonly UnreadVolume[] => {
    if (volume.source.type !== 'emptyDir') return [];
    const users = pod.containers.flatMap((container) =>
      container.mounts
        .filter((mount) => mount.volume === volume)
        .map((mount) => ({ container, mount })),
    );
    const [user] = users;
    if (!user || users.length > 1) return [];
    const { container: writer, mount } = user;
    const written = writer.accesses.filter((access) => fills(access, mount));
    if (writer.container.role === 'init') {
      const [access] = written;
      return access ? [{ writer, mount, access, server: undefined }] : [];
    }
    const access = written.find(({ fact }) => PAGE.test(fact.path));
    const server = access && serverOf(pod, writer);
    return access && server ? [{ writer, mount, access, server }] : [];
  });
}

function fills({ fact, where }: FileAccess, mount: ResolvedMount): boolean {
  return (
    (fact.certainty === 'certain' || fact.effect === 'directory') &&
    where.type === 'volume' &&
    where.mount === mount &&
    fact.mode === 'write' &&
    (fact.effect === undefined || fact.effect === 'directory')
  );
}

const PAGE = /\.(?:html?|php|css|js)$/;

/** The one sibling that serves pages, from a directory of its own image and not in a volume. */
function serverOf(pod: LinkedPod, writer: LinkedContainer): UnreadVolume['server'] {
  const servers = pod.containers.flatMap((container) =>
    container === writer
      ? []
      : container.accesses
          .filter(
            ({ fact, where }) =>
              fact.mode === 'read' &&
              fact.evidence.source === 'program-default' &&
              where.type === 'private' &&
              /\/(?:html|htdocs|www)$/.test(fact.path),
          )
          .map(({ fact }) => ({ container, directory: fact.path })),
  );
  return servers.length === 1 ? servers[0] : undefined;
}

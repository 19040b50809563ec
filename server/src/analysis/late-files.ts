import type { FileAccess, LinkedContainer, LinkedPod } from './linked.ts';
import { endsBefore } from './lifetimes.ts';
import { isBelow } from './paths.ts';
import { isEmptyDir, makesFile } from './shared-files.ts';

/** A file that an init container waits for, and that only containers write which begin after it has ended. */
export interface LateFile {
  readonly waiter: LinkedContainer;
  readonly read: FileAccess;
  readonly writers: readonly LateWriter[];
}

export interface LateWriter {
  readonly container: LinkedContainer;
  readonly written: FileAccess;
}

/**
 * Files in empty volumes that nobody makes in time. Only where all that run before or beside the waiting container and
 * can write to the volume are understood, as anybody else may make the file.
 */
export function lateFiles(pod: LinkedPod): readonly LateFile[] {
  return pod.containers.flatMap((waiter) =>
    waiter.container.role !== 'init'
      ? []
      : waiter.accesses.flatMap((read): readonly LateFile[] => {
          if (read.fact.mode !== 'read' || read.fact.endless !== true) return [];
          if (!isEmptyDir(read.where)) return [];
          const isLate = (one: LinkedContainer): boolean =>
            endsBefore(waiter.container, one.container);
          if (!pod.containers.every((one) => isLate(one) || leavesAlone(one, read))) return [];
          const writers = pod.containers.filter(isLate).flatMap((container) => {
            const written = container.accesses.find(
              (access) =>
                makesFile(access) && access.where.type === 'volume' && isSamePlace(access, read),
            );
            return written ? [{ container, written }] : [];
          });
          return writers.length > 0 ? [{ waiter, read, writers }] : [];
        }),
  );
}

/** Whether a container surely does not make the file: it cannot write there, or all that it does is known. */
function leavesAlone(
  { container, facts, mounts, accesses }: LinkedContainer,
  read: FileAccess,
): boolean {
  const { where } = read;
  const own = mounts.filter(
    ({ volume, readOnly }) => where.type === 'volume' && volume === where.mount.volume && !readOnly,
  );
  if (own.length === 0) return true;
  if (!container.command || !facts.commands.listensComplete) return false;
  return !accesses.some((access) => access.fact.mode !== 'read' && isSamePlace(access, read));
}

function isSamePlace({ fact, where }: FileAccess, read: FileAccess): boolean {
  if (where.type === 'unknown') return true;
  if (where.type !== 'volume' || read.where.type !== 'volume') return false;
  if (where.volumeId !== read.where.volumeId) return false;
  const [made, wanted] = [where.path, read.where.path];
  return (
    made === wanted ||
    isBelow(made, wanted) ||
    (fact.target === 'directory' && isBelow(wanted, made))
  );
}

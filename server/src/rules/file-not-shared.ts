import { unreadVolumes, unsharedFiles } from '../analysis/shared-files.ts';
import type { UnreadVolume, UnsharedFile } from '../analysis/shared-files.ts';
import type { LinkedContainer, LinkedPod, ResolvedMount } from '../analysis/linked.ts';
import { meetingPlace, misplacedFiles } from '../analysis/volume-places.ts';
import type { MisplacedFile } from '../analysis/volume-places.ts';
import { insertPair, removePair, replaceTraced } from '../yaml/edit.ts';
import { addEmptyDir, addMount, fixOf, inDocument, setValue } from './edits.ts';
import type { EditPart } from './edits.ts';
import { hiddenIn } from './hidden.ts';
import { freeVolumeName } from './volume-names.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';

export const fileNotShared = defineRule({
  meta: {
    id: 'file-not-shared',
    severity: 'error',
    summary: 'A container reads a file that another one writes, with no volume between them',
    why: 'Each container has the file system of its own image: one path in two containers is two files. What they are to share has to lie in a volume that both mount.',
    source:
      'https://kubernetes.io/docs/tasks/access-application-cluster/communicate-containers-same-pod-shared-volume/',
    fix: 'unsafe',
    messages: {
      'no-volume':
        '"{reader}" reads {path}, which "{writer}" writes into its own file system: no volume holds it for both.',
      'reader-lacks-mount':
        '"{reader}" reads {path} from its own image: it does not mount the volume "{volume}" that "{writer}" writes it to.',
      'writer-lacks-mount':
        '"{reader}" reads {path} from the volume "{volume}", which "{writer}" does not mount: it writes that path into its own file system.',
      'paths-differ':
        '"{reader}" reads {path} and "{writer}" writes it, but their mounts there are not the same place of the same volume.',
      'reader-apart':
        '"{reader}" reads {path} from the memory that the pod shares at /dev/shm, but "{writer}" has the volume "{volume}" there.',
      'writer-apart':
        '"{reader}" reads {path} from the volume "{volume}", but "{writer}" writes it to the memory that the pod shares at /dev/shm.',
      elsewhere:
        '"{reader}" reads {path}, which is {readAt} in the volume "{volume}", but "{writer}" writes {writtenAt} there.',
      unserved:
        '"{writer}" writes {path} into the volume "{volume}", but "{server}" does not mount that: it serves {directory} from its own image.',
      unread:
        '"{writer}" writes {path} into the volume "{volume}" and ends; no other container mounts it, so nobody reads that.',
    },
  },
  checkPod(pod, report) {
    for (const file of unsharedFiles(pod)) {
      const { reader, writer, path } = file;
      report({
        at: reader.access.place.span,
        message: messageOf(file),
        data: {
          reader: reader.container.label,
          writer: writer.container.label,
          path,
          volume: mountOf(file)?.mount.name?.value ?? '',
        },
        absent: 'anything',
        certainty: file.certainty,
        container: reader.container.label,
        related: [
          {
            ...writer.access.place,
            message: `"${writer.container.label}" writes ${path} here`,
          },
        ],
        fixes: () => fixes(pod, file),
      });
    }
    for (const file of misplacedFiles(pod)) {
      const { reader, read, writer, written, mount, readAt, writtenAt } = file;
      report({
        at: read.place.span,
        message: 'elsewhere',
        data: {
          reader: reader.label,
          writer: writer.label,
          path: read.fact.path,
          volume: mount.mount.name?.value ?? '',
          readAt,
          writtenAt,
        },
        absent: 'anything',
        certainty: 'likely',
        container: reader.label,
        related: [
          { ...written.place, message: `"${writer.label}" writes ${written.fact.path} here` },
        ],
        fixes: () => meet(pod, file),
      });
    }
    for (const unread of unreadVolumes(pod)) {
      const { writer, mount, access, server } = unread;
      const at = mount.mount.name;
      if (!at) continue;
      report({
        at: at.span,
        message: server ? 'unserved' : 'unread',
        data: {
          writer: writer.label,
          path: access.fact.path,
          volume: at.value,
          server: server?.container.label ?? '',
          directory: server?.directory ?? '',
        },
        absent: 'anything',
        certainty: 'possible',
        container: writer.label,
        related: [
          { ...access.place, message: `"${writer.label}" writes ${access.fact.path} here` },
        ],
        fixes: () => (server ? mountForServer(pod, server, at.value) : []),
      });
    }
  },
});

function messageOf({ why, reader, writer }: UnsharedFile): string {
  if (reader.access.where.type === 'shared') return 'reader-apart';
  return writer.access.where.type === 'shared' ? 'writer-apart' : why;
}

/** The mount through which one of the two sides has its volume. */
function mountOf({ reader, writer }: UnsharedFile): ResolvedMount | undefined {
  for (const { where } of [writer.access, reader.access]) {
    if (where.type === 'volume') return where.mount;
  }
  return undefined;
}

function fixes(pod: LinkedPod, file: UnsharedFile): readonly Fix[] {
  if (neverMatches(file)) return [];
  switch (file.why) {
    case 'no-volume':
      return shareNewVolume(pod, file);
    case 'reader-lacks-mount':
      return mountInOther(pod, file, file.reader.container);
    case 'writer-lacks-mount':
      return mountInOther(pod, file, file.writer.container);
    case 'paths-differ':
      return meetInVolume(pod, file);
  }
}

/** Two places of one volume: the reader can mount the writer's. */
function meetInVolume(pod: LinkedPod, { reader, writer }: UnsharedFile): readonly Fix[] {
  const [read, written] = [reader.access.where, writer.access.where];
  if (read.type !== 'volume' || written.type !== 'volume') return [];
  if (read.volumeId !== written.volumeId || written.mount.volume !== read.mount.volume) return [];
  return meet(pod, {
    reader: reader.container,
    read: reader.access,
    mount: read.mount,
    writtenAt: written.path,
  });
}

function meet(
  pod: LinkedPod,
  {
    reader,
    read,
    mount: { mount },
    mount: resolved,
    writtenAt,
  }: Pick<MisplacedFile, 'reader' | 'read' | 'mount' | 'writtenAt'>,
): readonly Fix[] {
  const place = meetingPlace(reader, read, resolved, writtenAt);
  const hidden = place && hiddenIn([reader], place.mountPath);
  if (!place || !hidden || !mount.mountPath || mount.subPathExpr) return [];
  const { yaml } = pod.document;
  const of = place.subPath === '' ? '' : ` with subPath ${place.subPath}`;
  return fixOf(
    `Mount ${mount.name?.value ?? 'it'} in ${reader.label} at ${place.mountPath}${of}${hidden.note}`,
    false,
    [
      place.mountPath === resolved.path
        ? []
        : setValue(pod.document, mount.mountPath, place.mountPath),
      place.subPath === resolved.subPath
        ? []
        : mount.subPath
          ? place.subPath === ''
            ? inDocument(pod.document, removePair(yaml, mount.node, 'subPath'))
            : setValue(pod.document, mount.subPath, place.subPath)
          : inDocument(pod.document, insertPair(yaml, mount.node, 'subPath', place.subPath)),
    ],
  );
}

/**
 * A pattern is replaced when the command starts, and without a match it stays as it is: `tail -F /logs/*.log` then
 * waits for a file of that very name, where `tail -f` ends and is started again. Without a shell nothing replaces it.
 */
function neverMatches({ reader, mayComeTooEarly }: UnsharedFile): boolean {
  const { pattern, manner, evidence } = reader.access.fact;
  if (!pattern) return false;
  return evidence.source !== 'script' || (manner === 'follow-retry' && mayComeTooEarly);
}

function mountForServer(
  pod: LinkedPod,
  { container, directory }: UnreadVolume['server'] & object,
  name: string,
): readonly Fix[] {
  const hidden = hiddenIn([container], directory);
  if (!hidden) return [];
  return fixOf(`Mount ${name} in ${container.label} at ${directory}${hidden.note}`, false, [
    addMount(pod.document, container.container, { name, mountPath: directory }),
  ]);
}

function shareNewVolume(pod: LinkedPod, file: UnsharedFile): readonly Fix[] {
  const { reader, writer, directory } = file;
  const hidden = hiddenIn([writer.container, reader.container], directory);
  if (!hidden) return [];
  const name = freeVolumeName(pod, directory);
  const sides = [writer.container.label, reader.container.label].join(' and ');
  return fixOf(
    `Share ${directory} between ${sides} in a new volume${hidden.note}${waitNote(file)}`,
    false,
    [
      ...[...new Set([writer.container, reader.container])].map(({ container }) =>
        addMount(pod.document, container, { name, mountPath: directory }),
      ),
      addEmptyDir(pod, name),
      ...waitForFile(pod, file),
    ],
  );
}

function mountInOther(
  pod: LinkedPod,
  file: UnsharedFile,
  container: LinkedContainer,
): readonly Fix[] {
  const mount = mountOf(file);
  const name = mount?.mount.name?.value;
  if (!mount || name === undefined || mount.subPath === undefined) return [];
  const hidden = hiddenIn([container], mount.path);
  if (!hidden) return [];
  const subPath = mount.mount.subPath?.value;
  return fixOf(
    `Mount ${name} in ${container.label} at ${mount.path}${hidden.note}${waitNote(file)}`,
    false,
    [
      addMount(pod.document, container.container, {
        name,
        mountPath: mount.path,
        ...(subPath !== undefined && { subPath }),
      }),
      ...waitForFile(pod, file),
    ],
  );
}

/** `tail -f` gives up on a file that is not there yet, `tail -F` waits for it. */
function waitForFile(pod: LinkedPod, file: UnsharedFile): readonly EditPart[] {
  const flag = followFlag(file);
  if (!flag) return [];
  return [inDocument(pod.document, replaceTraced(pod.document.yaml, flag, 'F'))];
}

function waitNote(file: UnsharedFile): string {
  return followFlag(file) ? ', and wait for the file with tail -F' : '';
}

function followFlag({
  reader,
  mayComeTooEarly,
}: UnsharedFile): UnsharedFile['reader']['access']['fact']['followFlag'] {
  const { manner, followFlag: flag } = reader.access.fact;
  return mayComeTooEarly && manner === 'follow' ? flag : undefined;
}

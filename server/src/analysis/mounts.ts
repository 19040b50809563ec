import type { Pod, Volume, VolumeMount, Workload } from '../kubernetes/model.ts';
import type { Container } from '../kubernetes/model.ts';
import type { FileLocation, ResolvedMount } from './linked.ts';
import { cleanPath, isBelow, pathBelow } from './paths.ts';

/** A container's mounts that have a path, with the volume that each names. */
export function resolveMounts(
  container: Container,
  pod: Pod,
  workload: Workload,
): readonly ResolvedMount[] {
  return container.mounts.flatMap((mount) => {
    if (mount.mountPath === undefined) return [];
    const volume = pod.volumes.find((candidate) => candidate.name?.value === mount.name?.value);
    return [
      {
        mount,
        volume: mount.name ? volume : undefined,
        fromClaimTemplate: workload.volumeClaimTemplates.some(
          (claim) => claim.name !== undefined && claim.name.value === mount.name?.value,
        ),
        // The kubelet makes a relative mountPath absolute (kubelet_pods.go makeMounts, v1.32).
        path: cleanPath(mount.mountPath.value),
        subPath: subPathOf(mount),
        readOnly:
          mount.readOnly?.value === true || (volume !== undefined && isReadOnlySource(volume)),
      },
    ];
  });
}

function subPathOf(mount: VolumeMount): string | undefined {
  if (mount.subPathExpr) return undefined;
  return mount.subPath ? cleanPath(mount.subPath.value).slice(1) : '';
}

/** Volumes that the kubelet mounts read-only whatever the mount says (kubernetes.io/docs/concepts/storage/volumes). */
function isReadOnlySource(volume: Volume): boolean {
  switch (volume.source.type) {
    case 'configMap':
    case 'secret':
    case 'projected':
    case 'downwardAPI':
    case 'image':
      return true;
    case 'persistentVolumeClaim':
      return volume.source.readOnly?.value === true;
    case 'emptyDir':
    case 'hostPath':
    case 'other':
      return false;
  }
}

/** The mount that a path lies in: of nested mounts the deepest, whatever their order. */
export function mountAt(mounts: readonly ResolvedMount[], path: string): ResolvedMount | undefined {
  let best: ResolvedMount | undefined;
  for (const mount of mounts) {
    if (isBelow(path, mount.path) && (!best || mount.path.length > best.path.length)) best = mount;
  }
  return best;
}

/**
 * Files that every container of a pod is given, without any volume: the kubelet's /etc/hosts, the sandbox's
 * /etc/hostname, /etc/resolv.conf and /dev/shm, the service account's token (containerd linuxContainerMounts,
 * kubelet makeMounts). /proc, /sys and /dev hold the kernel's, not a container's, files.
 */
const GIVEN_TO_ALL = [
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/dev',
  '/proc',
  '/sys',
  '/var/run/secrets/kubernetes.io',
  '/run/secrets/kubernetes.io',
];

/** The file that a container means by a path. */
export function locate(mounts: readonly ResolvedMount[], path: string): FileLocation {
  const mount = mountAt(mounts, path);
  if (!mount) {
    return GIVEN_TO_ALL.some((given) => isBelow(path, given))
      ? { type: 'shared' }
      : { type: 'private' };
  }
  if (mount.subPath === undefined || (!mount.volume && !mount.fromClaimTemplate))
    return { type: 'unknown' };
  const inside = cleanPath(`${mount.subPath}/${pathBelow(path, mount.path)}`);
  const { id, base } = volumeIdentity(mount);
  return { type: 'volume', volumeId: id, path: cleanPath(`${base}${inside}`), mount };
}

/** Two volumes with one id hold the same files: volumes that name one claim, or directories of one node. */
function volumeIdentity(mount: ResolvedMount): { readonly id: string; readonly base: string } {
  const source = mount.volume?.source;
  const name = mount.mount.name?.value ?? '';
  switch (source?.type) {
    case 'hostPath':
      return { id: 'node', base: source.path ? cleanPath(source.path.value) : '' };
    case 'persistentVolumeClaim':
      return { id: `claim ${source.claimName?.value ?? name}`, base: '' };
    default:
      return { id: `volume ${name}`, base: '' };
  }
}

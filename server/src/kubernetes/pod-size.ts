import type { Pod } from './model.ts';

/**
 * How much of a pod is read. What its containers share is found by comparing them with each other, which grows with
 * the square; etcd takes no object above 1.5 MB, and the largest pods that are known have some 30 containers.
 */
const MOST = { containers: 250, parts: 5_000 } as const;

/** Why a pod is too large to be compared with itself, as a sentence; undefined for any that somebody wrote. */
export function tooLargePod({ containers, volumes }: Pod): string | undefined {
  if (containers.length > MOST.containers)
    return `This pod has ${containers.length} containers; what they share is read of up to ${MOST.containers}.`;
  const parts = containers.reduce(
    (sum, { ports, env, mounts }) => sum + ports.length + env.length + mounts.length,
    volumes.length,
  );
  if (parts > MOST.parts)
    return `This pod has ${parts} volumes, mounts, ports and variables; what its containers share is read of up to ${MOST.parts}.`;
  return undefined;
}

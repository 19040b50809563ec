import { REMOVED_VERSIONS } from './removed-versions.data.ts';
import type { RemovedVersion } from './removed-versions.data.ts';

/** Of a kind that was served in that version, and no longer is. */
export function removedVersion(
  apiVersion: string | undefined,
  kind: string,
): RemovedVersion | undefined {
  return REMOVED_VERSIONS.find((row) => row.apiVersion === apiVersion && row.kinds.includes(kind));
}

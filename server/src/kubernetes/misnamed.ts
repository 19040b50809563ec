import { nearest } from '../text/nearest.ts';
import { groupOf, isKnownKind, isListKind } from './kinds.ts';
import { removedVersion } from './removed-version.ts';
import { ONCE_IN_CORE, SERVED_KINDS } from './served-kinds.data.ts';

/** What a manifest must have meant whose `apiVersion` and `kind` no API server knows together. */
export type Misnamed =
  /** The kind is one of ours in other versions, of another group or of the same. */
  | { readonly type: 'version'; readonly served: readonly string[] }
  /** The version has a kind of nearly that name. */
  | { readonly type: 'kind'; readonly kind: string };

/**
 * Undefined for what is served, was served once, or may be: any group with a dot in its name can be a custom one, but
 * for those that are built in. A group without one can't (apiextensions-apiserver, pkg/apis/apiextensions/validation:
 * "should be a domain with at least one dot").
 */
export function misnamed(apiVersion: string, kind: string): Misnamed | undefined {
  const group = groupOf(apiVersion);
  if (group.includes('.') && !BUILT_IN_GROUPS.has(group)) return undefined;
  if (!/^[\w.-]*(?:\/[\w.-]+)?$/.test(apiVersion) || !/^\w+$/.test(kind)) return undefined;
  const served = VERSIONS_OF.get(kind);
  if (served) return isServed(apiVersion, kind, served) ? undefined : { type: 'version', served };
  if (isListKind(kind)) return undefined;
  const meant = nearest(kind, KINDS_IN.get(versionOf(apiVersion)) ?? []);
  return meant === undefined ? undefined : { type: 'kind', kind: meant };
}

/** Whether it is the stable version of a group that an API server has built in. */
export function isServedVersion(apiVersion: string): boolean {
  return KINDS_IN.has(apiVersion);
}

/** The stable versions in which an API server serves a kind that it has built in; empty for any other. */
export function versionsOf(kind: string): readonly string[] {
  return VERSIONS_OF.get(kind) ?? [];
}

function isServed(apiVersion: string, kind: string, served: readonly string[]): boolean {
  const version = versionOf(apiVersion);
  if (served.includes(version)) return true;
  if (version === 'v1') return ONCE_IN_CORE.has(kind);
  // Almost everything began there.
  if (version === 'extensions/v1beta1') return true;
  if (removedVersion(version, kind)) return true;
  // Of the versions before the stable one, all are known of the kinds that are ours.
  const isOwnGroup = served.some((one) => groupOf(one) === groupOf(version));
  return isOwnGroup && !isKnownKind(version, kind) && /\/v\d+(?:alpha|beta)\d+$/.test(version);
}

/** `/v1` is read as `v1`. */
function versionOf(apiVersion: string): string {
  return apiVersion.startsWith('/') ? apiVersion.slice(1) : apiVersion;
}

const KINDS_IN: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(SERVED_KINDS));

const VERSIONS_OF: ReadonlyMap<string, readonly string[]> = byKind();

function byKind(): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [version, kinds] of KINDS_IN)
    for (const kind of kinds) found.set(kind, [...(found.get(kind) ?? []), version]);
  return found;
}

const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([...KINDS_IN.keys()].map(groupOf));

import { groupOf } from './kinds.ts';

/** A custom resource that holds pod specs, as `.podspace.yaml` names it. */
export interface CustomResource {
  /** The API group without version; absent for any. */
  readonly group: string | undefined;
  readonly kind: string;
  /** Keys from the resource's top to each pod spec (the map that holds `containers`). */
  readonly podSpecs: readonly (readonly string[])[];
}

/** Where the pod specs of a custom resource lie; undefined for a kind that nobody named. */
export function podSpecPaths(
  custom: readonly CustomResource[],
  apiVersion: string,
  kind: string,
): readonly (readonly string[])[] | undefined {
  const group = groupOf(apiVersion);
  return custom.find((one) => one.kind === kind && (one.group === undefined || one.group === group))
    ?.podSpecs;
}

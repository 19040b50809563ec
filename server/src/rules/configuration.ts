import type { CustomResource } from '../kubernetes/custom-resource.ts';
import type { OwnImage } from '../analysis/settings.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import type { RuleSetting } from './severity.ts';

/** What `.podspace.yaml`, the editor's settings and the command line's flags come to. */
export interface Configuration {
  /** Caps by rule id; a rule that is not named keeps its own. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Patterns of paths that are not checked, relative to the file's folder. */
  readonly ignore: readonly string[];
  /** Each a list of patterns of files that are applied together. */
  readonly scopes: readonly (readonly string[])[];
  readonly images: readonly OwnImage[];
  /** The oldest Kubernetes that the manifests are for; absent for the newest. */
  readonly kubernetesVersion?: KubernetesVersion | undefined;
  readonly customResources: readonly CustomResource[];
}

export const NO_CONFIGURATION: Configuration = {
  rules: new Map(),
  ignore: [],
  scopes: [],
  images: [],
  customResources: [],
};

/** The configuration with further caps for rules, which win over its own. */
export function withRules(
  configuration: Configuration,
  rules: Iterable<readonly [string, RuleSetting]>,
): Configuration {
  return { ...configuration, rules: new Map([...configuration.rules, ...rules]) };
}

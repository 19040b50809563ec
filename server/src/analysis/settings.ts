import type { Protocol } from '../commands/facts.ts';
import type { CustomResource } from '../kubernetes/custom-resource.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';

/** What `.podspace.yaml` says of images and kinds that Podspace cannot know, and of the cluster that is meant. */
export interface AnalysisSettings {
  readonly images: readonly OwnImage[];
  readonly customResources: readonly CustomResource[];
  /** The oldest Kubernetes that the manifests are for; absent for the newest. */
  readonly kubernetesVersion?: KubernetesVersion | undefined;
}

export interface OwnImage {
  /** The image's repository, without tag or digest; a `*` stands for anything. */
  readonly image: string;
  /** All that it listens on unless told otherwise: the set is complete. */
  readonly ports: readonly { readonly port: number; readonly protocol: Protocol }[];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

export const NO_SETTINGS: AnalysisSettings = { images: [], customResources: [] };

/** The first entry that names the image. */
export function ownImage(settings: AnalysisSettings, reference: string): OwnImage | undefined {
  const repository = repositoryOf(reference);
  return settings.images.find((entry) => matches(entry.image, repository));
}

/** An image reference without its tag and digest; a registry's port is not a tag. */
export function repositoryOf(reference: string): string {
  const withoutDigest = reference.split('@', 1)[0] ?? '';
  const colon = withoutDigest.lastIndexOf(':');
  return colon > withoutDigest.lastIndexOf('/') ? withoutDigest.slice(0, colon) : withoutDigest;
}

function matches(pattern: string, repository: string): boolean {
  if (!pattern.includes('*')) return repositoryOf(pattern) === repository;
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  if (!repository.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = repository.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return parts.at(-1) === '' || from === repository.length;
}

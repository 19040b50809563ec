/**
 * The newest Kubernetes that Podspace knows: what the schema is made from (kubernetes-models in package.json). To bump
 * it, bump kubernetes-models and @kubernetes/client-node together, change this line, and add the fields that came to
 * `field-history.data.ts`; the cross-check in the tests says what is missing.
 */
export const NEWEST_KUBERNETES: KubernetesVersion = 36;

/** The minor version: 36 is Kubernetes 1.36. */
export type KubernetesVersion = number;

/** Reads `1.29`, `v1.29` or `1.29.3`; undefined for `newest`, and for anything else. */
export function readKubernetesVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?1\.(\d{1,3})(?:\.\d+)?$/.exec(text.trim());
  return match ? Number(match[1]) : undefined;
}

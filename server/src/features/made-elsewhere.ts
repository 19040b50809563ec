import { sniff } from '../kubernetes/sniff.ts';

/** A resource that a controller makes pods of, by what stands somewhere else. */
interface MakerKind {
  readonly group: string;
  readonly kind: string;
  /** Where its pods are written. */
  readonly source: string;
  /** A command line that prints what comes of the resource in a file. */
  readonly render: (path: string) => string;
}

const KINDS: readonly MakerKind[] = [
  {
    // https://fluxcd.io/flux/components/helm/helmreleases/#values
    group: 'helm.toolkit.fluxcd.io',
    kind: 'HelmRelease',
    source: 'its chart',
    render: (path) => `yq .spec.values ${path} | helm template CHART --values -`,
  },
  {
    // https://docs.k3s.io/helm#using-the-helm-controller
    group: 'helm.cattle.io',
    kind: 'HelmChart',
    source: 'its chart',
    render: (path) => `yq -r .spec.valuesContent ${path} | helm template CHART --values -`,
  },
  {
    // https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_app_manifests/
    group: 'argoproj.io',
    kind: 'Application',
    source: 'its source',
    render: () => 'argocd app manifests APPLICATION',
  },
];

/** What makes pods of a document by what stands somewhere else; undefined for all other documents. */
export function makerOf(text: string): MakerKind | undefined {
  const { apiVersion, kind } = sniff(text);
  const [group] = (apiVersion ?? '').split('/');
  return KINDS.find((one) => one.kind === kind && one.group === group);
}

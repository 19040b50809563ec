import type { KubernetesVersion } from './version.ts';

/** A version of a kind that the API server no longer serves. */
export interface RemovedVersion {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The first version without it. */
  readonly since: KubernetesVersion;
  /** What is served instead. */
  readonly now: string;
}

/** https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
export const REMOVED_VERSIONS: readonly RemovedVersion[] = [
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    since: 16,
    now: 'apps/v1',
  },
  { apiVersion: 'apps/v1beta1', kinds: ['Deployment', 'StatefulSet'], since: 16, now: 'apps/v1' },
  {
    apiVersion: 'apps/v1beta2',
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'],
    since: 16,
    now: 'apps/v1',
  },
  { apiVersion: 'batch/v2alpha1', kinds: ['CronJob'], since: 21, now: 'batch/v1' },
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], since: 25, now: 'batch/v1' },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['Ingress'],
    since: 22,
    now: 'networking.k8s.io/v1',
  },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['Ingress'],
    since: 22,
    now: 'networking.k8s.io/v1',
  },
];

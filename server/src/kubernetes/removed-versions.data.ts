import type { KubernetesVersion } from './version.ts';

/** A version of a kind that the API server no longer serves. */
export interface RemovedVersion {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The first version without it. */
  readonly since: KubernetesVersion;
  /** What is served instead. */
  readonly now: string;
  /** Its fields are others, and nothing here writes them anew. */
  readonly differs?: true;
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
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['NetworkPolicy'],
    since: 16,
    now: 'networking.k8s.io/v1',
  },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['IngressClass'],
    since: 22,
    now: 'networking.k8s.io/v1',
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1alpha1',
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
    since: 22,
    now: 'rbac.authorization.k8s.io/v1',
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
    since: 22,
    now: 'rbac.authorization.k8s.io/v1',
  },
  {
    apiVersion: 'scheduling.k8s.io/v1beta1',
    kinds: ['PriorityClass'],
    since: 22,
    now: 'scheduling.k8s.io/v1',
  },
  {
    apiVersion: 'policy/v1beta1',
    kinds: ['PodDisruptionBudget'],
    since: 25,
    now: 'policy/v1',
  },
  {
    apiVersion: 'autoscaling/v2beta1',
    kinds: ['HorizontalPodAutoscaler'],
    since: 25,
    now: 'autoscaling/v2',
    differs: true,
  },
  {
    apiVersion: 'autoscaling/v2beta2',
    kinds: ['HorizontalPodAutoscaler'],
    since: 26,
    now: 'autoscaling/v2',
  },
];

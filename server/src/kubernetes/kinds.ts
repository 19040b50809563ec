/**
 * The kinds that hold something of ours, by API group without version, and where the pod spec lies in them
 * (kubernetes/api v0.36.3: core/v1, apps/v1, batch/v1 types.go).
 */
interface KindRow {
  readonly group: string;
  readonly kind: string;
  /** The path to the map that holds `metadata` and `spec` of the pod; absent for kinds without pods. */
  readonly template?: readonly string[];
}

const KINDS: readonly KindRow[] = [
  { group: '', kind: 'Pod', template: [] },
  { group: '', kind: 'PodTemplate', template: ['template'] },
  { group: '', kind: 'ReplicationController', template: ['spec', 'template'] },
  { group: 'apps', kind: 'Deployment', template: ['spec', 'template'] },
  { group: 'apps', kind: 'StatefulSet', template: ['spec', 'template'] },
  { group: 'apps', kind: 'DaemonSet', template: ['spec', 'template'] },
  { group: 'apps', kind: 'ReplicaSet', template: ['spec', 'template'] },
  // Removed in Kubernetes 1.16, and still in many repositories: the pods in it are the same.
  { group: 'extensions', kind: 'Deployment', template: ['spec', 'template'] },
  { group: 'extensions', kind: 'DaemonSet', template: ['spec', 'template'] },
  { group: 'extensions', kind: 'ReplicaSet', template: ['spec', 'template'] },
  { group: 'batch', kind: 'Job', template: ['spec', 'template'] },
  { group: 'batch', kind: 'CronJob', template: ['spec', 'jobTemplate', 'spec', 'template'] },
  { group: '', kind: 'Service' },
  { group: '', kind: 'ConfigMap' },
  { group: '', kind: 'Secret' },
  { group: '', kind: 'Node' },
  { group: '', kind: 'ServiceAccount' },
  { group: '', kind: 'PersistentVolumeClaim' },
  { group: '', kind: 'Namespace' },
  { group: 'networking.k8s.io', kind: 'Ingress' },
  // Removed in Kubernetes 1.22.
  { group: 'extensions', kind: 'Ingress' },
];

const BY_NAME = new Map(KINDS.map((row) => [`${row.group}/${row.kind}`, row]));
const KIND_NAMES = new Set(KINDS.map((row) => row.kind));

/** Whether pods of this kind are to come to an end, and not to be started again and again. */
export function isJob(kind: string): boolean {
  return kind === 'Job' || kind === 'CronJob';
}

/** The group of an `apiVersion`: empty for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

export function isKnownKind(apiVersion: string, kind: string): boolean {
  return BY_NAME.has(`${groupOf(apiVersion)}/${kind}`);
}

/** A List, or a list of one kind as kubectl prints it (`PodList`). */
export function isListKind(kind: string): boolean {
  return kind === 'List' || (kind.endsWith('List') && KIND_NAMES.has(kind.slice(0, -4)));
}

/** Where the pod's `metadata` and `spec` lie; undefined for a kind without pods. */
export function templatePath(apiVersion: string, kind: string): readonly string[] | undefined {
  return BY_NAME.get(`${groupOf(apiVersion)}/${kind}`)?.template;
}

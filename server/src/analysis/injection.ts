import { labelValue } from '../kubernetes/defaults.ts';
import type { PodFacts } from './facts.ts';

/**
 * Annotations and labels by which an admission webhook is asked to add containers to a pod. What these listen on, and
 * what they read and write, is not in the manifest.
 */
interface InjectionRow {
  /** A key, or the beginning of one where it ends in `/` or `-`. */
  readonly key: string;
  /** Values that turn the injection off. */
  readonly off: readonly string[];
  readonly by: string;
  readonly source: string;
}

const INJECTIONS: readonly InjectionRow[] = [
  {
    key: 'sidecar.istio.io/inject',
    off: ['false'],
    by: 'Istio',
    source: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
  },
  {
    key: 'inject.istio.io/',
    off: ['false'],
    by: 'Istio',
    source: 'https://istio.io/latest/docs/reference/config/annotations/',
  },
  {
    key: 'linkerd.io/inject',
    off: ['disabled'],
    by: 'Linkerd',
    source: 'https://linkerd.io/2/features/proxy-injection/',
  },
  {
    key: 'dapr.io/enabled',
    off: ['false'],
    by: 'Dapr',
    source: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  },
  {
    key: 'vault.hashicorp.com/agent-inject',
    off: ['false'],
    by: 'Vault',
    source: 'https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations',
  },
  {
    key: 'consul.hashicorp.com/connect-inject',
    off: ['false'],
    by: 'Consul',
    source: 'https://developer.hashicorp.com/consul/docs/k8s/annotations-and-labels',
  },
  {
    key: 'kuma.io/sidecar-injection',
    off: ['disabled', 'false'],
    by: 'Kuma',
    source: 'https://kuma.io/docs/latest/reference/kubernetes-annotations/',
  },
  {
    key: 'appmesh.k8s.aws/sidecarInjectorWebhook',
    off: ['disabled'],
    by: 'App Mesh',
    source: 'https://docs.aws.amazon.com/app-mesh/',
  },
  {
    key: 'openservicemesh.io/sidecar-injection',
    off: ['disabled', 'false'],
    by: 'Open Service Mesh',
    source:
      'https://release-v1-2.docs.openservicemesh.io/docs/guides/app_onboarding/sidecar_injection/',
  },
  {
    key: 'sidecar.opentelemetry.io/inject',
    off: ['false'],
    by: 'OpenTelemetry',
    source: 'https://github.com/open-telemetry/opentelemetry-operator#sidecar-injection',
  },
  {
    key: 'sidecar.jaegertracing.io/inject',
    off: ['false'],
    by: 'Jaeger',
    source: 'https://www.jaegertracing.io/docs/1.57/operator/#auto-injecting-jaeger-agent-sidecars',
  },
  {
    key: 'azure.workload.identity/inject-proxy-sidecar',
    off: ['false'],
    by: 'Azure Workload Identity',
    source:
      'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html',
  },
  {
    key: 'azure.workload.identity/use',
    off: ['false'],
    by: 'Azure Workload Identity',
    source:
      'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html',
  },
  {
    key: 'gke-gcsfuse/volumes',
    off: ['false'],
    by: 'Cloud Storage FUSE',
    source:
      'https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-storage-fuse-csi-driver-sidecar',
  },
  {
    key: 'traffic.sidecar.istio.io/',
    off: [],
    by: 'Istio',
    source: 'https://istio.io/latest/docs/reference/config/annotations/',
  },
  {
    key: 'config.linkerd.io/',
    off: [],
    by: 'Linkerd',
    source: 'https://linkerd.io/2/reference/proxy-configuration/',
  },
  {
    key: 'getambassador.io/inject-',
    off: [],
    by: 'Telepresence',
    source: 'https://www.telepresence.io/docs/reference/cluster-config',
  },
  {
    key: 'telepresence.getambassador.io/inject-',
    off: ['disabled'],
    by: 'Telepresence',
    source: 'https://www.telepresence.io/docs/reference/cluster-config',
  },
];

/** Who may add containers to the pod; undefined where its manifest asks for nobody. */
function injectorOf(pod: PodFacts): string | undefined {
  const asked = [...pod.pod.annotations, ...pod.pod.labels];
  return INJECTIONS.find((row) =>
    asked.some(({ key, value }) => {
      const matches = /[/-]$/.test(row.key) ? key.value.startsWith(row.key) : key.value === row.key;
      return matches && !row.off.includes(value?.value ?? labelValue(asked, key.value) ?? '');
    }),
  )?.by;
}

export function mayBeInjected(pod: PodFacts): boolean {
  return injectorOf(pod) !== undefined;
}

import type { Address } from '../commands/facts.ts';
import { ANY, LOOPBACK } from './addresses.ts';

/**
 * Annotations and labels by which an admission webhook is asked to add containers to a pod. What these listen on is
 * given where it is documented and the same everywhere; for the rest it is not known.
 */
export interface InjectionRow {
  /** A key, or the beginning of one where it ends in `/` or `-`. */
  readonly key: string;
  /** Values that turn the injection off. */
  readonly off: readonly string[];
  readonly by: string;
  readonly source: string;
  /** What the containers listen on that it adds, and the values that surely ask for them. */
  readonly ports?: readonly InjectedPort[];
  readonly on?: readonly string[];
  /** The pod's volumes that its containers mount if they are there. */
  readonly mounts?: readonly string[];
  /** The container's name: a manifest that holds it already has been through the webhook. */
  readonly adds?: string;
}

export interface InjectedPort {
  readonly port: number;
  readonly address: Address;
  /** The annotation that moves it. */
  readonly movedBy?: string;
  /** The annotation that turns it off by `false`. */
  readonly offBy?: string;
}

/** istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
const ISTIO: readonly InjectedPort[] = [
  { port: 15000, address: LOOPBACK },
  { port: 15001, address: ANY },
  { port: 15004, address: LOOPBACK },
  { port: 15006, address: ANY },
  { port: 15020, address: ANY, movedBy: 'status.sidecar.istio.io/port' },
  { port: 15021, address: ANY },
  { port: 15090, address: ANY },
];

/** linkerd.io/2/reference/proxy-configuration/; where each listens is what the proxy logs when it starts. */
const LINKERD: readonly InjectedPort[] = [
  { port: 4140, address: LOOPBACK, movedBy: 'config.linkerd.io/outbound-port' },
  { port: 4143, address: ANY, movedBy: 'config.linkerd.io/inbound-port' },
  { port: 4191, address: ANY, movedBy: 'config.linkerd.io/admin-port' },
];

/** docs.dapr.io/reference/arguments-annotations-overview: in Kubernetes its API is on loopback. */
const DAPR: readonly InjectedPort[] = [
  { port: 3500, address: LOOPBACK },
  { port: 3501, address: ANY },
  { port: 9090, address: ANY, movedBy: 'dapr.io/metrics-port', offBy: 'dapr.io/enable-metrics' },
  { port: 50001, address: LOOPBACK, movedBy: 'dapr.io/grpc-port' },
  { port: 50002, address: ANY, movedBy: 'dapr.io/internal-grpc-port' },
];

/** azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html */
const AZURE: readonly InjectedPort[] = [
  { port: 8000, address: LOOPBACK, movedBy: 'azure.workload.identity/proxy-sidecar-port' },
];

export const INJECTIONS: readonly InjectionRow[] = [
  {
    key: 'sidecar.istio.io/inject',
    off: ['false'],
    by: 'Istio',
    source: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
    adds: 'istio-proxy',
    ports: ISTIO,
    on: ['true'],
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
    adds: 'linkerd-proxy',
    ports: LINKERD,
    on: ['enabled', 'ingress'],
  },
  {
    key: 'dapr.io/enabled',
    off: ['false'],
    by: 'Dapr',
    source: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
    adds: 'daprd',
    ports: DAPR,
    on: ['true'],
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
    adds: 'azwi-proxy',
    ports: AZURE,
    on: ['true'],
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
    mounts: ['gke-gcsfuse-buffer', 'gke-gcsfuse-cache', 'gke-gcsfuse-tmp'],
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

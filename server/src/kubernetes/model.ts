import type { Span } from '../text/span.ts';
import type { YamlMap, YamlPair, YamlSeq } from '../yaml/node.ts';
import type { Located, LocatedText } from './located.ts';

/**
 * What a manifest says, field by field, where it says it. Nothing is defaulted: absent is absent, and the functions in
 * `defaults.ts` give what Kubernetes takes for it. A field of the wrong type is absent too; the schema reports it.
 */
export interface Resource {
  readonly apiVersion: LocatedText | undefined;
  readonly kind: LocatedText;
  readonly name: LocatedText | undefined;
  /** What the API server makes a name from where there is none. */
  readonly generateName: LocatedText | undefined;
  readonly namespace: LocatedText | undefined;
  readonly labels: readonly KeyValue[];
  readonly annotations: readonly KeyValue[];
  readonly node: YamlMap;
  /**
   * What the file's address says of it: `part` that it may be no more than a part of one, a patch or what a test
   * expects; `expectation` that it is what a test expects.
   */
  readonly role: 'manifest' | 'part' | 'expectation';
  readonly body: ResourceBody;
}

export type ResourceBody =
  | { readonly type: 'workload'; readonly workload: Workload }
  | { readonly type: 'service'; readonly service: Service }
  | { readonly type: 'ingress'; readonly routes: readonly IngressRoute[] }
  | { readonly type: 'data'; readonly data: DataResource }
  | { readonly type: 'node'; readonly node: NodeSpec }
  | { readonly type: 'other' };

/** A kind that holds a pod spec. */
export interface Workload {
  readonly pod: Pod;
  readonly replicas: Located<number> | undefined;
  /** `spec.selector.matchLabels`, or `spec.selector` of a ReplicationController. */
  readonly selector: readonly KeyValue[] | undefined;
  readonly volumeClaimTemplates: readonly VolumeClaimTemplate[];
}

export interface VolumeClaimTemplate {
  readonly name: LocatedText | undefined;
  readonly node: YamlMap;
}

/** What a Node's manifest says of which pods it takes; its labels are the resource's. */
export interface NodeSpec {
  readonly taints: readonly Taint[];
  readonly unschedulable: Located<boolean> | undefined;
}

export interface Taint {
  readonly key: LocatedText | undefined;
  readonly value: LocatedText | undefined;
  readonly effect: LocatedText | undefined;
}

export interface KeyValue {
  readonly key: LocatedText;
  readonly value: LocatedText | undefined;
}

export interface Pod {
  /** `pod`: the resource is the Pod; `template`: a controller makes pods from it later. */
  readonly origin: 'pod' | 'template';
  /** The map that holds `containers`. */
  readonly spec: YamlMap;
  readonly labels: readonly KeyValue[];
  readonly annotations: readonly KeyValue[];
  /** Init containers in their order, then `containers`, then ephemeral ones. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  /** The sequence under `volumes`, for adding to it. */
  readonly volumeList: YamlSeq | undefined;
  readonly nodeName: LocatedText | undefined;
  readonly nodeSelector: readonly KeyValue[];
  readonly affinity: YamlMap | undefined;
  readonly hostNetwork: Located<boolean> | undefined;
  readonly hostPID: Located<boolean> | undefined;
  readonly hostIPC: Located<boolean> | undefined;
  readonly shareProcessNamespace: Located<boolean> | undefined;
  readonly restartPolicy: LocatedText | undefined;
  readonly dnsPolicy: LocatedText | undefined;
  readonly hostname: LocatedText | undefined;
  readonly hostAliases: readonly HostAlias[];
}

export interface HostAlias {
  readonly hostnames: readonly LocatedText[];
}

/** `init` runs to its end before the next starts; `sidecar` is an init container that runs until the pod ends. */
export type ContainerRole = 'init' | 'sidecar' | 'main' | 'ephemeral';

export interface Container {
  readonly role: ContainerRole;
  /** Its index in its own list. */
  readonly index: number;
  readonly node: YamlMap;
  readonly name: LocatedText | undefined;
  readonly image: LocatedText | undefined;
  readonly command: readonly LocatedText[] | undefined;
  readonly args: readonly LocatedText[] | undefined;
  readonly workingDir: LocatedText | undefined;
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvSource[];
  readonly ports: readonly ContainerPort[];
  readonly portList: YamlSeq | undefined;
  readonly mounts: readonly VolumeMount[];
  readonly mountList: YamlSeq | undefined;
  readonly devices: readonly VolumeDevice[];
  readonly handlers: readonly Handler[];
  readonly restartPolicy: LocatedText | undefined;
  readonly readOnlyRootFilesystem: Located<boolean> | undefined;
  readonly privileged: Located<boolean> | undefined;
}

export interface ContainerPort {
  readonly node: YamlMap;
  readonly name: LocatedText | undefined;
  readonly containerPort: Located<number> | undefined;
  readonly hostPort: Located<number> | undefined;
  readonly hostIP: LocatedText | undefined;
  readonly protocol: LocatedText | undefined;
}

export interface EnvVar {
  readonly node: YamlMap;
  readonly name: LocatedText | undefined;
  /** A literal value; absent with `valueFrom`. */
  readonly value: LocatedText | undefined;
  readonly valueFrom: EnvValueSource | undefined;
}

/** Where a variable's value comes from; `name` is the resource's. */
export type EnvValueSource =
  | {
      readonly type: 'configMapKey' | 'secretKey';
      readonly name: LocatedText | undefined;
      readonly key: LocatedText | undefined;
    }
  | { readonly type: 'field'; readonly path: LocatedText | undefined }
  | { readonly type: 'other' };

export interface EnvSource {
  readonly type: 'configMap' | 'secret';
  readonly name: LocatedText | undefined;
  readonly prefix: LocatedText | undefined;
}

export interface VolumeMount {
  readonly node: YamlMap;
  readonly name: LocatedText | undefined;
  readonly mountPath: LocatedText | undefined;
  readonly subPath: LocatedText | undefined;
  readonly subPathExpr: LocatedText | undefined;
  readonly readOnly: Located<boolean> | undefined;
}

export interface VolumeDevice {
  readonly node: YamlMap;
  readonly name: LocatedText | undefined;
  readonly devicePath: LocatedText | undefined;
}

export interface Volume {
  readonly node: YamlMap;
  readonly name: LocatedText | undefined;
  readonly source: VolumeSource;
}

export type VolumeSource =
  /** No source at all is an emptyDir too, as the API server defaults it. */
  | { readonly type: 'emptyDir'; readonly written: boolean }
  | { readonly type: 'hostPath'; readonly path: LocatedText | undefined }
  | {
      readonly type: 'configMap' | 'secret';
      readonly name: LocatedText | undefined;
      readonly items: readonly VolumeItem[] | undefined;
      readonly optional: Located<boolean> | undefined;
    }
  | {
      readonly type: 'persistentVolumeClaim';
      readonly claimName: LocatedText | undefined;
      readonly readOnly: Located<boolean> | undefined;
    }
  | { readonly type: 'projected'; readonly sources: readonly ProjectedSource[] }
  | { readonly type: 'downwardAPI' | 'image' }
  /** A source that can be written, by its field's name: nfs, csi, ephemeral, … */
  | { readonly type: 'other'; readonly field: string };

export interface VolumeItem {
  readonly key: LocatedText | undefined;
  readonly path: LocatedText | undefined;
}

export interface ProjectedSource {
  readonly type: 'configMap' | 'secret' | 'other';
  readonly name: LocatedText | undefined;
  /** The files that it puts there; undefined where that is not written. */
  readonly items: readonly VolumeItem[] | undefined;
}

/** A probe or a lifecycle hook, with what it does. */
export interface Handler {
  readonly field: 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'postStart' | 'preStop';
  /** The pair of the field, for pointing at it. */
  readonly pair: YamlPair;
  readonly action: HandlerAction | undefined;
}

export type HandlerAction =
  | {
      readonly type: 'httpGet' | 'tcpSocket' | 'grpc';
      readonly port: Located<number | string> | undefined;
      readonly host: LocatedText | undefined;
      readonly path: LocatedText | undefined;
    }
  | { readonly type: 'exec'; readonly command: readonly LocatedText[] }
  | { readonly type: 'sleep' };

export interface Service {
  readonly serviceType: LocatedText | undefined;
  /** Absent: the Service has no selector and its endpoints are made by hand. */
  readonly selector: readonly KeyValue[] | undefined;
  readonly ports: readonly ServicePort[];
}

export interface ServicePort {
  readonly node: YamlMap;
  readonly name: LocatedText | undefined;
  readonly port: Located<number> | undefined;
  readonly targetPort: Located<number | string> | undefined;
  readonly nodePort: Located<number> | undefined;
  readonly protocol: LocatedText | undefined;
}

/** What an Ingress passes on to a Service: one path of one host, or what no path takes. */
export interface IngressRoute {
  /** Absent: every host. */
  readonly host: LocatedText | undefined;
  /** Absent: every path. */
  readonly path: LocatedText | undefined;
  readonly service: LocatedText;
  /** A number or a name of one of the Service's ports. */
  readonly port: Located<number | string> | undefined;
}

/** A ConfigMap or a Secret. Values of a Secret's `data` are base64 and not decoded. */
export interface DataResource {
  readonly entries: readonly KeyValue[];
  /** Keys under `binaryData` or a Secret's `data`, whose text is not readable here. */
  readonly opaqueKeys: readonly LocatedText[];
}

/** What Kustomize puts into resources that stand elsewhere, so that what they lack is no fault of theirs. */
export interface Completion {
  /** Of the resources that it is for; absent where any kind may be meant. */
  readonly kind: string | undefined;
  /** Likewise. */
  readonly name: string | undefined;
  /** `labels`: labels, and the selectors of workloads and Services that pick them. */
  readonly adds: 'labels' | 'anything';
}

/** What of a document was read, or why nothing was. */
export interface KubernetesDocument {
  readonly verdict: Verdict;
  /** One, or the items of a List in order. */
  readonly resources: readonly Resource[];
  /** What it puts into resources that stand elsewhere: of a patch and of a kustomization. */
  readonly completions: readonly Completion[];
}

/**
 * - `kubernetes`: read.
 * - `template`: holds `{{ … }}` and has to be rendered first.
 * - `patch`: a Kustomize or strategic-merge patch, not a whole resource.
 * - `not-kubernetes`: no `apiVersion` and `kind`.
 */
export type Verdict = 'kubernetes' | 'template' | 'patch' | 'not-kubernetes' | 'empty';

/** The place of a resource's identity, or the document's first key where it has no name. */
export function identityOf(resource: Resource): Span {
  return resource.name?.span ?? resource.kind.span;
}

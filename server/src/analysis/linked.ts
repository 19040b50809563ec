import type { Address, AccessFact, Certainty, ConnectFact, Protocol } from '../commands/facts.ts';
import type {
  Completion,
  Container,
  ContainerPort,
  Service,
  Resource,
  Volume,
  VolumeMount,
} from '../kubernetes/model.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type { PodConnections } from './connections.ts';
import type { ContainerFacts, DocumentFacts, Place, PodFacts } from './facts.ts';
import type { ScopeIndex } from './scope-index.ts';
import type { AnalysisSettings } from './settings.ts';

/** A document together with what the others of its scope say about it. */
export interface LinkedDocument {
  readonly facts: DocumentFacts;
  readonly pods: readonly LinkedPod[];
  readonly scope: ScopeIndex;
  readonly settings: AnalysisSettings;
  /** What kustomizations put into resources, this document's among them. */
  readonly completions: readonly Completion[];
  /** The oldest Kubernetes that it is for. */
  readonly kubernetesVersion: KubernetesVersion;
}

/** A pod with its containers' listeners, mounts and accesses worked out. */
export interface LinkedPod {
  readonly facts: PodFacts;
  readonly document: DocumentFacts;
  readonly containers: readonly LinkedContainer[];
  /** Who listens, by `socketKey`; in the order of the containers. */
  readonly sockets: ReadonlyMap<string, readonly Socket[]>;
  /** Services of the scope that select this pod. */
  readonly services: readonly SelectingService[];
  /** Who connects to it, from inside and outside. */
  readonly connections: PodConnections;
  readonly scope: ScopeIndex;
  /** The oldest Kubernetes that it is for. */
  readonly kubernetesVersion: KubernetesVersion;
}

export interface LinkedContainer {
  readonly facts: ContainerFacts;
  readonly container: Container;
  /** As the author calls it: its name, or `containers[2]`. */
  readonly label: string;
  readonly listeners: readonly Listener[];
  /** No other listener can be there than `listeners`. */
  readonly listenersComplete: boolean;
  readonly mounts: readonly ResolvedMount[];
  readonly accesses: readonly FileAccess[];
  /** Connections that it makes, its probes not among them. */
  readonly endpoints: readonly ConnectFact[];
}

export interface SelectingService {
  readonly document: DocumentFacts;
  readonly resource: Resource;
  readonly service: Service;
}

/** A listener and its container. */
export interface Socket {
  readonly container: LinkedContainer;
  readonly listener: Listener;
}

/** What two sockets have to share to get in each other's way: port and protocol. */
export function socketKey(port: number, protocol: Protocol): string {
  return `${port}/${protocol}`;
}

/** A socket that a container has, or will have, in the pod's network namespace. */
export interface Listener {
  readonly container: Container;
  readonly port: number;
  readonly protocol: Protocol;
  readonly address: Address;
  readonly certainty: Certainty;
  readonly purpose: 'service' | 'health' | 'metrics' | 'debug' | 'admin';
  readonly reusesPort: boolean;
  readonly program: string | undefined;
  /** Best first; never empty. */
  readonly evidence: readonly ListenerEvidence[];
  /** Its entry under `ports`, if it has one. */
  readonly declaration: ContainerPort | undefined;
  /** The digits to replace to move the socket itself; none where the manifest does not control it. */
  readonly controls: readonly { readonly document: DocumentFacts; readonly digits: TracedText }[];
  /** The characters to replace to bind another address; one for each evidence that binds, or none. */
  readonly hosts: readonly { readonly document: DocumentFacts; readonly text: TracedText }[];
}

export interface ListenerEvidence extends Place {
  readonly source:
    | 'declared'
    | 'argument'
    | 'command'
    | 'script'
    | 'variable'
    | 'configuration'
    | 'program-default'
    | 'image'
    | 'settings';
  /** For people: `declared`, `from args --listen=:8080`, `default of nginx`. */
  readonly words: string;
  /** The name of the variable that says so, where one does. */
  readonly variable?: string | undefined;
}

export interface ResolvedMount {
  readonly mount: VolumeMount;
  /** Absent when no volume has the name. */
  readonly volume: Volume | undefined;
  /** From a StatefulSet's volumeClaimTemplates. */
  readonly fromClaimTemplate: boolean;
  /** Cleaned: no trailing slash, absolute. */
  readonly path: string;
  /** Cleaned, relative to the volume's root; empty for the root. */
  readonly subPath: string | undefined;
  readonly readOnly: boolean;
}

/** A file access, resolved to the file that is really meant. */
export interface FileAccess {
  readonly fact: AccessFact;
  /** For the author: the text that names the path. */
  readonly place: Place;
  readonly where: FileLocation;
}

/**
 * - `volume`: a path in a volume; two locations are the same file exactly when `volumeId` and `path` are equal.
 * - `private`: in the container's own file system, seen by nobody else.
 * - `shared`: one of the files that the kubelet or the runtime gives to all containers (/etc/hosts, /dev/shm, …).
 * - `unknown`: under a mount whose subPath is not known.
 */
export type FileLocation =
  | {
      readonly type: 'volume';
      readonly volumeId: string;
      readonly path: string;
      readonly mount: ResolvedMount;
    }
  | { readonly type: 'private' }
  | { readonly type: 'shared' }
  | { readonly type: 'unknown' };

import type { Address, Certainty, Protocol } from '../commands/facts.ts';
import type { ContainerRole } from '../kubernetes/model.ts';
import type { Outcome } from '../analysis/reach.ts';
import type { Severity } from '../rules/rule.ts';

/**
 * A pod as a picture shows it, as plain data without places: each part has an id that survives edits, and where it is
 * written is told beside the map.
 */
export interface PodMap {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** `3 pods like this`; absent where there is one. */
  readonly copies: string | undefined;
  /** Which address it has, in words. */
  readonly address: string;
  /** What `hostname` prints in it, in words. */
  readonly hostname: string;
  readonly namespaces: readonly MapNamespace[];
  /** Init containers and sidecars in their order, then main ones, then ephemeral ones. */
  readonly containers: readonly MapContainer[];
  /** Those that anything mounts, or that are declared. */
  readonly volumes: readonly MapVolume[];
  readonly services: readonly MapService[];
  /** Those that lead to the Services. */
  readonly ingresses: readonly MapIngress[];
  /** Without hints, in the order of the text. */
  readonly problems: readonly MapProblem[];
}

/** A Linux namespace that the pod's containers live in. */
export interface MapNamespace {
  readonly id: string;
  readonly kind: 'network' | 'uts' | 'ipc' | 'pid';
  /** Whose it is: the node's, one for the pod, or one for each container. */
  readonly of: 'node' | 'pod' | 'container';
  /** `network`, `process IDs`. */
  readonly name: string;
  /** What it means for the author, after the name. */
  readonly words: string;
}

export interface MapContainer {
  readonly id: string;
  readonly name: string;
  readonly role: ContainerRole;
  /** Its place in the row of init containers, from 1; absent for others. */
  readonly order: number | undefined;
  readonly image: string | undefined;
  readonly listeners: readonly MapListener[];
  readonly calls: readonly MapCall[];
  readonly mounts: readonly MapMount[];
}

export interface MapListener {
  readonly id: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly name: string | undefined;
  readonly address: Address['type'];
  /** Whom the address lets in, in words; empty where it is everybody. */
  readonly only: string;
  readonly certainty: Certainty;
  /** How it is known, best first. */
  readonly evidence: readonly string[];
  /** The port of the node that leads to it. */
  readonly nodePort: number | undefined;
}

/** A container at localhost, or the kubelet at a container's probe. */
export interface MapCall extends MapReach {
  readonly id: string;
  /** `livenessProbe`, or `localhost` for the container's own program. */
  readonly by: string;
  /** The port as it is written: `8080`, `http`. */
  readonly target: string;
}

/** Whom a connection reaches. */
export interface MapReach {
  readonly outcome: Outcome;
  /** `web`, `nothing listens`. */
  readonly answer: string;
  /** Ids of the listeners that answer. */
  readonly to: readonly string[];
  /** Ids of the listeners on that port that do not. */
  readonly missed: readonly string[];
}

export interface MapMount {
  readonly id: string;
  /** Absent where no volume has the name. */
  readonly volume: string | undefined;
  readonly name: string;
  readonly path: string;
  readonly subPath: string | undefined;
  readonly readOnly: boolean;
}

export interface MapVolume {
  readonly id: string;
  readonly name: string;
  /** `emptyDir`, `ConfigMap shop`. */
  readonly source: string;
}

export interface MapService {
  readonly id: string;
  readonly name: string;
  readonly ports: readonly MapServicePort[];
  readonly callers: readonly MapCaller[];
}

export interface MapServicePort extends MapReach {
  readonly id: string;
  readonly port: string;
  readonly target: string;
}

/** A container of another pod, or of this one, that addresses the Service. */
export interface MapCaller extends MapReach {
  readonly id: string;
  readonly container: string;
  readonly pod: string;
  /** `shop:80`. */
  readonly target: string;
}

export interface MapIngress {
  readonly id: string;
  readonly name: string;
  readonly routes: readonly MapRoute[];
}

/** A path of an Ingress that leads to one of the Services. */
export interface MapRoute {
  readonly id: string;
  /** `shop.example.com/cart`; `*` stands for every host. */
  readonly from: string;
  readonly service: string;
  /** The port of the Service as it is written: `80`, `http`. */
  readonly port: string;
  /** The id of the Service's port; absent where it has no such port. */
  readonly to: string | undefined;
}

export interface MapProblem {
  readonly id: string;
  readonly severity: Exclude<Severity, 'hint'>;
  readonly message: string;
  /** The part that it is about: the pod where it is nothing smaller. */
  readonly part: string;
}

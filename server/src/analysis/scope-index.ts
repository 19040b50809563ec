import type { DataResource, KeyValue, Resource, Service } from '../kubernetes/model.ts';
import type { DocumentFacts, PodFacts } from './facts.ts';

/** A resource and the document that holds it. */
export interface Indexed<T> {
  readonly document: DocumentFacts;
  readonly resource: Resource;
  readonly value: T;
}

/**
 * What the manifests of one scope hold, asked from one document. Every question that is asked is remembered, with its
 * answer, so that a linked analysis is made again only when an answer has changed.
 *
 * An absent namespace equals only an absent one. The asking document's own file comes first: where it answers, the
 * rest of the scope is not asked.
 */
export interface ScopeIndex {
  configMap(namespace: string | undefined, name: string): Indexed<DataResource> | undefined;
  /** Services of the namespace whose selector is not empty and matches the labels. */
  servicesFor(
    namespace: string | undefined,
    labels: readonly KeyValue[],
  ): readonly Indexed<Service>[];
  /** Services by name, with or without a selector. */
  service(namespace: string | undefined, name: string): Indexed<Service> | undefined;
  /** Pods of the namespace that a selector picks. */
  podsFor(namespace: string | undefined, selector: readonly KeyValue[]): readonly PodFacts[];
  /** The same, whichever file they are in. */
  podsAnywhereFor(
    namespace: string | undefined,
    selector: readonly KeyValue[],
  ): readonly PodFacts[];
  /** Pods whose containers connect to a host that may be a Service of the name, in any namespace. */
  podsCalling(service: string): readonly PodFacts[];
  /**
   * Pods that may be in the way of one on a port of its node, alternatives once: of very many the first. The pod itself
   * may be among them.
   */
  podsOnNodeOf(pod: PodFacts): readonly PodFacts[];
}

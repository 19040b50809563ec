import type { DataResource, KeyValue, Service } from '../kubernetes/model.ts';
import type { DocumentFacts, PodFacts } from './facts.ts';
import { nodePortKeys } from './node-ports.ts';
import type { Indexed } from './scope-index.ts';
import { serviceNames } from './service-names.ts';

/**
 * What one document adds to its scope, under the keys by which others ask for it. Made once for each document, so
 * that unchanged answers are the same objects. No key of one table is one of another.
 */
export interface Contribution {
  readonly document: DocumentFacts;
  readonly configMaps: Keyed<Indexed<DataResource>>;
  readonly services: Keyed<Indexed<Service>>;
  /** Services by the first label of their selector. */
  readonly selecting: Keyed<Indexed<Service>>;
  /** Pods by each of their labels. */
  readonly labelled: Keyed<PodFacts>;
  /** The pods that connect to hosts which may be Services, by the Services' names. */
  readonly calling: Keyed<PodFacts>;
  /** The pods that have ports of a node, by what others look for. */
  readonly onNode: Keyed<PodFacts>;
}

export type Keyed<T> = readonly { readonly key: string; readonly value: T }[];

export function contributionOf(document: DocumentFacts): Contribution {
  const configMaps: Indexed<DataResource>[] = [];
  const services: Indexed<Service>[] = [];
  for (const resource of document.kubernetes.resources) {
    const { body } = resource;
    if (body.type === 'service') services.push({ document, resource, value: body.service });
    if (body.type === 'data' && resource.kind.value === 'ConfigMap')
      configMaps.push({ document, resource, value: body.data });
  }
  return {
    document,
    configMaps: byName(configMaps, configMapKey),
    services: byName(services, serviceKey),
    selecting: services.flatMap((service) => {
      const first = service.value.selector?.[0];
      const { namespace } = service.resource;
      return first ? [{ key: selectorKey(namespace?.value, first), value: service }] : [];
    }),
    labelled: document.pods.flatMap((pod) =>
      pod.pod.labels.map((label) => ({
        key: podLabelKey(pod.resource.namespace?.value, label),
        value: pod,
      })),
    ),
    calling: document.pods.flatMap((pod) =>
      calledServices(pod).map((service) => ({ key: callKey(service), value: pod })),
    ),
    onNode: document.pods.flatMap((pod) =>
      nodePortKeys(pod).own.map((key) => ({ key: nodePortKey(key), value: pod })),
    ),
  };
}

/** The names of all Services that a pod's containers may mean by the hosts that they connect to. */
export function calledServices({ containers }: PodFacts): readonly string[] {
  const hosts = containers.flatMap(({ commands }) => commands.connects.map(({ host }) => host));
  const names = hosts.flatMap((host) => serviceNames(host).map(({ name }) => name));
  return [...new Set(names)];
}

/** The key of a name in a namespace; an absent namespace equals only an absent one. */
export function nameKey(namespace: string | undefined, name: string): string {
  return namespace === undefined ? `/${name}` : `${namespace}//${name}`;
}

export function configMapKey(namespace: string | undefined, name: string): string {
  return `configMap ${nameKey(namespace, name)}`;
}

export function serviceKey(namespace: string | undefined, name: string): string {
  return `service ${nameKey(namespace, name)}`;
}

export function selectorKey(namespace: string | undefined, label: KeyValue): string {
  return `selector ${labelKey(namespace, label)}`;
}

export function podLabelKey(namespace: string | undefined, label: KeyValue): string {
  return `label ${labelKey(namespace, label)}`;
}

export function callKey(service: string): string {
  return `call ${service}`;
}

/** `key` is one of `nodePortKeys`. */
export function nodePortKey(key: string): string {
  return `node ${key}`;
}

/** Tells a list of labels from others. */
export function labelText(labels: readonly KeyValue[]): string {
  return labels.map(({ key, value }) => `${key.value}=${value?.value ?? ''}`).join(',');
}

function labelKey(namespace: string | undefined, label: KeyValue): string {
  return nameKey(namespace, `${label.key.value}=${label.value?.value ?? ''}`);
}

function byName<T>(
  all: readonly Indexed<T>[],
  keyOf: (namespace: string | undefined, name: string) => string,
): Keyed<Indexed<T>> {
  return all.flatMap((value) => {
    const { name, namespace } = value.resource;
    return name ? [{ key: keyOf(namespace?.value, name.value), value }] : [];
  });
}

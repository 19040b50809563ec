import { selects } from '../kubernetes/defaults.ts';
import type { DataResource, KeyValue, Resource, Service } from '../kubernetes/model.ts';
import type { DocumentFacts, PodFacts } from './facts.ts';
import type { Indexed } from './scope-index.ts';
import { serviceNames } from './service-names.ts';

/** What one document adds to its scope. Made once for each document, so that unchanged answers are the same objects. */
export interface Contribution {
  readonly configMaps: readonly Indexed<DataResource>[];
  readonly services: readonly Indexed<Service>[];
  readonly pods: readonly PodFacts[];
  /** The pods that connect to hosts which may be Services, by the Services' names. */
  readonly calls: readonly { readonly service: string; readonly pod: PodFacts }[];
}

/** Resources by name and by label, from the documents of one file or of a group of files, in their order. */
export interface ResourceIndex {
  configMap(key: string): Indexed<DataResource> | undefined;
  service(key: string): Indexed<Service> | undefined;
  servicesFor(
    namespace: string | undefined,
    labels: readonly KeyValue[],
  ): readonly Indexed<Service>[];
  podsFor(namespace: string | undefined, selector: readonly KeyValue[]): readonly PodFacts[];
  podsCalling(service: string): readonly PodFacts[];
  readonly pods: readonly PodFacts[];
}

export function contributionOf(document: DocumentFacts): Contribution {
  const configMaps: Indexed<DataResource>[] = [];
  const services: Indexed<Service>[] = [];
  for (const resource of document.kubernetes.resources) {
    const { body } = resource;
    if (body.type === 'service') services.push({ document, resource, value: body.service });
    if (body.type === 'data' && resource.kind.value === 'ConfigMap')
      configMaps.push({ document, resource, value: body.data });
  }
  const calls = document.pods.flatMap((pod) =>
    calledServices(pod).map((service) => ({ service, pod })),
  );
  return { configMaps, services, pods: document.pods, calls };
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

export function indexContributions(contributions: readonly Contribution[]): ResourceIndex {
  const configMaps = new Map<string, Indexed<DataResource>>();
  const services = new Map<string, Indexed<Service>>();
  const bySelector = new Map<string, Indexed<Service>[]>();
  const byLabel = new Map<string, PodFacts[]>();
  const callers = new Map<string, PodFacts[]>();
  const pods: PodFacts[] = [];
  for (const contribution of contributions) {
    for (const configMap of contribution.configMaps) addNamed(configMaps, configMap);
    for (const service of contribution.services) {
      addNamed(services, service);
      const first = service.value.selector?.[0];
      const { namespace } = service.resource;
      if (first) addTo(bySelector, labelKey(namespace?.value, first), service);
    }
    for (const { service, pod } of contribution.calls) addTo(callers, service, pod);
    for (const pod of contribution.pods) {
      pods.push(pod);
      for (const label of pod.pod.labels)
        addTo(byLabel, labelKey(pod.resource.namespace?.value, label), pod);
    }
  }
  return {
    configMap: (key) => configMaps.get(key),
    service: (key) => services.get(key),
    servicesFor: (namespace, labels) =>
      labels
        .flatMap((label) => bySelector.get(labelKey(namespace, label)) ?? [])
        .filter(({ value }) => selects(value.selector ?? [], labels)),
    podsFor: (namespace, selector) => {
      const first = selector[0];
      const candidates = first ? (byLabel.get(labelKey(namespace, first)) ?? []) : [];
      return candidates.filter(({ pod }) => selects(selector, pod.labels));
    },
    podsCalling: (service) => callers.get(service) ?? [],
    pods,
  };
}

/** Of resources with one kind, namespace and name only the first: they are alternatives, never applied together. */
export function withoutAlternatives<T>(
  values: readonly T[],
  resourceOf: (value: T) => Resource,
): readonly T[] {
  const seen = new Map<string, Resource>();
  return values.filter((value) => {
    const resource = resourceOf(value);
    if (!resource.name) return true;
    const key = `${resource.kind.value} ${nameKey(resource.namespace?.value, resource.name.value)}`;
    const first = seen.get(key);
    if (!first) seen.set(key, resource);
    return first === undefined || first === resource;
  });
}

function addNamed<T>(map: Map<string, Indexed<T>>, indexed: Indexed<T>): void {
  const { name, namespace } = indexed.resource;
  if (!name) return;
  const key = nameKey(namespace?.value, name.value);
  if (!map.has(key)) map.set(key, indexed);
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function labelKey(namespace: string | undefined, label: KeyValue): string {
  return nameKey(namespace, `${label.key.value}=${label.value?.value ?? ''}`);
}

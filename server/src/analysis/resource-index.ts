import { selects } from '../kubernetes/defaults.ts';
import type { DataResource, KeyValue, Resource, Service } from '../kubernetes/model.ts';
import { labelText, nameKey, podLabelKey, selectorKey } from './contribution.ts';
import type { PodFacts } from './facts.ts';
import type { Indexed } from './scope-index.ts';
import { servicesThatSelect } from './selecting-services.ts';
import type { ServicesThatSelect } from './selecting-services.ts';

/** Resources by name and by label, from the documents of one file or of a group of files, in their order. */
export interface ResourceIndex {
  configMap(key: string): Indexed<DataResource> | undefined;
  service(key: string): Indexed<Service> | undefined;
  /** Alternatives once; the same list for all who ask with the same labels. */
  servicesFor(
    namespace: string | undefined,
    labels: readonly KeyValue[],
  ): readonly Indexed<Service>[];
  /** Alternatives once; the same list for all who ask with the same selector. */
  podsFor(namespace: string | undefined, selector: readonly KeyValue[]): readonly PodFacts[];
  podsCalling(key: string): readonly PodFacts[];
  /** Of very many the first. */
  podsOnNode(key: string): readonly PodFacts[];
  readonly holder: IndexHolder;
  /** Set where it was made from another index: what is not under one of these keys is as it was there. */
  readonly basis: IndexBasis | undefined;
}

export interface IndexBasis {
  readonly mark: object;
  readonly changed: ReadonlySet<string>;
}

/** Holds an index for those who ask it, until another takes its place. */
export interface IndexHolder {
  /** Stands for the index wherever it must not be kept alive. */
  readonly mark: object;
  index: ResourceIndex | undefined;
}

/** What documents contribute, by key and in their order. */
export interface Entries {
  configMaps(key: string): Iterable<Indexed<DataResource>>;
  services(key: string): Iterable<Indexed<Service>>;
  selecting(key: string): Iterable<Indexed<Service>>;
  labelled(key: string): Iterable<PodFacts>;
  calling(key: string): Iterable<PodFacts>;
  onNode(key: string): Iterable<PodFacts>;
}

export function makeIndex(entries: Entries, basis: IndexBasis | undefined): ResourceIndex {
  const holder: IndexHolder = { mark: {}, index: undefined };
  const selecting = new Map<string, ServicesThatSelect>();
  const selectingBy = (key: string): ServicesThatSelect => {
    const known = selecting.get(key) ?? servicesThatSelect([...entries.selecting(key)]);
    selecting.set(key, known);
    return known;
  };
  const index: ResourceIndex = {
    holder,
    basis,
    configMap: (key) => firstOf(entries.configMaps(key)),
    service: (key) => firstOf(entries.services(key)),
    servicesFor: onceForLabels((namespace, labels) =>
      withoutAlternatives(
        labels.flatMap((label) => selectingBy(selectorKey(namespace, label))(labels)),
        ({ resource }) => resource,
      ),
    ),
    podsFor: onceForLabels((namespace, selector) => {
      const labelled = selector.map((label) => entries.labelled(podLabelKey(namespace, label)));
      return withoutAlternatives(
        shortestOf(labelled).filter(({ pod }) => selects(selector, pod.labels)),
        ({ resource }) => resource,
      );
    }),
    podsCalling: (key) => [...entries.calling(key)],
    podsOnNode: (key) => firstFew(entries.onNode(key), MOST_PODS),
  };
  holder.index = index;
  return index;
}

/** With each of a thousand pods on one port of a node all the others would be a million. */
const MOST_PODS = 100;

/** Of resources with one kind, namespace and name only the first: they are alternatives, never applied together. */
export function withoutAlternatives<T>(
  values: readonly T[],
  resourceOf: (value: T) => Resource,
): readonly T[] {
  if (values.length < 2) return values;
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

/** All of the one that ends first: they are gone through side by side, so that no other is read to its end. */
function shortestOf<T>(lists: readonly Iterable<T>[]): readonly T[] {
  const running = lists.map((list) => ({ rest: list[Symbol.iterator](), taken: new Array<T>() }));
  while (running.length > 0) {
    for (const { rest, taken } of running) {
      const next = rest.next();
      if (next.done) return taken;
      taken.push(next.value);
    }
  }
  return [];
}

function firstOf<T>(values: Iterable<T>): T | undefined {
  return firstFew(values, 1)[0];
}

function firstFew<T>(values: Iterable<T>, most: number): readonly T[] {
  const few: T[] = [];
  for (const value of values) if (few.push(value) >= most) break;
  return few;
}

/** Hundreds of pods may share their labels, and each of them asks for the Services that select those. */
function onceForLabels<T>(
  find: (namespace: string | undefined, labels: readonly KeyValue[]) => readonly T[],
): (namespace: string | undefined, labels: readonly KeyValue[]) => readonly T[] {
  const known = new Map<string, readonly T[]>();
  return (namespace, labels) => {
    const key = nameKey(namespace, labelText(labels));
    const answer = known.get(key) ?? find(namespace, labels);
    known.set(key, answer);
    return answer;
  };
}

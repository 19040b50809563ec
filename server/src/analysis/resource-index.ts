import { groupBy } from '../text/group-by.ts';
import { lazily } from '../text/lazily.ts';
import { selects } from '../kubernetes/defaults.ts';
import type { DataResource, KeyValue, Resource, Service } from '../kubernetes/model.ts';
import { ALL_PODS, labelText, nameKey, podLabelKey, selectorKey } from './contribution.ts';
import type { Contribution, Keyed } from './contribution.ts';
import type { DocumentFacts, PodFacts } from './facts.ts';
import { LayeredMap } from './layered-map.ts';
import type { Indexed } from './scope-index.ts';

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
  podsOnNode(key: string): readonly PodFacts[];
  readonly pods: readonly PodFacts[];
  readonly contributions: readonly Contribution[];
  readonly tables: Tables;
  /** Stands for this index wherever it must not be kept alive. */
  readonly mark: object;
  /** Set where it was made from another index: what is not under one of these keys is as it was there. */
  readonly basis: { readonly mark: object; readonly changed: ReadonlySet<string> } | undefined;
}

type Table<T> = LayeredMap<string, readonly T[]>;

interface Tables {
  readonly configMaps: Table<Indexed<DataResource>>;
  readonly services: Table<Indexed<Service>>;
  readonly selecting: Table<Indexed<Service>>;
  readonly labelled: Table<PodFacts>;
  readonly calling: Table<PodFacts>;
  readonly onNode: Table<PodFacts>;
}

/** `before` is an index of the same documents at another moment: what they still have in common is taken from it. */
export function indexContributions(
  contributions: readonly Contribution[],
  before?: ResourceIndex,
): ResourceIndex {
  const change = before && changeOf(before.contributions, contributions);
  if (!before || !change || isMost(change, contributions)) {
    return makeIndex(contributions, freshTables(contributions), undefined);
  }
  const places = lazily(
    () => new Map(contributions.map(({ document }, place) => [document, place])),
  );
  const { removed, added } = change;
  const changed = new Set<string>();
  for (const { pods } of [...removed, ...added]) if (pods.length > 0) changed.add(ALL_PODS);
  const next = <T extends { readonly document: DocumentFacts }>(
    table: Table<T>,
    of: (contribution: Contribution) => Keyed<T>,
  ): Table<T> => changeTable(table, [removed.flatMap(of), added.flatMap(of)], places, changed);
  const { tables } = before;
  const made: Tables = {
    configMaps: next(tables.configMaps, ({ configMaps }) => configMaps),
    services: next(tables.services, ({ services }) => services),
    selecting: next(tables.selecting, ({ selecting }) => selecting),
    labelled: next(tables.labelled, ({ labelled }) => labelled),
    calling: next(tables.calling, ({ calling }) => calling),
    onNode: next(tables.onNode, ({ onNode }) => onNode),
  };
  return makeIndex(contributions, made, { mark: before.mark, changed });
}

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

function makeIndex(
  contributions: readonly Contribution[],
  tables: Tables,
  basis: ResourceIndex['basis'],
): ResourceIndex {
  const { configMaps, services, selecting, labelled, calling, onNode } = tables;
  return {
    contributions,
    tables,
    mark: {},
    basis,
    pods: contributions.flatMap(({ pods }) => pods),
    configMap: (key) => configMaps.get(key)?.[0],
    service: (key) => services.get(key)?.[0],
    servicesFor: onceForLabels((namespace, labels) =>
      withoutAlternatives(
        labels
          .flatMap((label) => selecting.get(selectorKey(namespace, label)) ?? [])
          .filter(({ value }) => selects(value.selector ?? [], labels)),
        ({ resource }) => resource,
      ),
    ),
    podsFor: onceForLabels((namespace, selector) => {
      const first = selector[0];
      const candidates = first ? (labelled.get(podLabelKey(namespace, first)) ?? []) : [];
      return withoutAlternatives(
        candidates.filter(({ pod }) => selects(selector, pod.labels)),
        ({ resource }) => resource,
      );
    }),
    podsCalling: (key) => calling.get(key) ?? [],
    podsOnNode: (key) => onNode.get(key) ?? [],
  };
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

function freshTables(contributions: readonly Contribution[]): Tables {
  const table = <T>(of: (contribution: Contribution) => Keyed<T>): Table<T> => {
    const made = new Map<string, T[]>();
    for (const contribution of contributions) {
      for (const { key, value } of of(contribution)) {
        const values = made.get(key);
        if (values) values.push(value);
        else made.set(key, [value]);
      }
    }
    return new LayeredMap<string, readonly T[]>(made);
  };
  return {
    configMaps: table(({ configMaps }) => configMaps),
    services: table(({ services }) => services),
    selecting: table(({ selecting }) => selecting),
    labelled: table(({ labelled }) => labelled),
    calling: table(({ calling }) => calling),
    onNode: table(({ onNode }) => onNode),
  };
}

interface Change {
  readonly removed: readonly Contribution[];
  readonly added: readonly Contribution[];
}

/** What stands between the same beginning and the same end. */
function changeOf(before: readonly Contribution[], after: readonly Contribution[]): Change {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return {
    removed: before.slice(head, before.length - tail),
    added: after.slice(head, after.length - tail),
  };
}

/** Whether it is as well to begin anew. */
function isMost({ removed, added }: Change, all: readonly Contribution[]): boolean {
  return removed.length + added.length > 8 + all.length / 4;
}

/** The table with other entries; `changed` takes up their keys. */
function changeTable<T extends { readonly document: DocumentFacts }>(
  table: Table<T>,
  [removed, added]: readonly [Keyed<T>, Keyed<T>],
  places: () => ReadonlyMap<DocumentFacts, number>,
  changed: Set<string>,
): Table<T> {
  if (removed.length === 0 && added.length === 0) return table;
  const next = new Map<string, readonly T[] | undefined>();
  const gone = new Set(removed.map(({ value }) => value));
  const place = ({ document }: T): number => places().get(document) ?? 0;
  const more = groupBy(added, ({ key }) => key);
  for (const key of new Set([...removed, ...added].map((entry) => entry.key))) {
    changed.add(key);
    const left = (table.get(key) ?? []).filter((value) => !gone.has(value));
    // In the documents' order; what one document adds under a key stays in its own.
    const values = [...left, ...(more.get(key) ?? []).map(({ value }) => value)].sort(
      (a, b) => place(a) - place(b),
    );
    next.set(key, values.length > 0 ? values : undefined);
  }
  return table.with(next);
}

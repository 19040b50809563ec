import { groupBy } from '../text/group-by.ts';
import { lazily } from '../text/lazily.ts';
import type { DataResource, Service } from '../kubernetes/model.ts';
import type { Contribution, Keyed } from './contribution.ts';
import type { DocumentFacts, PodFacts } from './facts.ts';
import { LayeredMap } from './layered-map.ts';
import { makeIndex } from './resource-index.ts';
import type { Entries, ResourceIndex } from './resource-index.ts';
import type { Indexed } from './scope-index.ts';

/** What the documents of one file contribute to its scope. */
export interface FileIndex {
  readonly index: ResourceIndex;
  readonly entries: Entries;
  readonly tables: Tables;
  readonly contributions: readonly Contribution[];
  readonly has: (key: string) => boolean;
  /** All under which something stands. */
  readonly keys: () => Iterable<string>;
}

interface Tables {
  readonly configMaps: Table<Indexed<DataResource>>;
  readonly services: Table<Indexed<Service>>;
  readonly selecting: Table<Indexed<Service>>;
  readonly labelled: Table<PodFacts>;
  readonly calling: Table<PodFacts>;
  readonly onNode: Table<PodFacts>;
}

type Table<T> = LayeredMap<string, readonly T[]>;

/** `before` is the index of the file at another moment: what they still have in common is taken from it. */
export function indexContributions(
  contributions: readonly Contribution[],
  before?: FileIndex,
): FileIndex {
  const change = before && changeOf(before.contributions, contributions);
  if (!before || !change || isMost(change, contributions)) {
    return makeFileIndex(contributions, freshTables(contributions), undefined);
  }
  const places = lazily(
    () => new Map(contributions.map(({ document }, place) => [document, place])),
  );
  const { removed, added } = change;
  const changed = new Set<string>();
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
  return makeFileIndex(contributions, made, { mark: before.index.holder.mark, changed });
}

function makeFileIndex(
  contributions: readonly Contribution[],
  tables: Tables,
  basis: ResourceIndex['basis'],
): FileIndex {
  const { configMaps, services, selecting, labelled, calling, onNode } = tables;
  const all = Object.values<LayeredMap<string, object>>({ ...tables });
  const entries: Entries = {
    configMaps: (key) => configMaps.get(key) ?? [],
    services: (key) => services.get(key) ?? [],
    selecting: (key) => selecting.get(key) ?? [],
    labelled: (key) => labelled.get(key) ?? [],
    calling: (key) => calling.get(key) ?? [],
    onNode: (key) => onNode.get(key) ?? [],
  };
  return {
    index: makeIndex(entries, basis),
    entries,
    tables,
    contributions,
    has: (key) => all.some((table) => table.has(key)),
    keys: () => keysOf(all),
  };
}

/** Apart: a generator that is made for each file gets a shape of its own, which keeps all that it can see. */
function* keysOf(tables: readonly LayeredMap<string, object>[]): Iterable<string> {
  for (const table of tables) yield* table.keys();
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

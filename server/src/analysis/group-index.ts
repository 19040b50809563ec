import type { FileIndex } from './file-index.ts';
import { LayeredMap } from './layered-map.ts';
import { makeIndex } from './resource-index.ts';
import type { Entries, IndexHolder, ResourceIndex } from './resource-index.ts';
import { placeIn } from './scopes.ts';
import type { FileGroup } from './scopes.ts';
import type { SourceFile } from './source-file.ts';

/** What a group's index is made of. */
export interface FileIndexes {
  indexOf(file: SourceFile): FileIndex;
  /** Whether the keys of a file are known, so that they can be told without reading it. */
  knowsKeys(file: SourceFile): boolean;
  keysOf(file: SourceFile): FileKeys;
}

/** The keys under which a file contributes something. */
export interface FileKeys extends Iterable<string> {
  has(key: string): boolean;
  /** Of the file's index, where it is made; else reading the file might be in vain. */
  readonly index: ResourceIndex | undefined;
}

/** A file as it was, by its index if that is known. */
export interface FileBefore {
  readonly mark: object | undefined;
  readonly keys: Iterable<string>;
}

/** By key, the addresses of the files that contribute something, sorted. */
type Holders = LayeredMap<string, readonly string[]>;

interface Basis {
  readonly mark: object;
  readonly holders: Holders;
  /** How those files were of which something may be another. */
  readonly changed: ReadonlyMap<string, FileBefore>;
}

/**
 * The index of a group of files at one moment, made when it is first asked for. It knows which files hold something
 * under a key, and asks these; the others need not be read. That of the next moment is made from it: the work is that
 * of the keys of what has changed, whatever the number of files.
 */
export class GroupIndex {
  readonly group: FileGroup;
  readonly #files: LayeredMap<string, SourceFile>;
  readonly #indexes: FileIndexes;
  #made: { readonly index: ResourceIndex; readonly holders: Holders } | undefined;
  /** The index that it is made from, if it is not made yet. */
  #basis: Basis | undefined;
  /** Of the files that have to be read for it, those left. */
  #unread: Iterator<string> | undefined;

  private constructor(
    group: FileGroup,
    files: LayeredMap<string, SourceFile>,
    indexes: FileIndexes,
  ) {
    this.group = group;
    this.#files = files;
    this.#indexes = indexes;
  }

  static of(
    group: FileGroup,
    fileAt: (uri: string) => SourceFile | undefined,
    indexes: FileIndexes,
  ): GroupIndex {
    const files = new Map<string, SourceFile>();
    for (const uri of group.members) {
      const file = fileAt(uri);
      if (file) files.set(uri, file);
    }
    return new GroupIndex(group, new LayeredMap(files), indexes);
  }

  /** Of the index, if it is made. */
  get holder(): IndexHolder | undefined {
    return this.#made?.index.holder;
  }

  get index(): ResourceIndex {
    return this.#made?.index ?? this.#make();
  }

  /** Reads what it is made of, a file after the other until `isLate`, at least one; tells whether all of it is read. */
  read(isLate: () => boolean): boolean {
    if (this.#made) return true;
    this.#unread ??= (this.#basis?.changed.keys() ?? this.group.members)[Symbol.iterator]();
    for (let next = this.#unread.next(); !next.done; next = this.#unread.next()) {
      const file = this.#files.get(next.value);
      if (!file || this.#indexes.knowsKeys(file)) continue;
      this.#indexes.indexOf(file);
      if (isLate()) return false;
    }
    return true;
  }

  /** Where some of its files are others, or are gone. */
  with(files: ReadonlyMap<string, SourceFile | undefined>): GroupIndex {
    return this.#next(this.group, files);
  }

  /**
   * Where some of its files hold the same, and nothing is kept of them any more. Who asked for something that they say
   * asks again when he is looked at next, so that he never knows two readings of one file.
   */
  withUnread(files: ReadonlyMap<string, SourceFile>): GroupIndex {
    const next = new GroupIndex(this.group, this.#files.with(files), this.#indexes);
    if (this.#made) {
      const { holders, index } = this.#made;
      const changed = new Set<string>();
      for (const file of files.values())
        for (const key of this.#indexes.keysOf(file)) changed.add(key);
      next.#setMade(holders, { mark: index.holder.mark, changed });
    }
    next.#basis = this.#basis;
    return next;
  }

  /** Where other files belong to it. */
  regrouped(group: FileGroup, fileAt: (uri: string) => SourceFile | undefined): GroupIndex {
    const files = new Map<string, SourceFile | undefined>();
    for (const uri of this.#files.keys()) files.set(uri, undefined);
    for (const uri of group.members) {
      const file = fileAt(uri);
      if (file && file === this.#files.get(uri)) files.delete(uri);
      else files.set(uri, file);
    }
    return this.#next(group, files);
  }

  #next(group: FileGroup, files: ReadonlyMap<string, SourceFile | undefined>): GroupIndex {
    const next = new GroupIndex(group, this.#files.with(files), this.#indexes);
    const basis = this.#made
      ? { mark: this.#made.index.holder.mark, holders: this.#made.holders, changed: [] }
      : this.#basis;
    if (!basis) return next;
    const changed = new Map(basis.changed);
    for (const [uri, file] of files)
      if (!changed.has(uri)) changed.set(uri, this.#before(uri, file));
    next.#basis = { ...basis, changed };
    return next;
  }

  /** What is held of a file until the index is made; of one that is gone only its keys. */
  #before(uri: string, next: SourceFile | undefined): FileBefore {
    const file = this.#files.get(uri);
    if (!file) return { mark: undefined, keys: [] };
    const keys = this.#indexes.keysOf(file);
    return { mark: keys.index?.holder.mark, keys: next ? keys : [...keys] };
  }

  #make(): ResourceIndex {
    const basis = this.#basis;
    this.#basis = undefined;
    if (!basis || basis.changed.size > 8 + this.group.members.length / 4) return this.#makeAfresh();
    const { mark, holders } = basis;
    const changed = new Set<string>();
    const next = new Map<string, readonly string[]>();
    for (const [uri, before] of basis.changed) {
      const file = this.#files.get(uri);
      const now = file && this.#indexes.keysOf(file);
      for (const key of keysBetween(before, now)) {
        changed.add(key);
        const known = next.get(key) ?? holders.get(key) ?? [];
        const own = now?.has(key) ? including(known, uri) : excluding(known, uri);
        if (own !== known) next.set(key, own);
      }
    }
    return this.#setMade(next.size > 0 ? holders.with(next) : holders, { mark, changed });
  }

  #makeAfresh(): ResourceIndex {
    const holders = new Map<string, string[]>();
    for (const uri of this.group.members) {
      const file = this.#files.get(uri);
      for (const key of file ? this.#indexes.keysOf(file) : []) {
        const known = holders.get(key);
        if (known) known.push(uri);
        else holders.set(key, [uri]);
      }
    }
    return this.#setMade(new LayeredMap<string, readonly string[]>(holders), undefined);
  }

  #setMade(holders: Holders, basis: ResourceIndex['basis']): ResourceIndex {
    const index = makeIndex(entriesOf(holders, this.#files, this.#indexes), basis);
    this.#made = { index, holders };
    return index;
  }
}

/** Under which keys something can be another than it was. */
export function keysBetween(before: FileBefore, now: FileKeys | undefined): Iterable<string> {
  const basis = now?.index?.basis;
  if (basis && basis.mark === before.mark) return basis.changed;
  return new Set([...before.keys, ...(now ?? [])]);
}

function entriesOf(
  holders: Holders,
  files: LayeredMap<string, SourceFile>,
  indexes: FileIndexes,
): Entries {
  const under = <T>(key: string, of: (entries: Entries) => Iterable<T>): Iterable<T> =>
    underKey(holders.get(key) ?? [], files, indexes, of);
  return {
    configMaps: (key) => under(key, (entries) => entries.configMaps(key)),
    services: (key) => under(key, (entries) => entries.services(key)),
    selecting: (key) => under(key, (entries) => entries.selecting(key)),
    labelled: (key) => under(key, (entries) => entries.labelled(key)),
    calling: (key) => under(key, (entries) => entries.calling(key)),
    onNode: (key) => under(key, (entries) => entries.onNode(key)),
  };
}

/** Apart: a generator that is made for each index gets a shape of its own, which keeps all that it can see. */
function* underKey<T>(
  uris: readonly string[],
  files: LayeredMap<string, SourceFile>,
  indexes: FileIndexes,
  of: (entries: Entries) => Iterable<T>,
): Iterable<T> {
  for (const uri of uris) {
    const file = files.get(uri);
    if (file) yield* of(indexes.indexOf(file).entries);
  }
}

/** The sorted addresses with one more, or the same list. */
function including(sorted: readonly string[], uri: string): readonly string[] {
  const at = placeIn(sorted, uri);
  return sorted[at] === uri ? sorted : [...sorted.slice(0, at), uri, ...sorted.slice(at)];
}

function excluding(sorted: readonly string[], uri: string): readonly string[] {
  const at = placeIn(sorted, uri);
  return sorted[at] === uri ? [...sorted.slice(0, at), ...sorted.slice(at + 1)] : sorted;
}

import { sameItems } from './asked-scope.ts';

/** A document that asks the groups of its file, and the keys under which it has asked so far. */
export interface Asker {
  readonly uri: string;
  /** Their ids. */
  groups: readonly string[];
  readonly keys: Set<string>;
}

/**
 * Which files asked a group for what. When something else stands under a key, the files that asked for it are those
 * that this can concern, and however many others there are, none of them is looked at.
 *
 * It holds addresses and keys only, and so it knows the same of files of which nothing else is kept.
 */
export class Askers {
  /** By group, then by key; most keys have one asker. */
  readonly #groups = new Map<string, Map<string, Asker | Set<Asker>>>();
  readonly #files = new Map<string, Set<Asker>>();

  /** Whether a document of the file asked for anything. */
  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  note(asker: Asker, key: string): void {
    if (asker.keys.has(key)) return;
    asker.keys.add(key);
    const own = this.#files.get(asker.uri) ?? new Set<Asker>();
    this.#files.set(asker.uri, own.add(asker));
    this.#enter(asker, key);
  }

  /** The file of an asker belongs to these groups now. */
  regroup(asker: Asker, groups: readonly string[]): void {
    if (sameItems(asker.groups, groups)) return;
    this.#leave(asker);
    asker.groups = groups;
    for (const key of asker.keys) this.#enter(asker, key);
  }

  /** The files that asked a group for one of the keys. */
  *filesAsking(id: string, keys: Iterable<string>): Iterable<string> {
    const group = this.#groups.get(id);
    if (!group) return;
    for (const key of keys) {
      const found = group.get(key);
      if (found instanceof Set) for (const { uri } of found) yield uri;
      else if (found) yield found.uri;
    }
  }

  /** Of the askers of a file only these are left: the others are documents that it does not hold any more. */
  keepOnly(uri: string, current: ReadonlySet<Asker | undefined>): void {
    const own = this.#files.get(uri);
    for (const asker of own ?? []) {
      if (current.has(asker)) continue;
      own?.delete(asker);
      this.#leave(asker);
    }
    if (own?.size === 0) this.#files.delete(uri);
  }

  /** The documents of a file are forgotten: what they asked is known of the file from now on. */
  join(uri: string): void {
    const [first, ...others] = this.#files.get(uri) ?? [];
    if (!first) return;
    const { groups } = others.at(-1) ?? first;
    const joined: Asker = { uri, groups, keys: new Set() };
    for (const { keys } of [first, ...others]) for (const key of keys) this.note(joined, key);
    this.keepOnly(uri, new Set([joined]));
  }

  #enter(asker: Asker, key: string): void {
    for (const id of asker.groups) {
      const group = this.#groups.get(id) ?? new Map<string, Asker | Set<Asker>>();
      this.#groups.set(id, group);
      const known = group.get(key);
      if (!known) group.set(key, asker);
      else if (known instanceof Set) known.add(asker);
      else if (known !== asker) group.set(key, new Set([known, asker]));
    }
  }

  #leave(asker: Asker): void {
    for (const id of asker.groups) {
      const group = this.#groups.get(id);
      if (!group) continue;
      for (const key of asker.keys) {
        const found = group.get(key);
        if (found instanceof Set) found.delete(asker);
        if (found === asker || (found instanceof Set && found.size === 0)) group.delete(key);
      }
      if (group.size === 0) this.#groups.delete(id);
    }
  }
}

import { oneCopy } from '../text/one-copy.ts';
import { sameItems } from './asked-scope.ts';
import { each, withOne, withoutOne } from './one-or-more.ts';
import type { OneOrMore } from './one-or-more.ts';

/** What asks the groups of a file, a document or all those of one, and the keys under which it has asked so far. */
export interface Asker {
  readonly uri: string;
  /** Their ids. */
  groups: readonly string[];
  readonly keys: Iterable<string>;
}

/** One that may ask for more. */
export interface AskingDocument extends Asker {
  readonly keys: Set<string>;
}

/**
 * Which files asked a group for what. When something else stands under a key, the files that asked for it are those
 * that this can concern, and however many others there are, none of them is looked at.
 *
 * It holds addresses and keys only, and so it knows the same of files of which nothing else is kept.
 */
export class Askers {
  /** By group, then by key. */
  readonly #groups = new Map<string, Map<string, OneOrMore<Asker>>>();
  readonly #files = new Map<string, OneOrMore<Asker>>();

  /** Whether a document of the file asked for anything. */
  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  note(asker: AskingDocument, key: string): void {
    if (asker.keys.has(key)) return;
    asker.keys.add(key);
    this.#add(asker);
    this.#enter(asker, [key]);
  }

  /** The file of an asker belongs to these groups now. */
  regroup(asker: Asker, groups: readonly string[]): void {
    if (sameItems(asker.groups, groups)) return;
    this.#leave(asker);
    asker.groups = groups;
    this.#enter(asker, asker.keys);
  }

  /** The files that asked a group for one of the keys. */
  *filesAsking(id: string, keys: Iterable<string>): Iterable<string> {
    const group = this.#groups.get(id);
    if (!group) return;
    for (const key of keys) for (const { uri } of each(group.get(key))) yield uri;
  }

  /** Of the askers of a file only these are left: the others are documents that it does not hold any more. */
  keepOnly(uri: string, current: ReadonlySet<Asker | undefined>): void {
    for (const asker of [...each(this.#files.get(uri))]) {
      if (current.has(asker)) continue;
      take(this.#files, uri, asker);
      this.#leave(asker);
    }
  }

  /** The documents of a file are forgotten: what they asked is known of the file from now on. */
  join(uri: string): void {
    const all = [...each(this.#files.get(uri))];
    const last = all.at(-1);
    if (!last) return;
    const keys = new Set(all.flatMap((asker) => [...asker.keys]));
    // A list: it is kept for every file, and a set of three takes four times the room.
    const joined: Asker = { uri, groups: last.groups, keys: [...keys].map(oneCopy) };
    this.#add(joined);
    this.#enter(joined, joined.keys);
    this.keepOnly(uri, new Set([joined]));
  }

  #add(asker: Asker): void {
    this.#files.set(asker.uri, withOne(this.#files.get(asker.uri), asker));
  }

  #enter(asker: Asker, keys: Iterable<string>): void {
    for (const id of asker.groups) {
      const group = this.#groups.get(id) ?? new Map<string, OneOrMore<Asker>>();
      this.#groups.set(id, group);
      for (const key of keys) group.set(key, withOne(group.get(key), asker));
    }
  }

  #leave(asker: Asker): void {
    for (const id of asker.groups) {
      const group = this.#groups.get(id);
      if (!group) continue;
      for (const key of asker.keys) take(group, key, asker);
      if (group.size === 0) this.#groups.delete(id);
    }
  }
}

function take(askers: Map<string, OneOrMore<Asker>>, key: string, asker: Asker): void {
  const known = askers.get(key);
  const left = known && withoutOne(known, asker);
  if (left) askers.set(key, left);
  else askers.delete(key);
}

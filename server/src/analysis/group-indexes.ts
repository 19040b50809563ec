import { GroupIndex } from './group-index.ts';
import type { FileIndexes } from './group-index.ts';
import { LayeredMap } from './layered-map.ts';
import type { IndexHolder } from './resource-index.ts';
import type { FileGroup, ScopeLayout } from './scopes.ts';
import type { SourceFile } from './source-file.ts';

type FileChanges<T> = ReadonlyMap<string, T>;

/** The indexes of the groups that are asked for in one snapshot; those of the next one are made from them. */
export class GroupIndexes {
  readonly #indexes: FileIndexes;
  /** Those that were asked for before, by id, brought up to this snapshot as far as files go. */
  #before: LayeredMap<string, GroupIndex>;
  readonly #asked = new Map<string, GroupIndex>();
  /** Of those that these take the place of. */
  readonly #replaced: IndexHolder[];

  constructor(
    indexes: FileIndexes,
    before = new LayeredMap<string, GroupIndex>(),
    replaced: IndexHolder[] = [],
  ) {
    this.#indexes = indexes;
    this.#before = before;
    this.#replaced = replaced;
  }

  of(group: FileGroup, fileAt: (uri: string) => SourceFile | undefined): GroupIndex {
    const known = this.#asked.get(group.id);
    if (known) return known;
    const before = this.#before.get(group.id);
    const made = !before
      ? GroupIndex.of(group, fileAt, this.#indexes)
      : before.group === group
        ? before
        : before.regrouped(group, fileAt);
    this.#asked.set(group.id, made);
    return made;
  }

  /** Those of the next snapshot, where files have changed; `change` gives that of a group with its own changes. */
  next<T extends SourceFile | undefined>(
    changes: FileChanges<T>,
    layout: ScopeLayout | undefined,
    change: (group: GroupIndex, changes: FileChanges<T>) => GroupIndex,
  ): GroupIndexes {
    const inGroups = new Map<string, Map<string, T>>();
    for (const [uri, file] of changes) {
      for (const { id } of layout?.groupsOf(uri) ?? []) {
        const own = inGroups.get(id) ?? new Map<string, T>();
        inGroups.set(id, own.set(uri, file));
      }
    }
    const next = new Map<string, GroupIndex | undefined>(this.#asked);
    const replaced: IndexHolder[] = [];
    for (const [id, own] of inGroups) {
      const group = this.#asked.get(id) ?? this.#before.get(id);
      if (!group) continue;
      next.set(id, change(group, own));
      if (group.holder) replaced.push(group.holder);
    }
    return new GroupIndexes(this.#indexes, this.#before.with(next), replaced);
  }

  /** The index of a group that is no more would hold its files for as long as the server lives. */
  keepOnly(layout: ScopeLayout): void {
    const gone = [...this.#before.keys()].filter((id) => !layout.hasGroup(id));
    if (gone.length > 0)
      this.#before = this.#before.with(new Map(gone.map((id) => [id, undefined])));
  }

  /** Nobody keeps alive any more what these have taken the place of. */
  takeOver(): void {
    for (const holder of this.#replaced.splice(0)) holder.index = undefined;
  }
}

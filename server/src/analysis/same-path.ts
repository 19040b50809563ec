import { lastIndexWhere } from '../text/search.ts';
import type { FileAccess, LinkedContainer } from './linked.ts';
import { cleanPath, isBelow, parentOf } from './paths.ts';

/** A container and one of the files or directories that it uses. */
export interface Side {
  readonly container: LinkedContainer;
  readonly access: FileAccess;
}

/** The sides that name the path of an access: the very path, or one of the two means a directory and the other what is in it. */
export interface SamePath {
  /** In their order. */
  readonly all: () => readonly Side[];
  /** Without those that an image has by habit. */
  readonly deliberate: () => readonly Side[];
  /** Those of a container, or those in a volume by its id. */
  readonly of: (whose: LinkedContainer | string) => readonly Side[];
  /** Whether one of them is in what all containers share. */
  readonly isShared: boolean;
}

/** Finds sides by path: in a pod with hundreds of containers each would be compared with all the others. */
export function sidesByPath(sides: readonly Side[]): (access: FileAccess) => SamePath {
  const placed = sides.map((side, place): Placed => {
    const path = cleanPath(side.access.fact.path);
    return { side, place, path };
  });
  const exact = new Map<string, Group>();
  for (const one of placed) addTo(exact, one);
  const directories = new Map<string, Group>();
  for (const one of placed) if (meansDirectory(one.side.access)) addTo(directories, one);
  const sorted = placed.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return (access) => {
    const path = cleanPath(access.fact.path);
    const own = exact.get(path);
    return joined([
      ...(own ? [own] : []),
      ...groupsAbove(directories, path),
      ...(meansDirectory(access) ? [groupOf(sidesBelow(sorted, path))] : []),
    ]);
  };
}

/** Whether two sides name one path: the very one, or one of them means a directory and the other what is in it. */
export function samePath(a: FileAccess, b: FileAccess): boolean {
  const [first, second] = [cleanPath(a.fact.path), cleanPath(b.fact.path)];
  if (first === second) return true;
  if (meansDirectory(a) && isBelow(second, first)) return true;
  return meansDirectory(b) && isBelow(first, second);
}

/** Whether what is meant is a directory with all that is in it. */
function meansDirectory({ fact }: FileAccess): boolean {
  return fact.target === 'directory';
}

interface Placed {
  readonly side: Side;
  readonly place: number;
  readonly path: string;
}

interface Group {
  readonly all: Placed[];
  readonly deliberate: Placed[];
  readonly whose: Map<LinkedContainer | string, Side[]>;
}

function newGroup(): Group {
  return { all: [], deliberate: [], whose: new Map() };
}

function groupOf(some: readonly Placed[]): Group {
  const group = newGroup();
  for (const one of some) add(group, one);
  return group;
}

function addTo(groups: Map<string, Group>, one: Placed): void {
  const group = groups.get(one.path) ?? newGroup();
  groups.set(one.path, group);
  add(group, one);
}

function add({ all, deliberate, whose }: Group, one: Placed): void {
  const { access, container } = one.side;
  const { where } = access;
  all.push(one);
  if (access.fact.evidence.source !== 'program-default') deliberate.push(one);
  const keys = [
    container,
    ...(where.type === 'volume' ? [where.volumeId] : where.type === 'shared' ? [SHARED] : []),
  ];
  for (const key of keys) {
    const known = whose.get(key);
    if (known) known.push(one.side);
    else whose.set(key, [one.side]);
  }
}

/** No id of a volume. */
const SHARED = '';

/** The groups of the directories in which a path lies. */
function groupsAbove(directories: ReadonlyMap<string, Group>, path: string): readonly Group[] {
  const found: Group[] = [];
  if (directories.size === 0) return found;
  for (let at = path; at !== '/' && found.length < directories.size;) {
    at = parentOf(at);
    const group = directories.get(at);
    if (group) found.push(group);
  }
  return found;
}

/** Those below a directory; in the order of paths they stand together. */
function sidesBelow(sorted: readonly Placed[], directory: string): readonly Placed[] {
  const start = directory === '/' ? '/' : `${directory}/`;
  const from = lastIndexWhere(sorted, ({ path }) => path < start) + 1;
  const to = lastIndexWhere(sorted, ({ path }) => path < start || path.startsWith(start)) + 1;
  return sorted.slice(from, to).filter(({ path }) => path !== directory);
}

function joined(groups: readonly Group[]): SamePath {
  const inOrder = (of: (group: Group) => readonly Placed[]): readonly Side[] =>
    groups
      .flatMap(of)
      .sort((a, b) => a.place - b.place)
      .map(({ side }) => side);
  return {
    all: () => inOrder(({ all }) => all),
    deliberate: () => inOrder(({ deliberate }) => deliberate),
    of: (key) => groups.flatMap(({ whose }) => whose.get(key) ?? []),
    isShared: groups.some(({ whose }) => whose.has(SHARED)),
  };
}

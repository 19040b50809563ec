import { sameItems } from '../analysis/asked-scope.ts';
import { nodesAndPods } from '../features/tree.ts';
import type { TreeMemory } from '../features/tree.ts';
import type { TreeItem } from '../features/tree-item.ts';
import type { Project } from '../features/project.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { TreeParams, TreeRow } from './protocol.ts';
import type { Disposable, Timers } from './runtime.ts';

/** So long after the last change the client hears that its rows are out of date. */
const CALM = 300;

export interface TreeViewParts {
  readonly timers: Timers;
  readonly context: () => DiagnosticContext;
  readonly changed: () => void;
}

/** The tree Nodes & Pods of one client, which asks for the rows that it shows and hears when they change. */
export class TreeView {
  readonly #parts: TreeViewParts;
  #memory: TreeMemory = new WeakMap();
  #folders: readonly string[] = [];
  #made: { readonly project: Project; readonly items: readonly TreeItem[] } | undefined;
  /** What the client was told last; undefined until it asks. */
  #shown: readonly string[] | undefined;
  #calm: Disposable | undefined;

  constructor(parts: TreeViewParts) {
    this.#parts = parts;
  }

  /** The rows below a row, or the topmost; none where the row is gone. */
  rows({ parent }: TreeParams): readonly TreeRow[] {
    const context = this.#parts.context();
    const items = this.#items(context.project);
    if (parent === undefined) this.#shown = digest(context, items);
    const below = parent === undefined ? { path: '', items } : find(items, parent);
    return (below?.items ?? []).map((item) => toRow(context, item, below?.path ?? ''));
  }

  /** Something may have changed: tells the client if the rows did, once things are calm. */
  refresh(): void {
    if (!this.#shown) return;
    this.#calm?.dispose();
    this.#calm = this.#parts.timers.after(CALM, () => this.#compare());
  }

  dispose(): void {
    this.#calm?.dispose();
  }

  #compare(): void {
    const context = this.#parts.context();
    const now = digest(context, this.#items(context.project));
    if (this.#shown && sameItems(this.#shown, now)) return;
    this.#shown = now;
    this.#parts.changed();
  }

  #items(project: Project): readonly TreeItem[] {
    if (this.#made?.project === project) return this.#made.items;
    if (!sameItems(this.#folders, project.folders)) {
      this.#folders = project.folders;
      this.#memory = new WeakMap();
    }
    const items = nodesAndPods(project, this.#memory);
    this.#made = { project, items };
    return items;
  }
}

/** Rows are addressed by the ids on the way to them. */
function pathTo(parent: string, item: TreeItem): string {
  return parent === '' ? item.id : `${parent} > ${item.id}`;
}

function find(
  items: readonly TreeItem[],
  wanted: string,
): { readonly path: string; readonly items: readonly TreeItem[] } | undefined {
  let path = '';
  let level = items;
  while (path !== wanted) {
    const item = level.find((one) => {
      const at = pathTo(path, one);
      return wanted === at || wanted.startsWith(`${at} > `);
    });
    if (!item) return undefined;
    path = pathTo(path, item);
    level = item.children;
  }
  return { path, items: level };
}

function toRow(context: DiagnosticContext, item: TreeItem, parent: string): TreeRow {
  const { place, children, ...shown } = item;
  const home = place && context.project.snapshot.locate(place.document);
  return {
    ...shown,
    id: pathTo(parent, item),
    hasChildren: children.length > 0,
    ...(home && {
      location: {
        uri: context.clientUri(home.file.uri),
        range: context.converter.rangeIn(home.file, home.index, place.span),
      },
    }),
  };
}

/** One text for each row: what it shows and where it is. */
function digest(context: DiagnosticContext, items: readonly TreeItem[]): readonly string[] {
  const texts: string[] = [];
  const add = (level: readonly TreeItem[], parent: string): void => {
    for (const item of level) {
      texts.push(JSON.stringify(toRow(context, item, parent)));
      add(item.children, pathTo(parent, item));
    }
  };
  add(items, '');
  return texts;
}

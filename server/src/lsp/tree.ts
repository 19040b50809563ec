import { sameItems } from '../analysis/asked-scope.ts';
import { identityOf } from '../kubernetes/model.ts';
import { rowOf } from '../features/tree-groups.ts';
import { NO_COUNTS } from '../features/tree-item.ts';
import { fileEntry, findPod } from '../features/tree-entry.ts';
import type { TreeMemory } from '../features/tree-entry.ts';
import { containerItems } from '../features/tree-pod.ts';
import { covers } from '../text/span.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { askedPlace, toLocations } from './place.ts';
import type {
  NamedLocation,
  TreeChanges,
  TreeParams,
  TreePlaceParams,
  TreeRow,
  TreeRows,
} from './protocol.ts';
import type { Disposable, Timers } from './runtime.ts';
import { groupRow, itemsBelow } from './tree-lookup.ts';
import { noEffects, TreeModel } from './tree-model.ts';
import type { TreeShape } from './tree-model.ts';
import { ShownRows } from './tree-shown.ts';
import { pathTo, stepsOf, toRow } from './tree-row.ts';

/** So long after the last change the client hears that its rows are out of date. */
const CALM = 300;
/** How long files that nobody looks at may hold up everything else. */
const SLICE = 8;

export const NO_ROWS: TreeRows = {
  rows: [],
  summary: { pods: 0, shown: 0, problems: NO_COUNTS },
};

export interface TreeViewParts {
  readonly timers: Timers;
  readonly context: () => DiagnosticContext;
  /** Files that are to be looked at first; each is told of with `found`. */
  readonly lookAhead: () => ReadonlySet<string>;
  readonly changed: (changes: TreeChanges) => void;
}

/** The tree Nodes & Pods of one client, which asks for the rows that it shows and hears when they change. */
export class TreeView {
  readonly #parts: TreeViewParts;
  #memory: TreeMemory = new WeakMap();
  #folders: readonly string[] = [];
  #model: TreeModel | undefined;
  /** Files that may hold something else than the model knows. */
  readonly #stale = new Set<string>();
  readonly #shown = new ShownRows();
  #summary = '';
  /** Of updates that the client has not heard of yet. */
  #effects = noEffects();
  #calm: Disposable | undefined;
  #soon: Disposable | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(parts: TreeViewParts) {
    this.#parts = parts;
  }

  /**
   * The rows below a row, or the topmost; none where the row is gone. There can be thousands, so they are made in
   * slices; of what changes meanwhile the client hears while it waits, and asks again.
   */
  async rows({ parent = '', ...wanted }: TreeParams): Promise<TreeRows> {
    const model = this.#current(this.#parts.context(), shapeOf(wanted));
    const answer = this.#shown.begin(parent);
    const rows = await this.#rowsInSlices(model, parent);
    this.#shown.answered(parent, answer, rows);
    const summary = summaryOf(model);
    this.#summary = JSON.stringify(summary);
    return { rows, summary };
  }

  async #rowsInSlices(model: TreeModel, parent: string): Promise<readonly TreeRow[]> {
    const { timers } = this.#parts;
    let context = this.#parts.context();
    let end = timers.now() + SLICE;
    const rows: TreeRow[] = [];
    for (const item of itemsBelow(context.project, model, parent) ?? []) {
      if (timers.now() > end) {
        await new Promise<void>((resolve) => timers.after(0, resolve));
        context = this.#parts.context();
        end = timers.now() + SLICE;
      }
      rows.push(toRow(context, item, parent));
    }
    return rows;
  }

  /** The rows on the way to what stands at a place, topmost first; none where no pod does. */
  rowsAt({ textDocument, position, ...wanted }: TreePlaceParams): readonly TreeRow[] {
    const context = this.#parts.context();
    const model = this.#current(context, shapeOf(wanted));
    const asked = askedPlace({ diagnosticContext: () => context }, { textDocument, position });
    if (!asked) return [];
    const { project } = context;
    const here = { start: asked.offset, end: asked.offset };
    const pods = model.podsOf(asked.file.uri).filter(({ document }) => document === asked.index);
    const pod =
      pods.find(({ span }) => covers(span, here)) ?? (pods.length === 1 ? pods[0] : undefined);
    const group = pod && model.group(model.homesOf(pod)[0] ?? '');
    if (!group) return [];
    const index = findPod(project, pod)?.pod.containers.findIndex(({ container: { node } }) =>
      covers(node.span, here),
    );
    const items = [groupRow(project, group), rowOf(project, group, pod)];
    const container = containerItems(project, pod)[index ?? -1];
    if (container) items.push(container);
    const paths = items.map((_, at) => items.slice(0, at).reduce(pathTo, ''));
    return items.map((item, at) => toRow(context, item, paths[at] ?? ''));
  }

  /** The Services that select the pod of a row. */
  servicesOf({ row }: { readonly row: string }): readonly NamedLocation[] {
    const context = this.#parts.context();
    const [group = '', id = ''] = stepsOf(row);
    const entry = this.#model?.group(group)?.pods.get(id);
    const services = (entry && findPod(context.project, entry)?.pod.services) ?? [];
    return services.flatMap(({ document, resource }) =>
      toLocations(context, [{ document, span: identityOf(resource) }]).map((location) => ({
        name: resource.name?.value ?? '',
        location,
      })),
    );
  }

  /** What a file holds may have changed. */
  stale(uri: string): void {
    // Without a model there is none to bring up to date: the first one is made from all files that are known.
    if (this.#model) this.#stale.add(uri);
    if (this.#waiting.length === 0 || this.#soon) return;
    this.#soon = this.#parts.timers.after(CALM, () => {
      this.#soon = undefined;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }

  /** Takes in at once what a file holds: what was read of it may be forgotten next. */
  found(uri: string): void {
    this.stale(uri);
    if (!this.#model) return;
    this.#stale.delete(uri);
    this.#model.update(this.#entries(this.#parts.context(), [uri]), this.#effects);
  }

  /** Ends a moment after the next file of which something else may be shown. */
  changeOfFiles(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Tells the client what changed of what it was told, once things are calm. */
  refresh(): void {
    if (!this.#model) return;
    this.#calm?.dispose();
    this.#calm = this.#parts.timers.after(CALM, () => this.#updateSlice());
  }

  dispose(): void {
    this.#calm?.dispose();
    this.#soon?.dispose();
  }

  /** The model, up to date and in the shape that the client wants. */
  #current(context: DiagnosticContext, shape: TreeShape): TreeModel {
    const { folders } = context.project;
    if (!this.#model || !sameItems(this.#folders, folders)) {
      // Paths are shown from the workspace's folders.
      this.#folders = folders;
      this.#memory = new WeakMap();
      this.#model = new TreeModel(shape);
      this.#shown.forget();
      this.#stale.clear();
      this.#effects = noEffects();
      const ahead = this.#parts.lookAhead();
      const known = [...context.project.snapshot.files.keys()].filter((uri) => !ahead.has(uri));
      this.#model.update(this.#entries(context, known), noEffects());
      return this.#model;
    }
    this.#update(context);
    const { grouping, filter } = this.#model.shape;
    if (grouping === shape.grouping && filter === shape.filter) return this.#model;
    this.#model.reshape(shape);
    this.#shown.forget();
    return this.#model;
  }

  *#entries(context: DiagnosticContext, uris: Iterable<string>) {
    for (const uri of uris) yield [uri, fileEntry(context.project, this.#memory, uri)] as const;
  }

  /** Brings the model up to date in slices, and tells the client when nothing is left. */
  #updateSlice(): void {
    const { timers } = this.#parts;
    const context = this.#parts.context();
    const end = timers.now() + SLICE;
    for (const uri of this.#stale) {
      if (timers.now() > end) {
        this.#calm = timers.after(0, () => this.#updateSlice());
        return;
      }
      this.#stale.delete(uri);
      this.#model?.update(this.#entries(context, [uri]), this.#effects);
    }
    this.#update(context);
  }

  /** Brings the model up to date, and tells the client of the rows that it has and that are not so any more. */
  #update(context: DiagnosticContext): void {
    const model = this.#model;
    if (!model) return;
    const effects = this.#effects;
    model.update(this.#entries(context, this.#stale), effects);
    this.#stale.clear();
    this.#effects = noEffects();
    const found = this.#shown.differences(context, model, effects);
    const summary = summaryOf(model);
    const isSame = this.#summary === JSON.stringify(summary);
    if (isSame && found.rows.length === 0 && found.parents.length === 0) return;
    this.#summary = JSON.stringify(summary);
    this.#parts.changed({ ...found, summary });
  }
}

function shapeOf({ grouping = 'node', filter = '' }: Partial<TreeShape>): TreeShape {
  return { grouping, filter };
}

function summaryOf(model: TreeModel): TreeRows['summary'] {
  return { pods: model.podCount, shown: model.shownCount, problems: model.problems };
}

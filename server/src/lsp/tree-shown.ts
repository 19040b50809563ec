import type { TreeItem } from '../features/tree-item.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { TreeRow } from './protocol.ts';
import { groupAt, itemsBelow, rowsIn } from './tree-lookup.ts';
import type { Effects, TreeModel } from './tree-model.ts';
import { pathTo, sameRow, stepsOf, toRow } from './tree-row.ts';

/** More rows than this below one are asked for again and not compared: to make them takes more than one slice. */
const MANY = 200;

/** The rows that the client has, or is waiting for, by the row above them. */
export class ShownRows {
  readonly #shown = new Map<string, Map<string, TreeRow>>();
  /** The latest answer that is being made for each row; none where it is out of date already. */
  readonly #making = new Map<string, symbol>();

  /** An answer about the rows below `parent` is being made, which takes the place of the one before. */
  begin(parent: string): symbol {
    const answer = Symbol(parent);
    this.#shown.delete(parent);
    this.#making.set(parent, answer);
    return answer;
  }

  /** The client gets it; if something changed meanwhile, it was told to ask again. */
  answered(parent: string, answer: symbol, rows: readonly TreeRow[]): void {
    if (this.#making.get(parent) !== answer) return;
    this.#making.delete(parent);
    this.#shown.set(parent, byId(rows));
  }

  forget(): void {
    this.#shown.clear();
    this.#making.clear();
  }

  /** What of it is not so any more; `effects` says what updates can have changed. */
  differences(
    context: DiagnosticContext,
    model: TreeModel,
    effects: Effects,
  ): { readonly rows: readonly TreeRow[]; readonly parents: readonly string[] } {
    const rows: TreeRow[] = [];
    const parents: string[] = [];
    /** Compares some of the rows below a parent with what the client has; `undefined` stands for a row that is gone. */
    const compare = (
      parent: string,
      now: Iterable<readonly [string, TreeItem | undefined]>,
    ): void => {
      const shown = this.#shown.get(parent);
      if (!shown) return;
      const changed: TreeRow[] = [];
      for (const [id, item] of now) {
        const before = shown.get(pathTo(parent, { id }));
        if ((before === undefined) !== (item === undefined)) {
          // Until it has asked again, the client need not hear more.
          this.#shown.delete(parent);
          parents.push(parent);
          return;
        }
        const row = item && toRow(context, item, parent);
        if (row && before && !sameRow(row, before)) changed.push(row);
      }
      for (const row of changed) {
        shown.set(row.id, row);
        rows.push(row);
      }
    };

    if (effects.everything || effects.groupsChanged)
      this.#compareAll(context, model, '', { rows, parents });
    else
      compare(
        '',
        [...effects.groups].map((id) => [id, groupAt(context.project, model, id)]),
      );
    for (const parent of [...this.#shown.keys()]) {
      const steps = stepsOf(parent);
      const [id = ''] = steps;
      if (parent === '') continue;
      if (steps.length > 1 || effects.everything)
        this.#compareAll(context, model, parent, { rows, parents });
      else if (effects.groups.has(id))
        compare(parent, rowsIn(context.project, model.group(id), effects.pods));
    }
    if (effects.groups.size > 0 || effects.groupsChanged || effects.everything)
      for (const parent of this.#takeOutdated(effects)) parents.push(parent);
    return { rows, parents };
  }

  #compareAll(
    context: DiagnosticContext,
    model: TreeModel,
    parent: string,
    found: { readonly rows: TreeRow[]; readonly parents: string[] },
  ): void {
    const before = this.#shown.get(parent);
    if (!before) return;
    if (before.size > MANY) {
      this.#shown.delete(parent);
      found.parents.push(parent);
      return;
    }
    const items = itemsBelow(context.project, model, parent);
    if (!items) {
      this.#shown.delete(parent);
      return;
    }
    const now = [...items].map((item) => toRow(context, item, parent));
    this.#shown.set(parent, byId(now));
    const ids = [...before.keys()];
    if (ids.length !== now.length || now.some(({ id }, index) => id !== ids[index]))
      found.parents.push(parent);
    else
      for (const row of now) {
        const old = before.get(row.id);
        if (!old || !sameRow(row, old)) found.rows.push(row);
      }
  }

  /** The rows below which an answer that is being made is out of date. */
  #takeOutdated({ everything, groups }: Effects): readonly string[] {
    const outdated = [...this.#making.keys()].filter((parent) => {
      const [id = '', ...deeper] = stepsOf(parent);
      return everything || parent === '' || deeper.length > 0 || groups.has(id);
    });
    for (const parent of outdated) this.#making.delete(parent);
    return outdated;
  }
}

function byId(rows: readonly TreeRow[]): Map<string, TreeRow> {
  return new Map(rows.map((row) => [row.id, row]));
}

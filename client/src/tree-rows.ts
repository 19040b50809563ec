import { commands, EventEmitter, TreeItem } from 'vscode';
import type { Event, TreeDataProvider } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  ProblemCounts,
  TreeChanges,
  TreeRow,
  TreeSummary,
} from '../../server/src/lsp/protocol.ts';
import { HeldChanges } from './held-changes.ts';
import { onNotification, request } from './protocol.ts';
import type { Server } from './server.ts';
import { toTreeItem } from './tree-item.ts';
import type { Shape } from './tree-item.ts';

/** Rows, by their ids, as the server says; VS Code asks for those that are on the screen. */
export class Rows implements TreeDataProvider<string> {
  readonly #server: Server;
  readonly #changed = new EventEmitter<string[] | undefined>();
  readonly #changes = new HeldChanges((ids) => this.#changed.fire(ids));
  readonly #counted = new EventEmitter<readonly string[] | undefined>();
  readonly #summarized = new EventEmitter<TreeSummary>();
  readonly #rows = new Map<
    string,
    { readonly row: TreeRow; readonly parent: string | undefined }
  >();
  readonly onDidChangeTreeData = this.#changed.event;
  /** Fires with the rows whose problems have changed; undefined for all. */
  readonly onDidCount: Event<readonly string[] | undefined> = this.#counted.event;
  readonly onDidSummarize: Event<TreeSummary> = this.#summarized.event;
  #shape: Shape;

  constructor(server: Server, shape: Shape) {
    this.#server = server;
    this.#shape = shape;
  }

  get shape(): Shape {
    return this.#shape;
  }

  set shape(shape: Shape) {
    this.#shape = shape;
    this.refresh();
  }

  /** Hears what changes from a server that is there anew. */
  follow(client: BaseLanguageClient): void {
    onNotification(client, 'podspace/treeChanged', (changes) => this.#take(changes));
    this.refresh();
    // The view counts problems also while it is not shown, and then VS Code asks for nothing.
    void this.#ask(client, undefined);
  }

  /** Nobody knows any more what holds: the view has no rows, and says why. */
  forget(): void {
    this.#rows.clear();
    this.refresh();
  }

  refresh(): void {
    this.#changes.add(undefined);
    this.#counted.fire(undefined);
  }

  row(id: string): TreeRow | undefined {
    return this.#rows.get(id)?.row;
  }

  problemsOf(id: string): ProblemCounts | undefined {
    return this.row(id)?.problems;
  }

  /** The rows on the way to a place, topmost first. */
  async rowsAt(uri: string, line: number, character: number): Promise<readonly TreeRow[]> {
    const { client } = this.#server;
    if (!client) return [];
    const rows = await request(client, 'podspace/treeRowsAt', {
      ...this.#shape,
      textDocument: { uri },
      position: { line, character },
    });
    for (const [index, row] of rows.entries()) this.#keep([row], rows[index - 1]?.id);
    return rows;
  }

  async getChildren(parent?: string): Promise<string[]> {
    await this.#server.start();
    const { client } = this.#server;
    if (!client) return [];
    const rows = await this.#changes.during(() => this.#ask(client, parent));
    return rows.map(({ id }) => id);
  }

  getTreeItem(id: string): TreeItem {
    const row = this.row(id);
    return row ? toTreeItem(row, this.#shape) : new TreeItem('');
  }

  getParent(id: string): string | undefined {
    return this.#rows.get(id)?.parent;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#counted.dispose();
    this.#summarized.dispose();
  }

  async #ask(client: BaseLanguageClient, parent: string | undefined): Promise<readonly TreeRow[]> {
    const shape = this.#shape;
    const { rows, summary } = await request(client, 'podspace/tree', {
      ...shape,
      ...(parent !== undefined && { parent }),
    });
    if (shape !== this.#shape) return [];
    this.#forgetOthers(rows, parent);
    this.#keep(rows, parent);
    this.#summarize(summary);
    return rows;
  }

  /** Forgets the rows of `parent` that are no longer there, with all below them. */
  #forgetOthers(rows: readonly TreeRow[], parent: string | undefined): void {
    const staying = new Set(rows.map(({ id }) => id));
    const gone = new Set<string>();
    // A row is always kept after the one above it.
    for (const [id, { parent: above }] of this.#rows) {
      if (above === parent ? staying.has(id) : !gone.has(above ?? '')) continue;
      gone.add(id);
      this.#rows.delete(id);
    }
  }

  #keep(rows: readonly TreeRow[], parent: string | undefined): void {
    for (const row of rows) this.#rows.set(row.id, { row, parent });
    this.#counted.fire(rows.map(({ id }) => id));
  }

  #take({ rows, parents, summary }: TreeChanges): void {
    const looks: string[] = [];
    for (const row of rows) {
      const known = this.#rows.get(row.id);
      if (!known) continue;
      this.#rows.set(row.id, { row, parent: known.parent });
      // A row with others below it is asked for all of them again; what its problems are, its decoration says.
      if (isGroup(row) && withoutProblems(row) === withoutProblems(known.row)) continue;
      looks.push(row.id);
    }
    this.#counted.fire(rows.map(({ id }) => id));
    this.#summarize(summary);
    this.#changes.add(parents.includes('') ? undefined : [...parents, ...looks]);
  }

  #summarize(summary: TreeSummary): void {
    this.#summarized.fire(summary);
    void commands.executeCommand('setContext', 'podspace.noPods', summary.pods === 0);
  }
}

function isGroup({ kind }: TreeRow): boolean {
  return kind !== 'pod' && kind !== 'container' && kind !== 'port' && kind !== 'mount';
}

function withoutProblems(row: TreeRow): string {
  return JSON.stringify({ ...row, problems: undefined });
}

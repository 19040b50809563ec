import {
  commands,
  Disposable,
  EventEmitter,
  FileDecoration,
  l10n,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { FileDecorationProvider, TreeDataProvider } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ProblemCounts, TreeItemKind, TreeRow } from '../../server/src/lsp/protocol.ts';
import { onNotification, request } from './protocol.ts';
import type { Server } from './server.ts';

/** Of the addresses that stand for rows, so that they can be decorated as files are. */
const SCHEME = 'podspace-row';

/** Shows the view Nodes & Pods. */
export function showTree(server: Server): Disposable {
  const rows = new Rows(server);
  const view = window.createTreeView('podspace.nodesAndPods', {
    treeDataProvider: rows,
    showCollapseAll: true,
  });
  return Disposable.from(
    rows,
    view,
    window.registerFileDecorationProvider(rows),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) void server.start();
    }),
    server.onReady((client) => rows.follow(client)),
    commands.registerCommand('podspace.refreshTree', () => rows.refresh()),
  );
}

class Rows implements TreeDataProvider<TreeRow>, FileDecorationProvider {
  readonly #server: Server;
  readonly #changed = new EventEmitter<undefined>();
  readonly #decorationsChanged = new EventEmitter<undefined>();
  readonly #problems = new Map<string, ProblemCounts>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidChangeFileDecorations = this.#decorationsChanged.event;

  constructor(server: Server) {
    this.#server = server;
  }

  follow(client: BaseLanguageClient): void {
    onNotification(client, 'podspace/treeChanged', () => this.refresh());
    this.refresh();
  }

  refresh(): void {
    this.#problems.clear();
    this.#changed.fire(undefined);
  }

  async getChildren(row?: TreeRow): Promise<TreeRow[]> {
    await this.#server.start();
    const { client } = this.#server;
    if (!client) return [];
    const rows = await request(client, 'podspace/tree', row ? { parent: row.id } : {});
    if (!row) await commands.executeCommand('setContext', 'podspace.noPods', rows.length === 0);
    for (const { id, problems } of rows) this.#problems.set(addressOf(id), problems);
    this.#decorationsChanged.fire(undefined);
    return [...rows];
  }

  getTreeItem(row: TreeRow): TreeItem {
    const item = new TreeItem(row.label, collapsibleState(row));
    item.id = row.id;
    item.description = row.description;
    item.tooltip = new MarkdownString(row.tooltip);
    item.iconPath = ICONS[row.kind];
    item.contextValue = row.kind;
    item.resourceUri = Uri.parse(addressOf(row.id));
    item.accessibilityInformation = {
      label: [row.label, row.description, countText(row.problems)].filter(Boolean).join(', '),
    };
    const { location } = row;
    if (location) {
      const { start, end } = location.range;
      item.command = {
        command: 'vscode.open',
        title: l10n.t('Show in Manifest'),
        arguments: [
          Uri.parse(location.uri),
          { selection: new Range(start.line, start.character, end.line, end.character) },
        ],
      };
    }
    return item;
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== SCHEME) return undefined;
    const problems = this.#problems.get(uri.toString());
    const total = problems ? problems.errors + problems.warnings : 0;
    if (!problems || total === 0) return undefined;
    return new FileDecoration(
      total > 9 ? '9+' : String(total),
      countText(problems),
      new ThemeColor(problems.errors > 0 ? 'list.errorForeground' : 'list.warningForeground'),
    );
  }

  dispose(): void {
    this.#changed.dispose();
    this.#decorationsChanged.dispose();
  }
}

const ICONS: Readonly<Record<TreeItemKind, ThemeIcon>> = {
  node: new ThemeIcon('server'),
  'every-node': new ThemeIcon('server-environment'),
  'any-node': new ThemeIcon('server-process'),
  pod: new ThemeIcon('package'),
  container: new ThemeIcon('symbol-method'),
  port: new ThemeIcon('plug'),
  mount: new ThemeIcon('database'),
};

function addressOf(id: string): string {
  return Uri.from({ scheme: SCHEME, path: `/${encodeURIComponent(id)}` }).toString();
}

function collapsibleState({ hasChildren, kind }: TreeRow): TreeItemCollapsibleState {
  if (!hasChildren) return TreeItemCollapsibleState.None;
  return kind === 'container' || kind === 'pod'
    ? TreeItemCollapsibleState.Collapsed
    : TreeItemCollapsibleState.Expanded;
}

function countText({ errors, warnings, others }: ProblemCounts): string {
  return [
    errors > 0 && (errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors)),
    warnings > 0 && (warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings)),
    others > 0 && (others === 1 ? l10n.t('1 note') : l10n.t('{0} notes', others)),
  ]
    .filter(Boolean)
    .join(', ');
}

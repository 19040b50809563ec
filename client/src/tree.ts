import {
  commands,
  Disposable,
  env,
  EventEmitter,
  FileDecoration,
  l10n,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
} from 'vscode';
import type { FileDecorationProvider, Memento, TreeView } from 'vscode';
import type { Grouping, TreeRow, TreeSummary } from '../../server/src/lsp/protocol.ts';
import { request } from './protocol.ts';
import type { Server } from './server.ts';
import { filterTree } from './tree-filter.ts';
import { followEditor } from './tree-follow.ts';
import { addressOf, countText, rangeOf, ROW_SCHEME, rowOf } from './tree-item.ts';
import { Rows } from './tree-rows.ts';
import type { Shape } from './tree-item.ts';

const GROUPINGS: Readonly<Record<Grouping, string>> = {
  node: 'podspace.groupByNode',
  namespace: 'podspace.groupByNamespace',
  file: 'podspace.groupByFile',
};

/** Shows the view Nodes & Pods; how it is shown is kept for the workspace in `memento`. */
export function showTree(server: Server, memento: Memento): Disposable {
  const rows = new Rows(server, {
    grouping: memento.get<Grouping>('tree.grouping', 'node'),
    filter: '',
  });
  const view = window.createTreeView('podspace.nodesAndPods', {
    treeDataProvider: rows,
    showCollapseAll: true,
  });
  const reshape = (change: Partial<Shape>): void => {
    rows.shape = { ...rows.shape, ...change };
  };
  const group = async (grouping: Grouping): Promise<void> => {
    reshape({ grouping });
    await memento.update('tree.grouping', grouping);
    await setContext('grouping', grouping);
  };
  const filter = (text: string): void => {
    reshape({ filter: text });
    void setContext('treeFiltered', text !== '');
  };
  void setContext('grouping', rows.shape.grouping);
  const parts: readonly { dispose(): unknown }[] = [
    rows,
    view,
    decorate(rows),
    followEditor(rows, view, memento),
    rows.onDidSummarize((summary) => summarize(view, summary, rows.shape.filter)),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) void server.start();
    }),
    server.onReady((client) => rows.follow(client)),
    server.onStopped(() => {
      rows.forget();
      view.badge = undefined;
      view.message = '';
    }),
    commands.registerCommand('podspace.refreshTree', () => rows.refresh()),
    ...Object.entries(GROUPINGS).flatMap(([grouping, command]) =>
      // The one that is in force stands in the menu with a check mark, as a command of its own.
      [command, `${command}.current`].map((id) =>
        commands.registerCommand(id, () => group(grouping as Grouping)),
      ),
    ),
    commands.registerCommand('podspace.filterTree', () => filterTree(rows.shape.filter, filter)),
    commands.registerCommand('podspace.clearTreeFilter', () => filter('')),
    ...rowCommands(server, rows),
  ];
  return new Disposable(() => {
    for (const part of parts) part.dispose();
  });
}

async function setContext(key: string, value: unknown): Promise<void> {
  await commands.executeCommand('setContext', `podspace.${key}`, value);
}

/** What the context menu of a row offers. */
function rowCommands(server: Server, rows: Rows): readonly Disposable[] {
  const onRow = (command: string, run: (row: TreeRow) => Promise<void>): Disposable =>
    commands.registerCommand(command, async (id?: string) => {
      const row = id === undefined ? undefined : rows.row(id);
      if (row) await run(row);
    });
  return [
    onRow('podspace.openRow', ({ location }) => open(location, ViewColumn.Active)),
    onRow('podspace.openRowToSide', ({ location }) => open(location, ViewColumn.Beside)),
    onRow('podspace.showRowOnMap', async (row) => {
      await commands.executeCommand('podspace.showPodMap', row);
    }),
    onRow('podspace.copyRowName', async ({ label }) => env.clipboard.writeText(label)),
    onRow('podspace.copyKubectlReference', async ({ reference = '' }) =>
      env.clipboard.writeText(reference),
    ),
    onRow('podspace.goToServices', async ({ id }) => {
      const { client } = server;
      if (!client) return;
      const services = await request(client, 'podspace/servicesOf', { row: id });
      const [only, ...others] = services;
      const chosen =
        others.length === 0
          ? only
          : (
              await window.showQuickPick(
                services.map((service) => ({
                  label: service.name,
                  description: Uri.parse(service.location.uri).path.split('/').at(-1) ?? '',
                  service,
                })),
                { placeHolder: l10n.t('Services that select this pod') },
              )
            )?.service;
      await open(chosen?.location, ViewColumn.Active);
    }),
  ];
}

async function open(location: TreeRow['location'], column: ViewColumn): Promise<void> {
  if (!location) return;
  await window.showTextDocument(Uri.parse(location.uri), {
    viewColumn: column,
    selection: rangeOf(location),
  });
}

/** The badge of the view, and what the filter leaves. */
function summarize(view: TreeView<string>, summary: TreeSummary, filter: string): void {
  const { problems, pods, shown } = summary;
  const value = problems.errors + problems.warnings;
  view.badge = value === 0 ? undefined : { value, tooltip: countText({ ...problems, others: 0 }) };
  view.message = filter === '' ? '' : l10n.t('{0} of {1} pods match "{2}".', shown, pods, filter);
}

/** Counts of problems behind the rows, in the colours of problems. */
function decorate(rows: Rows): Disposable {
  const changed = new EventEmitter<Uri[] | undefined>();
  const provider: FileDecorationProvider = {
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration(uri) {
      if (uri.scheme !== ROW_SCHEME) return undefined;
      const problems = rows.problemsOf(rowOf(uri));
      const total = problems ? problems.errors + problems.warnings : 0;
      if (!problems || total === 0) return undefined;
      return new FileDecoration(
        total > 9 ? '9+' : String(total),
        countText(problems),
        new ThemeColor(problems.errors > 0 ? 'list.errorForeground' : 'list.warningForeground'),
      );
    },
  };
  return Disposable.from(
    changed,
    window.registerFileDecorationProvider(provider),
    rows.onDidCount((ids) => changed.fire(ids?.map(addressOf))),
  );
}

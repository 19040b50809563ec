import {
  l10n,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from 'vscode';
import type {
  Grouping,
  HoldType,
  ProblemCounts,
  TreeItemKind,
  TreeRow,
} from '../../server/src/lsp/protocol.ts';

/** Of the addresses that stand for rows, so that they can be decorated as files are. */
export const ROW_SCHEME = 'podspace-row';

/** How the tree is shown. */
export interface Shape {
  readonly grouping: Grouping;
  readonly filter: string;
}

/** What VS Code shows of a row. */
export function toTreeItem(row: TreeRow, shape: Shape): TreeItem {
  const item = new TreeItem(labelOf(row), collapsibleState(row, shape));
  item.id = row.id;
  item.description = row.description;
  item.tooltip = new MarkdownString(row.tooltip);
  item.iconPath = iconOf(row);
  item.contextValue = contextOf(row);
  item.resourceUri = addressOf(row.id);
  item.accessibilityInformation = { label: spoken(row) };
  const command = row.location && openCommand(row.location);
  if (command) item.command = command;
  return item;
}

export function addressOf(id: string): Uri {
  return Uri.from({ scheme: ROW_SCHEME, path: `/${encodeURIComponent(id)}` });
}

export function rowOf(address: Uri): string {
  return decodeURIComponent(address.path.slice(1));
}

export function rangeOf({ range: { start, end } }: NonNullable<TreeRow['location']>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

export function countText({ errors, warnings, others }: ProblemCounts): string {
  return [
    errors > 0 && (errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors)),
    warnings > 0 && (warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings)),
    others > 0 && (others === 1 ? l10n.t('1 note') : l10n.t('{0} notes', others)),
  ]
    .filter(Boolean)
    .join(', ');
}

function openCommand(location: NonNullable<TreeRow['location']>): TreeItem['command'] {
  return {
    command: 'vscode.open',
    title: l10n.t('Open Manifest'),
    arguments: [Uri.parse(location.uri), { selection: rangeOf(location) }],
  };
}

function collapsibleState({ hasChildren, kind }: TreeRow, shape: Shape): TreeItemCollapsibleState {
  if (!hasChildren) return TreeItemCollapsibleState.None;
  const isOpen = TOPMOST.includes(kind) && (kind !== 'file' || shape.filter !== '');
  return isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

const TOPMOST: readonly TreeItemKind[] = [
  'node',
  'every-node',
  'any-node',
  'static',
  'namespace',
  'file',
];

/** What the entries of the context menu ask for. */
function contextOf({ kind, location, reference, services }: TreeRow): string {
  return [
    kind,
    location && 'written',
    reference !== undefined && 'kubectl',
    services !== undefined && services > 0 && 'served',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What the icon says to those who see it is said in words too. */
function spoken(row: TreeRow): string {
  const { kind, description, hold, problems } = row;
  return [kindText(kind, labelOf(row)), hold && holdText(hold), description, countText(problems)]
    .filter(Boolean)
    .join(', ');
}

/** Rows that have no name of their own are called in the language of the editor. */
function labelOf({ kind, label, id }: TreeRow): string {
  switch (kind) {
    case 'any-node':
      return l10n.t('Any node');
    case 'every-node':
      return l10n.t('Every node');
    case 'static':
      return l10n.t('Static pods');
    case 'node-ports':
      return l10n.t('Ports');
    case 'namespace':
      return id === 'namespace' ? l10n.t('No namespace') : label;
    case 'node':
    case 'file':
    case 'pod':
    case 'container':
    case 'port':
    case 'mount':
    case 'node-port':
    case 'taker':
      return label;
  }
}

function kindText(kind: TreeItemKind, label: string): string {
  switch (kind) {
    case 'node':
      return l10n.t('node {0}', label);
    case 'pod':
      return l10n.t('pod {0}', label);
    case 'container':
      return l10n.t('container {0}', label);
    case 'port':
    case 'node-port':
      return l10n.t('port {0}', label);
    case 'mount':
      return l10n.t('mount {0}', label);
    case 'namespace':
      return l10n.t('namespace {0}', label);
    case 'file':
      return l10n.t('file {0}', label);
    case 'every-node':
    case 'any-node':
    case 'static':
    case 'node-ports':
    case 'taker':
      return label;
  }
}

function holdText(hold: HoldType): string {
  switch (hold) {
    case 'pinned':
      return l10n.t('pinned');
    case 'every':
      return l10n.t('on every node');
    case 'restricted':
      return l10n.t('restricted');
    case 'static':
      return l10n.t('static');
    case 'free':
      return '';
  }
}

function iconOf({ kind, hold, problems }: TreeRow): ThemeIcon {
  if (kind === 'pod') return new ThemeIcon(POD_ICONS[hold ?? 'free']);
  if (kind === 'node-port' || kind === 'taker') {
    if (problems.errors > 0) return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    if (problems.warnings > 0)
      return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  }
  return new ThemeIcon(ICONS[kind]);
}

const POD_ICONS: Readonly<Record<HoldType, string>> = {
  free: 'package',
  restricted: 'filter',
  pinned: 'pinned',
  every: 'layers',
  static: 'file-symlink-file',
};

const ICONS: Readonly<Record<Exclude<TreeItemKind, 'pod'>, string>> = {
  node: 'server',
  'every-node': 'server-environment',
  'any-node': 'server-process',
  static: 'server',
  namespace: 'symbol-namespace',
  file: 'file',
  container: 'symbol-method',
  port: 'plug',
  mount: 'database',
  'node-ports': 'plug',
  'node-port': 'plug',
  taker: 'plug',
};

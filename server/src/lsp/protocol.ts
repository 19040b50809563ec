/**
 * What client and server say to each other beyond the Language Server Protocol. The client imports the types only.
 * A client that knows none of this loses the views, and nothing else.
 */
import type { Range } from 'vscode-languageserver';
import type { FileStatus } from '../features/status.ts';
import type { ProblemCounts, TreeItemKind } from '../features/tree-item.ts';

export type { FileStatus } from '../features/status.ts';
export type { ProblemCounts, TreeItemKind } from '../features/tree-item.ts';

/** Requests from the client: by method, what they take and give. */
export interface ClientRequests {
  'podspace/tree': { readonly params: TreeParams; readonly result: readonly TreeRow[] };
  'podspace/status': { readonly params: FileParams; readonly result: FileStatus | null };
}

/** Notifications from the client. */
export interface ClientNotifications {
  /** Which other extensions are at work; sent when the server is ready, and when it changes. */
  'podspace/otherExtensions': { readonly params: OtherExtensions };
}

export interface OtherExtensions {
  /** A YAML extension that checks files by JSON schemas, which `yaml.schemas` assigns. */
  readonly yaml: boolean;
  /** A Kubernetes extension that hands the YAML extension schemas of its own. */
  readonly kubernetes: boolean;
}

/** Requests from a server that was started with `--client-files`, or in a browser. */
export interface ServerRequests {
  'podspace/readFile': {
    readonly params: ReadFileParams;
    readonly result: ReadFileResult;
  };
  'podspace/findFiles': {
    readonly params: { readonly folder: string };
    readonly result: readonly string[];
  };
}

/** Notifications from the server. */
export interface ServerNotifications {
  /** Something that a row shows, or a row's place, is not as it was when it was last asked for. */
  'podspace/treeChanged': { readonly params: Record<string, never> };
  /** The status of an open document is not what it was. */
  'podspace/statusChanged': { readonly params: FileParams };
}

export interface FileParams {
  readonly uri: string;
}

export interface ReadFileParams extends FileParams {
  /** A file with more bytes is not sent. */
  readonly maxSize: number;
}

export type ReadFileResult =
  | { readonly type: 'bytes'; readonly base64: string }
  | { readonly type: 'too-large' }
  | { readonly type: 'missing' };

export interface TreeParams {
  /** The row whose children are wanted; absent for the topmost rows. */
  readonly parent?: string;
}

/** A row of the view Nodes & Pods. */
export interface TreeRow {
  /** Made of names, so that it survives edits. */
  readonly id: string;
  readonly kind: TreeItemKind;
  readonly label: string;
  /** Shown dimmed behind the label. */
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly hasChildren: boolean;
  /** Of the row and all below it. */
  readonly problems: ProblemCounts;
  /** Where it is written; absent for a row that stands for no text. */
  readonly location?: { readonly uri: string; readonly range: Range };
}

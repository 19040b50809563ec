/**
 * What client and server say to each other beyond the Language Server Protocol. The client imports the types only.
 * A client that knows none of this loses the views, and nothing else.
 */
import type {
  Location,
  Position,
  Range,
  TextDocumentPositionParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { PodMap } from '../features/pod-map-model.ts';
import type { FileStatus } from '../features/status.ts';
import type { Grouping } from '../features/tree-groups.ts';
import type { HoldType, ProblemCounts, TreeItemKind } from '../features/tree-item.ts';

export type { PodMap } from '../features/pod-map-model.ts';
export type { FileStatus } from '../features/status.ts';
export type { Grouping } from '../features/tree-groups.ts';
export type { HoldType, ProblemCounts, TreeItemKind } from '../features/tree-item.ts';

/** Requests from the client: by method, what they take and give. */
export interface ClientRequests {
  'podspace/tree': { readonly params: TreeParams; readonly result: TreeRows };
  /** The rows on the way to the pod or container at a place, topmost first. */
  'podspace/treeRowsAt': {
    readonly params: TreePlaceParams;
    readonly result: readonly TreeRow[];
  };
  /** The Services that select the pod of a row. */
  'podspace/servicesOf': {
    readonly params: { readonly row: string };
    readonly result: readonly NamedLocation[];
  };
  /** Null for a file without pods. */
  'podspace/podMap': { readonly params: PodMapParams; readonly result: PlacedPodMap | null };
  'podspace/status': { readonly params: FileParams; readonly result: FileStatus | null };
  /** Null where no container stands at the position, or no file could say what its image listens on. */
  'podspace/describeImage': {
    readonly params: PositionParams;
    readonly result: ImageDescription | null;
  };
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
  /** Something that a row shows, or a row's place, is not as the client was told last. */
  'podspace/treeChanged': { readonly params: TreeChanges };
  /** The map that was asked for last is not as it was. */
  'podspace/podMapChanged': { readonly params: Record<string, never> };
  /** The status of an open document is not what it was. */
  'podspace/statusChanged': { readonly params: FileParams };
}

export interface FileParams {
  readonly uri: string;
}

export interface PositionParams extends FileParams {
  readonly position: Position;
}

/** How `.podspace.yaml` comes to say what an image listens on. */
export interface ImageDescription {
  readonly uri: string;
  /** What is to be applied; it changes nothing where the file names the image already. */
  readonly edit: WorkspaceEdit;
  /** Where the ports stand in the file then. */
  readonly ports: Range;
}

/** What a client may say in `initializationOptions`. */
export interface ClientOptions {
  /** Its commands that may be linked in hovers and named by code actions and lenses. */
  readonly commands: readonly (
    'podspace.describeImage' | 'podspace.peek' | 'podspace.showPodMap'
  )[];
}

/** The argument of the client's command `podspace.peek`: places to show without leaving the one at hand. */
export interface PeekParams extends FileParams {
  readonly position: Position;
  readonly locations: readonly Location[];
}

export interface ReadFileParams extends FileParams {
  /** A file with more bytes is not sent. */
  readonly maxSize: number;
}

export type ReadFileResult =
  | { readonly type: 'bytes'; readonly base64: string }
  | { readonly type: 'too-large' }
  /** With a reason, it is there and cannot be read. */
  | { readonly type: 'missing'; readonly reason?: string };

/** How the client shows the tree; what it says last holds for what it hears. */
interface TreeShape {
  /** By node, if absent. */
  readonly grouping?: Grouping;
  /** Words that all have to be found in a pod: in its name, kind, namespace, containers, images or ports. */
  readonly filter?: string;
}

export interface TreeParams extends TreeShape {
  /** The row whose children are wanted; absent for the topmost rows. */
  readonly parent?: string;
}

export interface TreePlaceParams extends TreeShape, TextDocumentPositionParams {}

export interface TreeRows {
  readonly rows: readonly TreeRow[];
  readonly summary: TreeSummary;
}

/** Of the whole tree, each pod counted once. */
export interface TreeSummary {
  readonly pods: number;
  /** Those that the filter lets through. */
  readonly shown: number;
  readonly problems: ProblemCounts;
}

export interface TreeChanges {
  /** Rows that the client has, as they are now. */
  readonly rows: readonly TreeRow[];
  /** Rows below which there are others now; empty for the topmost rows. */
  readonly parents: readonly string[];
  readonly summary: TreeSummary;
}

export interface NamedLocation {
  readonly name: string;
  readonly location: Location;
}

export interface PodMapParams extends FileParams {
  /** The pod that stands there is meant. */
  readonly position?: Position;
  /** Else the one with this id, else the file's first. */
  readonly pod?: string;
}

/** A pod's map, and where its parts are written. */
export interface PlacedPodMap {
  readonly map: PodMap;
  /** By the ids of parts; some stand for no text. */
  readonly places: Readonly<Record<string, Location>>;
  /** The ids of all pods of the file. */
  readonly pods: readonly string[];
  /** The container at the position. */
  readonly part?: string;
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
  /** What holds a pod where it is. */
  readonly hold?: HoldType;
  /** What `kubectl` calls it; of a pod and a container. */
  readonly reference?: string;
  /** How many Services select the pod. */
  readonly services?: number;
  /** Of the row and all below it. */
  readonly problems: ProblemCounts;
  /** Where it is written; absent for a row that stands for no text. */
  readonly location?: Location;
}
